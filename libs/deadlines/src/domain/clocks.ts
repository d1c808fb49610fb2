import { type Code, type Instant, instantAt, type Millis, millisOf, type Pin } from '@redress/kernel';
import { type Break, disjoint } from './breaks';
import {
  type ClockReading,
  type ClockVerdict,
  type DerivedClock,
  type DerivedStretch,
  type Measure,
  measureUnit,
  versionNamed,
} from './clock';
import { amountOf, begun, type Count, countsHours, dueOf, type StretchKind, walk } from './counting';
import type { Moment } from './moments';
import type { Limit, Policy } from './policy';
import { isRunning, limitOf, type Pause, type Round, roundsOf } from './rounds';
import { verdictOf } from './verdict';
import type { WorkCalendar } from './work-calendar';

/** The read-only look-up of versions; a version always precedes the events that pin it. */
export interface ClockVersions {
  policy(pin: Pin): Policy;
  workCalendar(pin: Pin): WorkCalendar;
}

/** A round under the policy that judges it, ready to be counted. */
export interface Timed {
  readonly round: Round;
  readonly pin: Pinned;
  readonly count: Count;
  readonly amount: number;
}
interface Pinned {
  readonly policy: Pin;
  readonly calendar: Pin;
}

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

/** Other feedback has no clocks; once it is converted they run from its receipt, for it keeps its original time. */
export const hasClocks = (moments: readonly Moment[]): boolean => {
  let kind: Code | null = null;
  for (const moment of moments) if (moment.what === 'about') kind = moment.about.kind ?? kind;
  return kind === null || kind === 'complaint';
};

const key = ({ rule, round }: Round): string => `${rule.id} ${round}`;

/**
 * A new pin counts forward only: a clock that had been satisfied, had fallen away or had run out when it was pinned keeps the policy it
 * ran under, and every other one runs under the new policy from its start, with all its pauses.
 */
export const timedRounds = (moments: readonly Moment[], versions: ClockVersions): readonly Timed[] => {
  if (!hasClocks(moments)) return [];
  let judged = new Map<string, Timed>();
  let pinned: Pinned | null = null;
  moments.forEach((moment, index) => {
    if (moment.what !== 'pinned') return;
    const kept = new Map<string, Timed>();
    if (pinned !== null) {
      const pinnedAt = millisOf(moment.recordedAt);
      const settled = under(moments.slice(0, index), pinned, versions).filter((timed) => isSettled(timed, pinnedAt));
      const keys = new Set(settled.map(({ round }) => key(round)));
      for (const timed of under(moments, pinned, versions)) {
        const earlier = judged.get(key(timed.round));
        if (keys.has(key(timed.round)) && earlier === undefined) kept.set(key(timed.round), timed);
      }
    }
    judged = new Map([...judged, ...kept]);
    pinned = { policy: moment.policy, calendar: moment.calendar };
  });
  if (pinned === null) return [];
  const last = under(moments, pinned, versions);
  if (judged.size === 0) return last;
  const all = [...judged.values(), ...last.filter(({ round }) => !judged.has(key(round)))];
  return all.sort((a, b) => a.round.startedAt - b.round.startedAt);
};

const isSettled = ({ round, count, amount }: Timed, at: Millis): boolean => !isRunning(round) || dueOf(count, amount) < at;

const under = (moments: readonly Moment[], pin: Pinned, versions: ClockVersions): readonly Timed[] => {
  const policy = versions.policy(pin.policy);
  const calendar = versions.workCalendar(pin.calendar);
  const { rounds, pauses } = roundsOf(moments, policy, shortRouteOf(policy, calendar));
  const capped = pauses.map((pause) => ({ pause, until: endOf(pause, policy, calendar) }));
  return rounds.map((round) => timedRound(round, pin, calendar, breaksOf(round, policy, capped)));
};

/** When the short route of a policy ends for what was received then; null where it has none. */
export const shortRouteOf = ({ shortRoute }: Policy, calendar: WorkCalendar): ((receivedAt: Millis) => Millis) | null => {
  if (shortRoute === null) return null;
  const { within, ends, offset } = shortRoute;
  return (receivedAt) => {
    const count: Count = { calendar, ...begun(calendar, receivedAt, offset), unit: within.unit, ends, rollsForward: false, breaks: [] };
    return dueOf(count, amountOf(count, within));
  };
};

/** A pause that is capped counts on by itself. */
export const endOf = ({ from, until, reason }: Pause, { pauses }: Policy, calendar: WorkCalendar): Millis => {
  const most = pauses.find((rule) => rule.reason === reason)?.most;
  if (most === undefined) return until;
  const count: Count = {
    calendar,
    start: from,
    startsAFreshDay: false,
    unit: most.unit,
    ends: 'at-the-instant',
    rollsForward: false,
    breaks: [],
  };
  return Math.min(until, dueOf(count, amountOf(count, most)));
};

const breaksOf = (
  { rule, ended }: Round,
  { pauses: rules }: Policy,
  pauses: readonly { readonly pause: Pause; readonly until: Millis }[],
): readonly Break[] => {
  if (pauses.length === 0 && ended.length === 0) return ended;
  const paused = pauses
    .filter(({ pause: { reason, clocks } }) => {
      const allowed = rules.find((each) => each.reason === reason)?.clocks;
      return (clocks?.includes(rule.id) ?? true) && (allowed?.includes(rule.id) ?? true);
    })
    .map(({ pause: { from, reason }, until }): Break => ({ from, until, kind: 'paused', why: reason }));
  return disjoint([...ended, ...paused]);
};

/** Of two limits the one that runs out later. */
export const timedRound = (round: Round, pin: Pinned, calendar: WorkCalendar, breaks: readonly Break[]): Timed => {
  const { rule } = round;
  const counted = (limit: Limit): Timed => {
    const count: Count = {
      calendar,
      ...begun(calendar, round.startedAt, rule.offset),
      unit: limit.unit,
      ends: rule.ends,
      rollsForward: rule.rollsForward,
      breaks,
    };
    const { millis, days } = round.extendedBy;
    return { round, pin, count, amount: amountOf(count, limit) + (countsHours(limit.unit) ? millis : days) };
  };
  const usual = counted(limitOf(round));
  const longest = rule.orLimit === undefined ? usual : laterOf(usual, counted(rule.orLimit));
  const { extendedBy } = rule;
  const isLengthened =
    extendedBy !== undefined && round.lengthenedAt !== null && round.lengthenedAt <= dueOf(longest.count, longest.amount);
  return isLengthened ? counted(extendedBy.limit) : longest;
};

const laterOf = (a: Timed, b: Timed): Timed => (dueOf(b.count, b.amount) > dueOf(a.count, a.amount) ? b : a);

/** The count with a pause that lasts ended when the clock was, else now: as if it went on now. */
export const asOf = (timed: Timed, now: Millis): Count => {
  const { count } = timed;
  const last = count.breaks.at(-1);
  if (last === undefined || last.until !== Infinity) return count;
  return { ...count, breaks: [...count.breaks.slice(0, -1), { ...last, until: Math.max(endedAt(timed, now), last.from) }] };
};

const endedAt = ({ round: { stopped, cancelled } }: Timed, now: Millis): Millis => {
  const ended = cancelled ?? stopped;
  return ended?.at ?? ended?.notAfter ?? now;
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
  const { round, pin, amount } = timed;
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
  const { round, pin } = timed;
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
