import { type Day, dayNumberOf, weekdayOf } from '@redress/kernel';
import { dayOf, monthLength } from './day-arithmetic';

/** The years asked for, both included. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

/** Why a rule is not followed. */
export interface RuleRefusal {
  readonly code: string;
  readonly detail: string;
}

/** What of a rule is understood: years, and in them a fixed day, or days of months by date or weekday. */
interface YearlyRule {
  readonly interval: number;
  readonly count: number | null;
  readonly until: Day | null;
  readonly months: readonly number[];
  readonly dates: readonly number[] | null;
  readonly weekdays: readonly NthWeekday[] | null;
}

/** 0: every such weekday of the month; negative: from its end. */
interface NthWeekday {
  readonly weekday: number;
  readonly nth: number;
}

/** Most that a rule may bring that ends by itself and was not bounded by years. */
const mostOccurrences = 100;
const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const beyond: RuleRefusal = {
  code: 'recurrence.not-understood',
  detail: 'Only rules that come back every year on a date or a weekday of a month are read; write the dates of the others out.',
};
const endless: RuleRefusal = {
  code: 'recurrence.never-ends',
  detail: 'This rule never ends; say for which years it is to be read.',
};
const long: RuleRefusal = {
  code: 'recurrence.too-long',
  detail: `This rule comes back more than ${mostOccurrences} times; say for which years it is to be read.`,
};

/**
 * The days on which a yearly recurrence rule (RFC 5545, section 3.3.10) falls from its first day on; within the years asked for, or up to
 * its own end. However it is written, no rule is followed for ever.
 */
export const daysOfRule = (text: string, first: Day, years: Years | null): readonly Day[] | RuleRefusal => {
  const rule = ruleIn(text, first);
  if (rule === null) return beyond;
  if (years === null && rule.count === null && rule.until === null) return endless;
  const days = occurrences(rule, first, years);
  if (days === null) return long;
  return years === null ? days : days.filter((day) => yearOf(day) >= years.from);
};

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Null where there are more than anybody lists by hand and no years bound them. */
const occurrences = (rule: YearlyRule, first: Day, years: Years | null): readonly Day[] | null => {
  const days: Day[] = [];
  const last = years?.to ?? Math.min(9_999, yearOf(first) + mostOccurrences * rule.interval);
  const end = Math.min(last, rule.until === null ? last : yearOf(rule.until));
  for (let year = firstYearOf(rule, first, years); year <= end; year += rule.interval) {
    for (const day of daysIn(year, rule)) {
      if (day < first) continue;
      if (rule.until !== null && day > rule.until) return days;
      if (rule.count !== null && days.length === rule.count) return days;
      days.push(day);
      if (years === null && days.length > mostOccurrences) return null;
    }
  }
  const isCutOff = years === null && (rule.until === null || yearOf(rule.until) > last);
  return isCutOff ? null : days;
};

/** Years before those asked for are passed over, but for a rule that counts from its first day. */
const firstYearOf = ({ interval, count }: YearlyRule, first: Day, years: Years | null): number => {
  const year = yearOf(first);
  if (count !== null || years === null || years.from <= year) return year;
  return year + Math.ceil((years.from - year) / interval) * interval;
};

const daysIn = (year: number, { months, dates, weekdays }: YearlyRule): readonly Day[] =>
  months.flatMap((month) => {
    const length = monthLength(year, month);
    const first = weekdays === null ? 0 : weekdayOf(dayNumberOf(dayOf(year, month, 1)!));
    const found: Day[] = [];
    for (let date = 1; date <= length; date += 1) {
      const isDate = dates === null || dates.includes(date) || dates.includes(date - length - 1);
      const isWeekday = weekdays === null || weekdays.some((each) => isNth(each, date, length, (first + date - 1) % 7));
      if (isDate && isWeekday) found.push(dayOf(year, month, date)!);
    }
    return found;
  });

const isNth = ({ weekday, nth }: NthWeekday, date: number, length: number, is: number): boolean => {
  if (weekday !== is) return false;
  if (nth === 0) return true;
  return nth > 0 ? Math.ceil(date / 7) === nth : Math.ceil((length - date + 1) / 7) === -nth;
};

const ruleIn = (text: string, first: Day): YearlyRule | null => {
  const parts = new Map(
    text
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=') as [string, string | undefined]),
  );
  const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST'];
  if (parts.get('FREQ') !== 'YEARLY' || [...parts.keys()].some((name) => !known.includes(name))) return null;
  const interval = numbersIn(parts.get('INTERVAL') ?? '1', 1, 400);
  const count = parts.has('COUNT') ? numbersIn(parts.get('COUNT'), 1, 9_999) : null;
  const until = parts.has('UNTIL') ? untilIn(parts.get('UNTIL')) : null;
  const months = parts.has('BYMONTH') ? numbersIn(parts.get('BYMONTH'), 1, 12) : [Number(first.slice(5, 7))];
  const dates = parts.has('BYMONTHDAY') ? numbersIn(parts.get('BYMONTHDAY'), -31, 31) : null;
  const weekdays = parts.has('BYDAY') ? weekdaysIn(parts.get('BYDAY')) : null;
  const isVague = !parts.has('BYMONTH') && (dates !== null || weekdays !== null);
  if (!interval || !months || isVague) return null;
  const given = { COUNT: count, UNTIL: until, BYMONTHDAY: dates, BYDAY: weekdays };
  if (Object.entries(given).some(([name, read]) => parts.has(name) && read === null)) return null;
  return {
    interval: interval[0]!,
    count: count?.[0] ?? null,
    until,
    months: months.toSorted((a, b) => a - b),
    dates: dates === null && weekdays === null ? [Number(first.slice(8))] : dates,
    weekdays,
  };
};

const numbersIn = (text: string | undefined, least: number, most: number): readonly number[] | null => {
  const numbers = (text ?? '').split(',').map((part) => (/^[+-]?\d{1,4}$/.test(part) ? Number(part) : Number.NaN));
  return numbers.every((number) => number >= least && number <= most && number !== 0) ? numbers : null;
};

const weekdaysIn = (text: string | undefined): YearlyRule['weekdays'] => {
  const days = (text ?? '').split(',').map((part) => {
    const [, nth, name] = /^([+-]?[1-5])?([A-Z]{2})$/.exec(part) ?? [];
    return { weekday: weekdayNames.indexOf(name ?? ''), nth: Number(nth ?? 0) };
  });
  return days.every(({ weekday }) => weekday >= 0) ? days : null;
};

const untilIn = (text: string | undefined): Day | null => {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$/.exec(text ?? '') ?? [];
  return year === undefined ? null : dayOf(Number(year), Number(month), Number(date));
};
