import { type Day, isDay } from '@redress/kernel';

/** The day with this year (1000 to 9999), month and day of the month; null where there is none such. */
export const dayOf = (year: number, month: number, date: number): Day | null => {
  const day = `${year}-${two(month)}-${two(date)}`;
  return isDay(day) ? day : null;
};
const two = (number: number): string => String(number).padStart(2, '0');

export const monthLength = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
