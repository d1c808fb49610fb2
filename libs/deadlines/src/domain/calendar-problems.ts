import { isTimeZone } from '@redress/kernel';
import { type Calendar, type Holiday, type Slot, type Weekday, weekdays, type WorkingDay } from './calendar';
import { type Check, day, followedBy, listOf, onlyTrue, orNull, type Problem, record, refused, type Rule, text } from './shape';

/** Days a calendar may list; thirty a year for half a century. */
export const mostListedDays = 1_500;
const mostSlots = 24;

const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const isTime = (value: unknown): boolean => typeof value === 'string' && time.test(value);
const timeOfDay: Check = (value, path) =>
  isTime(value) ? [] : refused(path, 'time.expected', 'Give a time from 00:00 to 23:59, as in 09:30.');
const timeUpToMidnight: Check = (value, path) =>
  isTime(value) || value === '24:00' ? [] : refused(path, 'time.expected', 'Give a time from 00:01 to 24:00, as in 17:30.');

const forwards: Rule<Slot> = {
  reads: ['from', 'to'],
  problems: ({ from, to }, path) =>
    from < to
      ? []
      : refused(path, 'slot.ends-before-it-begins', `It runs from ${from} to ${to}; split what passes midnight into two days.`),
};
const slot = followedBy<Slot>(record<Slot>({ from: timeOfDay, to: timeUpToMidnight }), forwards);

const inOrder: Rule<readonly Slot[]> = {
  reads: 'all',
  problems: (slots, path) =>
    slots.slice(1).flatMap((next, index) => {
      const before = slots[index]!;
      const where = `${path}[${index + 1}]`;
      if (next.to <= before.from) return refused(where, 'slots.not-in-order', 'List the slots of a day from morning to evening.');
      return next.from < before.to
        ? refused(where, 'slots.overlap', `${next.from}-${next.to} overlaps ${before.from}-${before.to}; join or shorten them.`)
        : [];
    }),
};
const slots = (least: number): Check => followedBy<readonly Slot[]>(listOf(slot, { least, most: mostSlots }), inOrder);

const zone: Check = (value, path) =>
  typeof value === 'string' && /^[A-Za-z]/.test(value) && isTimeZone(value)
    ? []
    : refused(path, 'zone.unknown', 'Give the IANA name of a time zone, as in Europe/London or Asia/Baku.');

const holiday = record<Holiday>({ day, name: text(200), slots: slots(1), computed: onlyTrue }, ['slots', 'computed']);
const workingDay = record<WorkingDay>({ day, name: text(200), slots: slots(1) });

const shape = record<Calendar>({
  title: text(200),
  source: text(1_000),
  timeZone: zone,
  effectiveFrom: orNull(day),
  week: record<Record<Weekday, readonly Slot[]>>(
    Object.fromEntries(weekdays.map((weekday) => [weekday, slots(0)])) as Record<Weekday, Check>,
  ),
  holidays: listOf(holiday, { most: mostListedDays }),
  workingDays: listOf(workingDay, { most: mostListedDays }),
  knownUntil: orNull(day),
});

/** Every reason why a value is no calendar; none when it is one. Whether it has working time is asked by the policy that needs it. */
export const calendarProblems = (value: unknown): readonly Problem[] => [
  ...shape(value, ''),
  ...contradictions(value),
  ...unbounded(value),
];

type Listed = Pick<Holiday, 'day' | 'slots'>;
/** The days of a list that can be understood, with where they stand. */
const daysIn = (value: unknown, list: 'holidays' | 'workingDays'): readonly (Listed & { readonly path: string })[] => {
  const items: unknown = (value as Partial<Calendar> | null)?.[list];
  if (!Array.isArray(items) || items.length > mostListedDays) return [];
  const check = list === 'holidays' ? holiday : workingDay;
  return items.flatMap((item: unknown, index) => (check(item, '').length > 0 ? [] : [{ ...(item as Listed), path: `${list}[${index}]` }]));
};

/** A day may be listed twice (two feasts fall on it) where both say the same of who works. */
const contradictions = (value: unknown): readonly Problem[] => {
  const first = new Map<string, Listed & { readonly path: string }>();
  return [...daysIn(value, 'holidays'), ...daysIn(value, 'workingDays')].flatMap((listed) => {
    const before = first.get(listed.day);
    if (before === undefined) {
      first.set(listed.day, listed);
      return [];
    }
    if (hoursOf(before) === hoursOf(listed)) return [];
    return refused(listed.path, 'day.contradicts', `${listed.day} is also ${before.path} with other working time; keep one of them.`);
  });
};
const hoursOf = ({ slots: hours = [] }: Listed): string => hours.map(({ from, to }) => `${from}-${to}`).join(' ');

const unbounded = (value: unknown): readonly Problem[] => {
  const { holidays, knownUntil } = (value ?? {}) as { readonly holidays?: unknown; readonly knownUntil?: unknown };
  if (knownUntil !== null || !Array.isArray(holidays) || holidays.length === 0) return [];
  return refused(
    'knownUntil',
    'calendar.known-until-missing',
    'Say up to which day the holidays are known; deadlines beyond it are marked.',
  );
};
