export {
  type Adopted,
  type Calendar,
  calendarStream,
  firstCalendar,
  firstPolicy,
  type Policy,
  type PolicyEvent,
  policyStream,
} from './domain/policy';
export { acknowledgeDue, finalDue, nextDue, type Owed } from './domain/due';
export { beginFirstDay, OtherTimeZone, registerIdIn, registerIdOf } from './first-day';
export { policyCodec } from './storage/policy.codec';
export { UnknownVersion, versionCategories, Versions } from './versions';
