import { type Day, dayNumberOf, dayOfNumber } from '@redress/kernel';
import type { Holiday } from '../domain/calendar';
import { dayOf } from './day-arithmetic';
import { type IcsLine, icsLines, unescaped } from './ics-lines';
import { byDay, type LineProblem, type ListedDays, mostEntries, refusedAt, refusedFile, tooManyEntries } from './listed-days';
import { daysOfRule, type Years } from './yearly-rule';

/** Days one entry may last. */
const longest = 31;

/**
 * The holidays of an iCalendar file (RFC 5545): its all-day events. A rule that comes back every year is followed within the years asked
 * for; where none are asked for it has to end by itself. Whatever is not understood is in `problems`, with its line.
 */
export const readIcs = (text: string, years: Years | null): ListedDays => {
  const entries = text.match(/^BEGIN:VEVENT\s*$/gim)?.length ?? 0;
  if (entries > mostEntries) return tooManyEntries(entries);
  if (!/^\uFEFF?BEGIN:VCALENDAR\s*$/im.test(text)) {
    return refusedFile('file.no-calendar', 'Give an iCalendar file: it begins with BEGIN:VCALENDAR.');
  }
  const holidays: Holiday[] = [];
  const problems: LineProblem[] = [];
  for (const event of eventsIn(text, problems)) {
    const read = daysOf(event, years);
    if (Array.isArray(read)) holidays.push(...read);
    else problems.push(read);
    if (holidays.length > mostEntries) return tooManyEntries(holidays.length);
  }
  return { holidays: byDay(once(holidays)), workingDays: [], problems };
};

/** A day that is listed twice under one name (a rule and its exception, a file joined of two) is one holiday. */
const once = (holidays: readonly Holiday[]): readonly Holiday[] => [
  ...new Map(holidays.map((holiday) => [`${holiday.day} ${holiday.name}`, holiday])).values(),
];

/** The properties of an event; what lies in parts of it (an alarm) is left out. */
interface Event {
  readonly line: number;
  readonly properties: readonly IcsLine[];
}

function* eventsIn(text: string, problems: LineProblem[]): Generator<Event> {
  let event: { line: number; properties: IcsLine[] } | null = null;
  let inner = 0;
  for (const property of icsLines(text)) {
    const { line, name, value } = property;
    const part = value.trim().toUpperCase();
    if (name === 'BEGIN' && part === 'VEVENT') {
      if (event) problems.push(refusedAt(event.line, 'event.not-ended', 'Add END:VEVENT before the next event begins.'));
      [event, inner] = [{ line, properties: [] }, 0];
    } else if (event && name === 'END' && part === 'VEVENT') {
      yield event;
      event = null;
    } else if (name === 'BEGIN' || name === 'END') inner += name === 'BEGIN' ? 1 : -1;
    else if (event && inner === 0) event.properties.push(property);
  }
  if (event) problems.push(refusedAt(event.line, 'event.not-ended', 'The file ends inside this event; fetch it again.'));
}

const daysOf = (event: Event, years: Years | null): Holiday[] | LineProblem => {
  if (firstOf(event, 'STATUS')?.value.trim().toUpperCase() === 'CANCELLED') return [];
  const span = spanOf(event);
  if ('code' in span) return span;
  const begins = beginsOf(event, span.from, years);
  if ('code' in begins) return begins;
  return begins.flatMap((day) =>
    Array.from({ length: span.days }, (_, index): Holiday => ({ day: dayOfNumber(dayNumberOf(day) + index), name: span.name })),
  );
};

const firstOf = ({ properties }: Event, name: string): IcsLine | undefined => properties.find((property) => property.name === name);

interface Span {
  readonly name: string;
  readonly from: Day;
  readonly days: number;
}
const spanOf = (event: Event): Span | LineProblem => {
  const start = firstOf(event, 'DTSTART');
  if (start === undefined) return refusedAt(event.line, 'event.without-day', 'Add DTSTART with the day of the holiday.');
  const name = unescaped(firstOf(event, 'SUMMARY')?.value ?? '');
  if (name === '') return refusedAt(event.line, 'event.without-name', 'Add SUMMARY with the name of the holiday.');
  if (name.length > 200) return refusedAt(event.line, 'event.name-too-long', 'Say SUMMARY in at most 200 characters.');
  const from = dayOfText(start.value);
  if (from === null) return refusedAt(start.line, 'event.not-a-day', `Give a whole day that exists, ${wholeDay}; a holiday has no hour.`);
  const days = lengthOf(from, firstOf(event, 'DTEND'), firstOf(event, 'DURATION'));
  if (days !== null && days <= longest) return { name, from, days };
  return refusedAt(
    event.line,
    'event.bad-length',
    `Let it last 1 to ${longest} days: DTEND is the day after its last, DURATION counts days.`,
  );
};
const wholeDay = 'as in DTSTART;VALUE=DATE:20260501';

/** The first days of an event, each time it comes back. */
const beginsOf = (event: Event, from: Day, years: Years | null): readonly Day[] | LineProblem => {
  const [rule, secondRule] = event.properties.filter(({ name }) => name === 'RRULE');
  const other = secondRule ?? firstOf(event, 'RDATE') ?? firstOf(event, 'RECURRENCE-ID');
  if (other) return refusedAt(other.line, 'recurrence.not-understood', 'Write these dates out as events of their own.');
  const without: (Day | null)[] = [];
  for (const { name, line, value } of event.properties) {
    if (name !== 'EXDATE') continue;
    without.push(...value.split(',').map(dayOfText));
    if (without.includes(null)) return refusedAt(line, 'event.not-a-day', 'Give whole days that exist, as in EXDATE;VALUE=DATE:20260501.');
  }
  const days = rule === undefined ? [from] : daysOfRule(rule.value.trim(), from, years);
  if ('code' in days) return { line: rule!.line, ...days };
  return days.filter((day) => !without.includes(day));
};

/** Whole days from 1900 on. */
const dayOfText = (value: string): Day | null => {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(value.trim()) ?? [];
  return year === undefined || year < '1900' ? null : dayOf(Number(year), Number(month), Number(date));
};

/** In days, at least one; null where it cannot be understood. */
const lengthOf = (from: Day, end: IcsLine | undefined, duration: IcsLine | undefined): number | null => {
  if (end !== undefined) {
    const until = dayOfText(end.value);
    if (until === null || until < from) return null;
    return Math.max(1, dayNumberOf(until) - dayNumberOf(from));
  }
  if (duration === undefined) return 1;
  const [, amount, unit] = /^\+?P(\d{1,3})([DW])$/i.exec(duration.value.trim()) ?? [];
  if (amount === undefined || Number(amount) === 0) return null;
  return Number(amount) * (unit!.toUpperCase() === 'W' ? 7 : 1);
};
