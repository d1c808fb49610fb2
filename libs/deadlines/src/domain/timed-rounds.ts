import { type Code, type Millis, millisOf, type Pin } from '@redress/kernel';
import { type Break, disjoint } from './breaks';
import { amountOf, begun, type Count, countsHours, dueOf } from './counting';
import type { Moment } from './moments';
import { type Part, partsOf, policyOfPart } from './parts';
import type { Limit, Policy } from './policy';
import { isRunning, limitOf, type Pause, type Round, roundsOf } from './rounds';
import type { WorkCalendar } from './work-calendar';

/** The read-only look-up of versions; a version always precedes the events that pin it. */
export interface ClockVersions {
  policy(pin: Pin): Policy;
  workCalendar(pin: Pin): WorkCalendar;
}

/** What a clock runs under: the policy and the calendar that the complaint is pinned to, or a part of it. */
interface Terms {
  /** The part of the complaint, from 1; null for the rest of it. */
  readonly part: number | null;
  readonly pin: Pinned;
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
}
interface Pinned {
  readonly policy: Pin;
  readonly calendar: Pin;
}
/** A round under the terms that judge it, ready to be counted. */
export interface Timed {
  readonly round: Round;
  readonly terms: Terms;
  readonly count: Count;
  readonly amount: number;
}

/** Other feedback has no clocks; once it is converted they run from its receipt, for it keeps its original time. */
export const hasClocks = (moments: readonly Moment[]): boolean => {
  let kind: Code | null = null;
  for (const moment of moments) if (moment.what === 'about') kind = moment.about.kind ?? kind;
  return kind === null || kind === 'complaint';
};

const key = ({ rule, round }: Round): string => `${rule.id} ${round}`;

/** Every round of every clock, in the order they began; each part that was separated has its own beside those of the rest. */
export const timedRounds = (moments: readonly Moment[], versions: ClockVersions): readonly Timed[] => {
  if (!hasClocks(moments)) return [];
  const parts = partsOf(moments);
  if (parts.length === 0) return timedUnderPins(moments, versions);
  const ofTheRest = timedUnderPins(withPausesOfTheRest(moments, versions), versions);
  return [...ofTheRest, ...parts.flatMap((part) => ofPart(part, versions))].sort(byStart);
};

/** A pause that only the policy of a part allows stops no clock of the rest; what was allowed when it was recorded stays a pause. */
const withPausesOfTheRest = (moments: readonly Moment[], versions: ClockVersions): readonly Moment[] => {
  let policy: Policy | null = null;
  return moments.filter((moment) => {
    if (moment.what === 'pinned') policy = versions.policy(moment.policy);
    return moment.what !== 'paused' || policy === null || allowsPause(policy, moment.reason);
  });
};

export const allowsPause = ({ pauses }: Policy, reason: Code): boolean => pauses.some((rule) => rule.reason === reason);

const byStart = (a: Timed, b: Timed): number => a.round.startedAt - b.round.startedAt;

/**
 * A new pin counts forward only: a clock that had been satisfied, had fallen away or had run out when it was pinned keeps the policy it
 * ran under, and every other one runs under the new policy from its start, with all its pauses.
 */
const timedUnderPins = (moments: readonly Moment[], versions: ClockVersions): readonly Timed[] => {
  let judged = new Map<string, Timed>();
  let pinned: Terms | null = null;
  moments.forEach((moment, index) => {
    if (moment.what !== 'pinned') return;
    const kept = new Map<string, Timed>();
    if (pinned !== null) {
      const pinnedAt = millisOf(moment.recordedAt);
      const settled = under(moments.slice(0, index), pinned).filter((timed) => isSettled(timed, pinnedAt));
      const keys = new Set(settled.map(({ round }) => key(round)));
      for (const timed of under(moments, pinned)) {
        const earlier = judged.get(key(timed.round));
        if (keys.has(key(timed.round)) && earlier === undefined) kept.set(key(timed.round), timed);
      }
    }
    judged = new Map([...judged, ...kept]);
    pinned = termsOf(null, moment, versions);
  });
  if (pinned === null) return [];
  const last = under(moments, pinned);
  if (judged.size === 0) return last;
  const all = [...judged.values(), ...last.filter(({ round }) => !judged.has(key(round)))];
  return all.sort(byStart);
};

const isSettled = ({ round, count, amount }: Timed, at: Millis): boolean => !isRunning(round) || dueOf(count, amount) < at;

const termsOf = (part: number | null, { policy, calendar }: Pinned, versions: ClockVersions): Terms => ({
  part,
  pin: { policy, calendar },
  policy: versions.policy(policy),
  calendar: versions.workCalendar(calendar),
});

/** A pause for a reason of the rest only does not stop the clocks of a part. */
const ofPart = ({ part, moments, ...pin }: Part, versions: ClockVersions): readonly Timed[] => {
  const terms = termsOf(part, pin, versions);
  const policy = policyOfPart(terms.policy, part);
  const isAllowed = (moment: Moment): boolean => moment.what !== 'paused' || allowsPause(policy, moment.reason);
  return under(moments.filter(isAllowed), { ...terms, policy });
};

const under = (moments: readonly Moment[], terms: Terms): readonly Timed[] => {
  const { policy, calendar } = terms;
  const { rounds, pauses } = roundsOf(moments, policy, shortRouteOf(policy, calendar));
  const capped = pauses.map((pause) => ({ pause, until: endOf(pause, policy, calendar) }));
  return rounds.map((round) => timedRound(round, terms, breaksOf(round, policy, capped)));
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
export const timedRound = (round: Round, terms: Terms, breaks: readonly Break[]): Timed => {
  const { rule } = round;
  const { calendar } = terms;
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
    return { round, terms, count, amount: amountOf(count, limit) + (countsHours(limit.unit) ? millis : days) };
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

export const endedAt = ({ round: { stopped, cancelled } }: Timed, now: Millis): Millis => {
  const ended = cancelled ?? stopped;
  return ended?.at ?? ended?.notAfter ?? now;
};
