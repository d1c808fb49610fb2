/** Days and months as integers, 20260501 and 202605: no month is as large as the first day. */
export const firstDayOfAll = 10_000_000;

export const dayNumber = (day: string): number =>
  Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
export const monthOf = (day: number): number => Math.floor(day / 100);
export const dayText = (day: number): string => {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
};

export type Range = readonly [from: number, to: number];
const firstOfMonth = (month: number): number => month * 100 + 1;
const lastOfMonth = (month: number): number => month * 100 + 31;
const monthAfter = (month: number): number => (month % 100 === 12 ? month + 89 : month + 1);
const monthBefore = (month: number): number => (month % 100 === 1 ? month - 89 : month - 1);

/** The days from one to another, both inclusive, as whole months and the days that are left over at both ends. */
export const periodsBetween = (from: number, to: number): readonly Range[] => {
  if (from > to) return [];
  const startsMonth = from % 100 === 1;
  const endsMonth = to >= lastDayOf(monthOf(to));
  const firstWhole = startsMonth ? monthOf(from) : monthAfter(monthOf(from));
  const lastWhole = endsMonth ? monthOf(to) : monthBefore(monthOf(to));
  if (firstWhole > lastWhole)
    return monthOf(from) === monthOf(to)
      ? [[from, to]]
      : [
          [from, lastOfMonth(monthOf(from))],
          [firstOfMonth(monthOf(to)), to],
        ];
  const ranges: Range[] = [[firstWhole, lastWhole]];
  if (!startsMonth) ranges.push([from, lastOfMonth(monthOf(from))]);
  if (!endsMonth) ranges.push([firstOfMonth(monthOf(to)), to]);
  return ranges;
};

const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const lastDayOf = (month: number): number => {
  const year = Math.floor(month / 100);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month * 100 + (month % 100 === 2 && isLeap ? 29 : daysIn[(month % 100) - 1]!);
};
