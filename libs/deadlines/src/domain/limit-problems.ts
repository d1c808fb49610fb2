import type { Code } from '@redress/kernel';
import { type Calendar, hasWorkingTime } from './calendar';
import { type Limit, type Unit, units } from './policy';
import { type Check, followedBy, isRecord, oneOf, type Problem, record, refused, type Rule, wholeNumber } from './shape';

/** Ten years in each unit: whoever means longer has made a mistake. */
const mostOf: Readonly<Record<Unit, number>> = {
  hours: 87_660,
  'working-hours': 87_660,
  'calendar-days': 3_653,
  'business-days': 3_653,
  weeks: 522,
  months: 120,
};
/** Hours of a unit, roughly: enough to see which of two limits is the longer. */
const hoursOf: Readonly<Record<Unit, number>> = {
  hours: 1,
  'working-hours': 1,
  'calendar-days': 24,
  'business-days': 24,
  weeks: 168,
  months: 720,
};
export const roughly = ({ amount, unit }: Limit): number => amount * hoursOf[unit];
const countsWork = (unit: Unit): boolean => unit === 'working-hours' || unit === 'business-days';
export const countsHours = ({ unit }: Limit): boolean => unit === 'hours' || unit === 'working-hours';

/** Known calendars by their id. */
export type KnownCalendars = ReadonlyMap<Code, Calendar>;

/** Why working time cannot be counted; null where it can, or where the calendar itself is refused. */
export type Working = { readonly code: string; readonly detail: string } | null;
export const workingTimeOf = (value: unknown, calendars: KnownCalendars): Working => {
  const named = isRecord(value) ? value['calendar'] : undefined;
  if (named === null) {
    return {
      code: 'calendar.not-named',
      detail: 'Name in `calendar` whose working time counts, or count hours, calendar days, weeks or months.',
    };
  }
  const calendar = typeof named === 'string' ? calendars.get(named) : undefined;
  if (calendar === undefined || hasWorkingTime(calendar)) return null;
  return { code: 'calendar.without-working-time', detail: 'Name a calendar with working time: in this one nobody ever works.' };
};
export const because = (working: Working, path: string): readonly Problem[] =>
  working === null ? [] : refused(path, working.code, working.detail);
export const needsWork = <Field extends string>(working: Working, field: Field, word: string): Rule<Readonly<Record<Field, string>>> => ({
  reads: [field],
  problems: (value, path) => (value[field] === word ? because(working, `${path}.${field}`) : []),
});

/** `sign` -1 allows an amount before something, and none at all. */
export const limitOf = (working: Working, sign: 1 | -1): Check => {
  const amount = (most: number): Check => wholeNumber(sign === 1 ? 1 : -most, most);
  return followedBy<Limit>(
    record<Limit>({ amount: amount(mostOf.hours), unit: oneOf(units) }),
    { reads: ['amount', 'unit'], problems: (limit, path) => amount(mostOf[limit.unit])(limit.amount, `${path}.amount`) },
    { reads: ['unit'], problems: ({ unit }, path) => (countsWork(unit) ? because(working, `${path}.unit`) : []) },
  );
};
