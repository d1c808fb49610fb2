import type { Day, Instant } from './instant';

/** Days since 1970-01-01 on the proleptic Gregorian calendar: what days are counted with. */
export type DayNumber = number;

/** Milliseconds since 1970-01-01T00:00:00.000Z. */
export type Millis = number;

export const dayMillis = 86_400_000;
const form = /^\d{4}-\d{2}-\d{2}$/;

export const millisOf = (instant: Instant): Millis => Date.parse(instant);
export const instantAt = (millis: Millis): Instant => new Date(millis).toISOString();

export const dayNumberOf = (day: Day): DayNumber => Date.parse(`${day}T00:00:00.000Z`) / dayMillis;
export const dayOfNumber = (number: DayNumber): Day => new Date(number * dayMillis).toISOString().slice(0, 10);

/** Is it a day in the one form that is stored, and does the calendar have it? */
export const isDay = (text: string): boolean =>
  form.test(text) && !Number.isNaN(dayNumberOf(text)) && dayOfNumber(dayNumberOf(text)) === text;

/** 0 is Monday, 6 is Sunday. */
export const weekdayOf = (number: DayNumber): number => (((number + 3) % 7) + 7) % 7;

/** The same day of a later month, or that month's last day where it is shorter. */
export const plusMonths = (number: DayNumber, months: number): DayNumber => {
  const from = new Date(number * dayMillis);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay)) / dayMillis;
};
