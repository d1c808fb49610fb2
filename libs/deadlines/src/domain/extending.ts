import { type Code, type Instant, instantAt, type Millis, millisOf } from '@redress/kernel';
import { amountOf, type Count, dueOf, NoTimeLeft } from './counting';
import type { Moment } from './moments';
import type { Extension, Limit, Unit } from './policy';
import { notExtended } from './rounds';
import { asOf, type ClockVersions, type Timed, timedRound, timedRounds } from './timed-rounds';

/** What a clock can be extended in: weeks and months are counted in days, so they are said in days. */
export type ExtensionUnit = Exclude<Unit, 'weeks' | 'months'>;

/** What an extension would make of the present round of a clock. */
export interface ExtensionReading {
  readonly round: number;
  /** IANA name of the zone in which its days begin and end. */
  readonly timeZone: string;
  /** The unit in which it counts, and can be extended. */
  readonly unit: ExtensionUnit;
  /** Null where the policy allows none. */
  readonly allowed: Extension | null;
  readonly timesUsed: number;
  /** When it would be due; null where the calendar does not reach that far. */
  readonly newDue: Instant | null;
  /** The latest the policy allows, all extensions together; null without a cap. */
  readonly latestDue: Instant | null;
}

/** Null where no clock of this name ever began. While it is paused, all is said as if it went on now. */
export const extensionAt = (
  moments: readonly Moment[],
  versions: ClockVersions,
  { clock, by }: { readonly clock: Code; readonly by: Limit },
  now: Instant,
): ExtensionReading | null => {
  const present = presentRound(moments, versions, clock);
  if (present === undefined) return null;
  const at = millisOf(now);
  const { round, count } = present;
  const extended: Moment = { what: 'extended', revision: -1, clock, by, reason: '' };
  const allowed = round.rule.extension ?? null;
  return {
    round: round.round,
    timeZone: count.calendar.timeZone,
    unit: unitOf(count.unit),
    allowed,
    timesUsed: round.extensions,
    newDue: reached(() => dueAt(presentRound([...moments, extended], versions, clock)!, at)),
    latestDue: allowed === null ? null : latestOf(present, allowed, at),
  };
};

const presentRound = (moments: readonly Moment[], versions: ClockVersions, clock: Code): Timed | undefined =>
  timedRounds(moments, versions).findLast(({ round }) => round.rule.id === clock);

const unitOf = (unit: Unit): ExtensionUnit => (unit === 'weeks' || unit === 'months' ? 'calendar-days' : unit);

const dueAt = (timed: Timed, now: Millis): Millis => dueOf(asOf(timed, now), timed.amount);

/** Of two caps the earlier one counts. */
const latestOf = (present: Timed, { upTo, by }: Extension, now: Millis): Instant | null => {
  const caps = [
    ...(upTo === undefined ? [] : [reached(() => longestDue(present, upTo, now))]),
    ...(by === undefined ? [] : [reached(() => laterDue(present, by, now))]),
  ];
  return caps.filter((cap) => cap !== null).sort()[0] ?? null;
};

/** So long from where the clock started. */
const longestDue = (present: Timed, limit: Limit, now: Millis): Millis => {
  const count: Count = { ...asOf(present, now), unit: limit.unit };
  return dueOf(count, amountOf(count, limit));
};

/** So much later than it was due without any extension. */
const laterDue = (present: Timed, limit: Limit, now: Millis): Millis => {
  const { round, terms, count } = present;
  const due = dueAt(timedRound({ ...round, extendedBy: notExtended }, terms, count.breaks), now);
  // The close of a day is where the next one begins: counting goes on from the day that closed.
  const start = count.ends === 'at-the-instant' ? due : due - 1;
  const later: Count = { ...asOf(present, now), start, startsAFreshDay: false, unit: limit.unit };
  return dueOf(later, amountOf(later, limit));
};

const reached = (due: () => Millis): Instant | null => {
  try {
    return instantAt(due());
  } catch (error) {
    if (error instanceof NoTimeLeft) return null;
    throw error;
  }
};
