import type { Day } from '@redress/kernel';
import { isValidJalaaliDate, toGregorian } from 'jalaali-js';
import { dayOf } from './day-arithmetic';

/** The Gregorian day of a date of the Persian calendar; null where that calendar has no such day. */
export const dayOfJalali = (year: number, month: number, date: number): Day | null => {
  if (!isValidJalaaliDate(year, month, date)) return null;
  const { gy, gm, gd } = toGregorian(year, month, date);
  return dayOf(gy, gm, gd);
};
