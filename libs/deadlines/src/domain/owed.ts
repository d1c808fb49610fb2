import { type Code, type Instant, instantAt, type Millis, millisOf } from '@redress/kernel';
import { type Measure, measureUnit } from './clock';
import { nextToRunOut } from './clocks';
import { type Count, countsHours, walk } from './counting';
import type { Moment } from './moments';
import type { ClockVersions, Timed } from './timed-rounds';

/** What a complaint owes next, by when, and how much time is left for it. */
export interface Owed {
  readonly clock: Code;
  readonly due: Instant;
  /** Of the calendar it is counted in (IANA name). */
  readonly timeZone: string;
  /** In the clock's own unit; 0 when overdue. */
  readonly remaining: Measure;
}

/** As it stands at `now`: the clock of `nextDue`, with what its reading says of it; null where nothing is owed. */
export const owedAt = (moments: readonly Moment[], versions: ClockVersions, now: Instant): Owed | null => {
  const next = nextToRunOut(moments, versions);
  if (next === null) return null;
  const { timed, due } = next;
  const remaining = remainingOf(timed, due, millisOf(now));
  return { clock: timed.round.rule.id, due: instantAt(due), timeZone: timed.count.calendar.timeZone, remaining };
};

/** Of a clock that ran out long ago nothing is walked through: a queue has pages of them. */
const remainingOf = ({ count, amount }: Timed, due: Millis, now: Millis): Measure => {
  const left = now > due ? 0 : Math.max(0, amount - countedBy(count, now));
  return { amount: countsHours(count.unit) ? Math.floor(left / 60_000) : left, unit: measureUnit(count.unit) };
};

const countedBy = (count: Count, now: Millis): number => {
  const isHours = countsHours(count.unit);
  let counted = 0;
  walk(count, now, (from, until, kind, _why, days) => {
    if (kind === 'counted') counted += isHours ? until - from : days;
    return false;
  });
  return counted;
};
