import { type ClockReading, inWords, type Measure, versionNamed, wallClock } from '@redress/deadlines';
import type { Compared } from './compared';

/**
 * Why a verdict is another one. Of the time it runs out: `start` (it begins with something else, or at another time), `limit`, `calendar`,
 * `stood-still` (it was paused, or ended and reopened, for another time), `counting` (its last day ends elsewhere). Of what became of it:
 * `satisfied-by`, `fell-away`.
 */
export const reasons = ['start', 'limit', 'calendar', 'stood-still', 'counting', 'satisfied-by', 'fell-away'] as const;
export type Reason = (typeof reasons)[number];

type Read = Compared<ClockReading>;

/** None where only one side has a verdict. */
export const reasonsOf = ({ clockBefore, clockAfter }: Read): readonly Reason[] => {
  if (clockBefore === null || clockAfter === null) return [];
  return [...(clockBefore.due === clockAfter.due ? [] : ofDue(clockBefore, clockAfter)), ...ofEnd(clockBefore, clockAfter)];
};

const ofDue = (before: ClockReading, after: ClockReading): readonly Reason[] => {
  const found: Reason[] = [];
  if (before.startedAt !== after.startedAt) found.push('start');
  if (!isSame(before.limit, after.limit)) found.push('limit');
  if (before.calendar.sha256 !== after.calendar.sha256) found.push('calendar');
  if (!isSame(before.paused, after.paused) || !isSame(before.ended, after.ended)) found.push('stood-still');
  return found.length > 0 ? found : ['counting'];
};

const ofEnd = (before: ClockReading, after: ClockReading): readonly Reason[] => [
  ...(before.stopped?.revision === after.stopped?.revision ? [] : (['satisfied-by'] as const)),
  ...((before.verdict === 'cancelled') === (after.verdict === 'cancelled') ? [] : (['fell-away'] as const)),
];

/** Nothing is as much in every unit. */
const isSame = (a: Measure, b: Measure): boolean => a.amount === b.amount && (a.amount === 0 || a.unit === b.unit);

/** What a changed verdict is and why, in one sentence. */
export const sentenceOf = (compared: Read): string => {
  const { clock, round, before, after, clockBefore, clockAfter } = compared;
  const named = round === 1 ? clock : `${clock} (round ${round})`;
  if (before === 'not-judged') return `${named}: not judged now, for no policy is pinned; ${after} under this one.`;
  if (clockAfter === null) return `${named}: ${before} now; under this policy no such clock began.`;
  if (clockBefore === null) return `${named}: no such clock began under the policy that is pinned; ${after} under this one.`;
  const why = reasonsOf(compared).map((reason) => inSentence[reason](clockBefore, clockAfter));
  return `${named}: ${before} now, ${after} under this policy: ${why.join('; ')}.`;
};

const inSentence: Readonly<Record<Reason, (before: ClockReading, after: ClockReading) => string>> = {
  start: (before, after) => `it starts from ${startOf(after)}, not from ${startOf(before)}`,
  limit: (before, after) => `the limit is ${inWords(after.limit)}, not ${inWords(before.limit)}`,
  calendar: (before, after) =>
    `it counts in ${versionNamed('calendar', after.calendar)}, not in ${versionNamed('calendar', before.calendar)}`,
  'stood-still': (before, after) => `it stood still for ${stillOf(after)}, not for ${stillOf(before)}`,
  counting: (before, after) => `it runs out at ${dueOf(after)}, not at ${dueOf(before)}`,
  'satisfied-by': (before, after) => `${endOf(after)} satisfies it, not ${endOf(before)}`,
  'fell-away': (_before, after) => (after.verdict === 'cancelled' ? 'it falls away' : 'it does not fall away'),
};

const startOf = ({ start, startedAt, timeZone }: ClockReading): string => `${start} at ${wallClock(timeZone, startedAt)} ${timeZone}`;
const dueOf = ({ due, timeZone }: ClockReading): string => `${wallClock(timeZone, due)} ${timeZone}`;
const endOf = ({ stopped }: ClockReading): string => (stopped === null ? 'nothing' : `event ${stopped.revision} (${stopped.by})`);
const stillOf = ({ paused, ended }: ClockReading): string => inWords({ amount: paused.amount + ended.amount, unit: paused.unit });
