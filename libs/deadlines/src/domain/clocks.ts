import { type Code, type Instant, instantAt, type Millis, millisOf } from '@redress/kernel';
import {
  type ClockReading,
  type ClockVerdict,
  type DerivedClock,
  type DerivedStretch,
  type Measure,
  measureUnit,
  versionNamed,
} from './clock';
import { countsHours, dueOf, type StretchKind, walk } from './counting';
import type { Moment } from './moments';
import { isRunning } from './rounds';
import { asOf, type ClockVersions, endedAt, type Timed, timedRounds } from './timed-rounds';
import { verdictOf } from './verdict';

/** Every clock of a complaint as it stands at `now`, in the order they began. Nothing is stored that this does not derive again. */
export const clocksAt = (moments: readonly Moment[], versions: ClockVersions, now: Instant): readonly ClockReading[] =>
  timedRounds(moments, versions).map((timed) => reading(timed, millisOf(now)));

/** The same, each with its derivation. */
export const derivedClocksAt = (moments: readonly Moment[], versions: ClockVersions, now: Instant): readonly DerivedClock[] =>
  timedRounds(moments, versions).map((timed) => ({ ...reading(timed, millisOf(now)), derivation: derivation(timed, millisOf(now)) }));

/** Only how each of them stands and when it runs out: where a whole register is judged, nobody reads what was used of a limit. */
export const verdictsAt = (moments: readonly Moment[], versions: ClockVersions, now: Instant): readonly ClockVerdict[] =>
  timedRounds(moments, versions).map((timed) => verdict(timed, millisOf(now)));

/** The clock that runs out next, whatever time it is; null when none runs. One that is paused without an end has no due date. */
export const nextDue = (moments: readonly Moment[], versions: ClockVersions): { readonly clock: Code; readonly due: Instant } | null => {
  const next = nextToRunOut(moments, versions);
  return next === null ? null : { clock: next.timed.round.rule.id, due: instantAt(next.due) };
};

export const nextToRunOut = (
  moments: readonly Moment[],
  versions: ClockVersions,
): { readonly timed: Timed; readonly due: Millis } | null => {
  let [next, due]: [Timed | null, Millis] = [null, Infinity];
  for (const timed of timedRounds(moments, versions)) {
    if (!isRunning(timed.round)) continue;
    const runsOut = dueOf(timed.count, timed.amount);
    if (runsOut < due) [next, due] = [timed, runsOut];
  }
  return next === null ? null : { timed: next, due };
};

const verdict = (timed: Timed, now: Millis): ClockVerdict => {
  const { rule, round, startedAt, stopped } = timed.round;
  const due = dueOf(asOf(timed, now), timed.amount);
  return {
    id: rule.id,
    round,
    startedAt: instantAt(startedAt),
    due: instantAt(due),
    stopped: stopped && { at: stopped.at === null ? null : instantAt(stopped.at) },
    verdict: verdictOf(timed.round, due, now, standsStill(timed, now)),
  };
};

const reading = (timed: Timed, now: Millis): ClockReading => {
  const {
    round,
    terms: { part, pin },
    amount,
  } = timed;
  const { rule, stopped } = round;
  const count = asOf(timed, now);
  const due = dueOf(count, amount);
  const sums: Record<StretchKind, number> = { counted: 0, off: 0, paused: 0, ended: 0 };
  const isHours = countsHours(count.unit);
  walk(count, endedAt(timed, now), (from, until, kind, _why, days) => {
    sums[kind] += isHours ? until - from : days;
    return false;
  });
  const unit = measureUnit(count.unit);
  const measured = (sum: number): Measure => ({ amount: isHours ? Math.floor(sum / 60_000) : sum, unit });
  return {
    id: rule.id,
    part,
    title: rule.title,
    round: round.round,
    policy: pin.policy,
    calendar: pin.calendar,
    start: round.start,
    startedAt: instantAt(round.startedAt),
    timeZone: count.calendar.timeZone,
    due: instantAt(due),
    holidaysKnown: count.calendar.knownUntil === null || count.calendar.dayAt(due) <= count.calendar.knownUntil,
    stopped:
      stopped === null ? null : { by: stopped.by, revision: stopped.revision, at: stopped.at === null ? null : instantAt(stopped.at) },
    verdict: verdictOf(round, due, now, standsStill(timed, now)),
    limit: measured(amount),
    elapsed: measured(sums.counted),
    paused: measured(sums.paused),
    ended: measured(sums.ended),
    remaining: !isRunning(round) ? null : measured(Math.max(0, amount - sums.counted)),
  };
};

const standsStill = ({ count: { breaks } }: Timed, now: Millis): boolean =>
  breaks.some(({ kind, from, until }) => kind === 'paused' && from <= now && now < until);

const derivation = (timed: Timed, now: Millis): readonly DerivedStretch[] => {
  const {
    round,
    terms: { pin },
  } = timed;
  const count = asOf(timed, now);
  const found: { from: Millis; until: Millis; kind: StretchKind; why: string | null; days: number }[] = [];
  const add = (from: Millis, until: Millis, kind: StretchKind, why: string | null, days: number): false => {
    const last = found.at(-1);
    if (last !== undefined && last.kind === kind && last.why === why) {
      last.until = until;
      last.days += days;
    } else found.push({ from, until, kind, why, days });
    return false;
  };
  const end = Math.max(endedAt(timed, now), round.startedAt);
  const waits = Math.min(count.start, end);
  if (waits > round.startedAt) add(round.startedAt, waits, 'off', 'counting begins later', 0);
  walk(count, end, add);
  return found.map(({ from, until, kind, why, days }) => ({
    from: instantAt(from),
    until: instantAt(until),
    kind,
    days: kind === 'off' ? 0 : days,
    why,
    source: kind === 'paused' ? versionNamed('policy', pin.policy) : versionNamed('calendar', pin.calendar),
  }));
};
