import { type DayNumber, type Millis, plusMonths } from '@redress/kernel';
import { horizonDays, NoTimeLeft } from './counting';
import type { Limit } from './policy';
import type { WorkCalendar } from './work-calendar';

/**
 * So long after an instant, or before it where the amount is negative: hours to the minute, anything else at the same time of day so many
 * days on. Throws NoTimeLeft.
 */
export const shifted = (calendar: WorkCalendar, from: Millis, { amount, unit }: Limit): Millis => {
  switch (unit) {
    case 'hours':
      return from + amount * 3_600_000;
    case 'working-hours':
      return workShifted(calendar, from, amount * 3_600_000);
    case 'calendar-days':
      return sameTimeOn(calendar, from, (day) => day + amount);
    case 'weeks':
      return sameTimeOn(calendar, from, (day) => day + 7 * amount);
    case 'months':
      return sameTimeOn(calendar, from, (day) => plusMonths(day, amount));
    case 'business-days':
      return sameTimeOn(calendar, from, (day) => businessDay(calendar, day, amount));
  }
};

const sameTimeOn = (calendar: WorkCalendar, from: Millis, target: (day: DayNumber) => DayNumber): Millis =>
  calendar.instantOf(target(calendar.dayAt(from)), calendar.timeOfDayAt(from));

const businessDay = (calendar: WorkCalendar, from: DayNumber, amount: number): DayNumber => {
  const step = Math.sign(amount);
  let [day, left] = [from, Math.abs(amount)];
  while (left > 0) {
    day += step;
    if (Math.abs(day - from) > horizonDays) throw new NoTimeLeft();
    if (calendar.day(day).closes !== null) left -= 1;
  }
  return day;
};

/** Slot by slot, forwards or backwards. */
const workShifted = (calendar: WorkCalendar, from: Millis, amount: number): Millis => {
  const today = calendar.dayAt(from);
  const isBackwards = amount < 0;
  let left = Math.abs(amount);
  if (left === 0) return from;
  for (let distance = 0; distance <= horizonDays; distance += 1) {
    const slots = slotsOf(calendar, isBackwards ? today - distance : today + distance);
    for (const [opens, closes] of isBackwards ? slots.reverse() : slots) {
      const [start, end] = isBackwards ? [opens, Math.min(closes, from)] : [Math.max(opens, from), closes];
      if (end <= start) continue;
      if (end - start >= left) return isBackwards ? end - left : start + left;
      left -= end - start;
    }
  }
  throw new NoTimeLeft();
};

const slotsOf = (calendar: WorkCalendar, day: DayNumber): (readonly [Millis, Millis])[] =>
  calendar
    .day(day)
    .pieces.flatMap(({ slots }) => slots.flatMap((opens, index) => (index % 2 === 0 ? [[opens, slots[index + 1]!] as const] : [])));
