export type { Clear, Code, PlainStrings, Sha256, StaffId } from './clear';
export type { Decider, DomainEvent, Known, Money, Pin, Sealed, SealedPart, StoredEvent } from './decider';
export {
  type Day,
  type Instant,
  dayIn,
  isInstant,
  isTimeZone,
  later,
  minutesBetween,
  plusDays,
  plusHours,
  secondsBetween,
} from './instant';
export { type Actor, type Grant, type Grants, type Role, grantOf, roles } from './roles';
export { type BrokenRule, RuleViolation } from './rule-violation';
export { canonical } from './canonical';
export { DeadlineExpired, within } from './deadline';
export { frame, hmacOf, sha256, sha256BytesOf, sha256Of, sum256, uuidOf } from './frame';
export {
  type DayNumber,
  dayMillis,
  dayNumberOf,
  dayOfNumber,
  instantAt,
  isDay,
  type Millis,
  millisOf,
  plusMonths,
  weekdayOf,
} from './day-number';
export { type Stretch, Zone, zoneOf } from './zone';
