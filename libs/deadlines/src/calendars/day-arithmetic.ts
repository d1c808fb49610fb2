import type { Day } from '@redress/kernel';

const dayMillis = 86_400_000;

/** The day with this year, month (1 to 12) and day of the month; null where there is none such. */
export const dayOf = (year: number, month: number, date: number): Day | null => {
  const found = new Date(Date.UTC(year, month - 1, date));
  const exists = found.getUTCFullYear() === year && found.getUTCMonth() === month - 1 && found.getUTCDate() === date;
  return exists ? found.toISOString().slice(0, 10) : null;
};

export const plusDays = (day: Day, days: number): Day => new Date(Date.parse(day) + days * dayMillis).toISOString().slice(0, 10);
export const daysBetween = (from: Day, until: Day): number => Math.round((Date.parse(until) - Date.parse(from)) / dayMillis);
/** 0 is Monday, 6 is Sunday. */
export const weekdayOf = (day: Day): number => (new Date(day).getUTCDay() + 6) % 7;
export const monthLength = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
