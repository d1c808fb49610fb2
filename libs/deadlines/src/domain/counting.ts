import { type DayNumber, dayMillis, type Millis, plusMonths } from '@redress/kernel';
import type { Break, BreakKind } from './breaks';
import type { End, Limit, Offset, Unit } from './policy';
import type { WorkCalendar } from './work-calendar';

/** One limit, counted from one instant. */
export interface Count {
  readonly calendar: WorkCalendar;
  /** Where counting begins, the offset of the rule applied. */
  readonly start: Millis;
  /** Days only: is the day of `start` itself the first that counts? Never the day of receipt. */
  readonly startsAFreshDay: boolean;
  readonly unit: Unit;
  readonly ends: End;
  readonly rollsForward: boolean;
  /** Ascending and disjoint. */
  readonly breaks: readonly Break[];
}

/** What became of a stretch of time: it counted, nobody works then, or the clock stood still. */
export type StretchKind = 'counted' | 'off' | BreakKind;

/** Told every stretch from the start on, without gaps; `days` that it closes. Answers true to hear no more. */
export type Visit = (from: Millis, until: Millis, kind: StretchKind, why: string | null, days: number) => boolean;

/** So much of a limit was not found in forty years of the calendar. */
export class NoTimeLeft extends Error {
  override readonly name = 'NoTimeLeft';
  constructor() {
    super(
      'The calendar has too little working time: the limit is not reached within forty years. Give it working days, or count another unit.',
    );
  }
}
export const horizonDays = 14_610;

export const countsHours = (unit: Unit): boolean => unit === 'hours' || unit === 'working-hours';

/** Where a clock that starts at `from` begins to count. */
export const begun = (calendar: WorkCalendar, from: Millis, offset: Offset): Pick<Count, 'start' | 'startsAFreshDay'> => {
  if (offset === 'same-instant') return { start: from, startsAFreshDay: false };
  const today = calendar.dayAt(from);
  if (offset === 'next-day') return { start: calendar.day(today).until, startsAFreshDay: true };
  for (let number = today + 1; number <= today + horizonDays; number += 1) {
    const opening = calendar.day(number).pieces.find(({ slots }) => slots.length > 0)?.slots[0];
    if (opening !== undefined) return { start: opening, startsAFreshDay: true };
  }
  throw new NoTimeLeft();
};

/**
 * A limit as a number of what the clock counts: milliseconds of hours, or days. Weeks and months are so many days as lie between the
 * start and the same day of a later week or month.
 */
export const amountOf = (count: Count, { amount, unit }: Limit): number => {
  if (countsHours(unit)) return amount * 3_600_000;
  if (unit !== 'weeks' && unit !== 'months') return amount;
  const base = firstDayOf(count) - 1;
  const target = unit === 'weeks' ? base + 7 * amount : plusMonths(base, amount);
  let days = 0;
  for (let number = base + 1; number <= target; number += 1) if (count.calendar.day(number).pieces.length > 0) days += 1;
  return days;
};

/** The last instant at which the limit is still kept; Infinity when the clock stands still without an end before that. Throws NoTimeLeft. */
export const dueOf = (count: Count, amount: number): Millis => {
  const last = count.breaks.at(-1);
  const stands = last !== undefined && last.until === Infinity;
  const end = stands ? last.from : count.start + horizonDays * dayMillis;
  const due = countsHours(count.unit) ? hoursDue(count, amount, end) : dayDue(count, amount, end);
  if (due !== null) return due;
  if (stands) return Infinity;
  throw new NoTimeLeft();
};

/** Every stretch from the start to `until`. */
export const walk = (count: Count, until: Millis, visit: Visit): void => {
  if (countsHours(count.unit)) walkHours(count, until, visit);
  else walkDays(count, until, visit);
};

const hoursDue = (count: Count, amount: number, end: Millis): Millis | null => {
  let left = amount;
  let due: Millis | null = null;
  walkHours(count, end, (from, until, kind) => {
    if (kind !== 'counted') return false;
    if (until - from < left) {
      left -= until - from;
      return false;
    }
    due = from + left;
    return true;
  });
  return due;
};

