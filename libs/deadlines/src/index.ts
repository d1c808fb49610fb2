export { type Act, type Action, actions, actsOwed, agendaOf, isSameAct, type OwedFor, owedFor, recordedIn } from './domain/agenda';
export { Adoptions, type AdoptedNow, type VersionOnRecord } from './adoptions';
export { TextRefused } from './domain/adopting';
export { type Calendar, type Holiday, type Slot, type Weekday, weekdays, weekOf, wholeDay, type WorkingDay } from './domain/calendar';
export {
  type ClockReading,
  type ClockVerdict,
  type DerivedClock,
  type DerivedStretch,
  type Measure,
  notAdopted,
  type Verdict,
  verdicts,
  versionNamed,
} from './domain/clock';
export { clocksAt, derivedClocksAt, nextDue, verdictsAt } from './domain/clocks';
export { NoTimeLeft } from './domain/counting';
export { type EscalationLevel, escalationLevels } from './domain/escalation-levels';
export { extensionAt, type ExtensionReading } from './domain/extending';
export { calendarOfFirst, firstCalendar, firstPolicy, policyOfFirst } from './domain/first-versions';
export { type Judgement, judgementsAt } from './domain/judging';
export type { Traits } from './domain/matching';
export { type About, type Moment, nothingKnown, type TimedMoment } from './domain/moments';
export { type Owed, owedAt } from './domain/owed';
export { clockOfPart, isClockOfPart, policyOfPart, withoutParts } from './domain/parts';
export { type PauseReading, pausesOf } from './domain/pauses';
export {
  type Adopted,
  calendarStream,
  type ClockRule,
  type Limit,
  listingStream,
  type Policy,
  type PolicyEvent,
  policyStream,
  type VersionKind,
} from './domain/policy';
export type { Problem } from './domain/shape';
export { type SilenceReading, silenceOf } from './domain/silence';
export { inWords, owedInWords, sentencesOf, wallClock } from './domain/sentences';
export { type ClockVersions, hasClocks } from './domain/timed-rounds';
export { WorkCalendar } from './domain/work-calendar';
export { workingMinutes } from './domain/working-time';
export { beginFirstDay, OtherTimeZone, registerIdIn, registerIdOf } from './first-day';
export { PinnedVersions } from './pinned-versions';
export { policyCodec } from './storage/policy.codec';
export { type OnRecord, type Tried, triedCalendar, triedPolicy, type Written } from './tried';
export { UnknownVersion } from './adopted-versions';
export { type PolicyChoice, versionCategories, Versions } from './versions';
export { type PublishedCalendar, publishedCalendar, type PublishedCalendarId, publishedCalendarIds } from './calendars/published-calendars';
export { type Preset, preset, type PresetId, presetIds } from './presets/presets';
export { type Draft, draftCalendar, NoHolidaysKnown } from './calendars/draft-calendar';
export type { LineProblem, ListedDays } from './calendars/listed-days';
export { readCsv, type WrittenIn } from './calendars/read-csv';
export { readIcs } from './calendars/read-ics';