const walkHours = ({ calendar, start, unit, breaks }: Count, end: Millis, visit: Visit): void => {
  let next = 0;
  /** Working time, less the breaks in it. */
  const work = (from: Millis, until: Millis): boolean => {
    for (let at = from; at < until;) {
      while (next < breaks.length && breaks[next]!.until <= at) next += 1;
      const pause = breaks[next];
      const runs = Math.min(pause?.from ?? Infinity, until);
      if (runs > at && visit(at, runs, 'counted', null, 0)) return true;
      if (runs === until) return false;
      at = Math.max(at, runs);
      const stands = Math.min(pause!.until, until);
      if (visit(at, stands, pause!.kind, pause!.why, 0)) return true;
      at = stands;
    }
    return false;
  };
  if (unit === 'hours') return void work(start, end);
  for (let at = start; at < end;) {
    const { until, slots } = calendar.pieceAt(at);
    const because = calendar.day(calendar.dayAt(at)).because;
    const last = Math.min(until, end);
    for (let slot = 0; slot < slots.length; slot += 2) {
      const [opens, closes] = [Math.max(slots[slot]!, at), Math.min(slots[slot + 1]!, last)];
      if (closes <= opens) continue;
      if (opens > at && visit(at, opens, 'off', because, 0)) return;
      if (work(opens, closes)) return;
      at = closes;
    }
    if (at < last && visit(at, last, 'off', because, 0)) return;
    at = last;
  }
};

/** The first day whose close counts. */
const firstDayOf = ({ calendar, start, startsAFreshDay, ends }: Count): DayNumber =>
  calendar.dayAt(start) + (startsAFreshDay && ends !== 'at-the-instant' ? 0 : 1);

const dayDue = (count: Count, amount: number, end: Millis): Millis | null => {
  const { calendar, rollsForward, ends } = count;
  let left = amount;
  let due: Millis | null = null;
  walkDays(count, end, (_from, until, kind, _why, days) => {
    if (kind !== 'counted' || days === 0) return false;
    if (left > 0) left -= 1;
    if (left > 0) return false;
    if (!rollsForward || calendar.day(calendar.dayAt(ends === 'at-the-instant' ? until : until - 1)).closes !== null)
      due = ends === 'end-of-day' ? until - 1 : until;
    return due !== null;
  });
  return due;
};

/** A day counts unless the clock stood still at its close (which is the moment at which it would have been due that day). */
const walkDays = (count: Count, end: Millis, visit: Visit): void => {
  const { calendar, start, unit, ends, breaks } = count;
  const timeOfDay = ends === 'at-the-instant' ? calendar.timeOfDayAt(start) : 0;
  const first = firstDayOf(count);
  let [at, next] = [start, 0];
  if (ends !== 'at-the-instant' && !count.startsAFreshDay) {
    const { closes, until } = calendar.day(first - 1);
    const close = Math.min(ends === 'end-of-day' ? until : (closes ?? until), end);
    if (close > at && visit(at, close, 'off', 'the day it began', 0)) return;
    at = Math.max(at, close);
  }
  for (let number = first; at < end; number += 1) {
    const day = calendar.day(number);
    if (day.pieces.length === 0) continue;
    const close = Math.max(at, closeOf(calendar, day, ends, timeOfDay));
    const last = Math.min(close, end);
    while (next < breaks.length && breaks[next]!.until < last) next += 1;
    const pause = breaks[next];
    const isOff = unit === 'business-days' && day.closes === null;
    const stands = !isOff && pause !== undefined && pause.from < last;
    const kind = isOff ? 'off' : stands ? pause.kind : 'counted';
    if (visit(at, last, kind, isOff ? day.because : stands ? pause.why : null, close <= end ? 1 : 0)) return;
    at = last;
  }
};

const closeOf = (calendar: WorkCalendar, day: ReturnType<WorkCalendar['day']>, ends: End, timeOfDay: number): Millis => {
  switch (ends) {
    case 'at-the-instant':
      return calendar.instantOf(day.number, timeOfDay);
    case 'end-of-day':
      return day.until;
    case 'close-of-business':
      return day.closes ?? day.until;
  }
};
