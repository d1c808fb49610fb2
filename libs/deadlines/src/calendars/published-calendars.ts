import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Code } from '@redress/kernel';
import type { Calendar } from '../domain/calendar';

/** A calendar that comes with Redress, ready to be looked at, changed and adopted; nothing of it counts before it is. */
export interface PublishedCalendar {
  readonly id: Code;
  /** No announcement stands behind it: a person compares every day before it is adopted. */
  readonly draft?: true;
  readonly notes: readonly string[];
  readonly calendar: Calendar;
}

/** By name, so that a file left over in a build is none. */
export const publishedCalendarIds = [
  'australia-national',
  'azerbaijan',
  'england-and-wales',
  'india',
  'iran',
  'ireland',
  'sample-office',
  'us-federal',
] as const;
export type PublishedCalendarId = (typeof publishedCalendarIds)[number];

/** Reads the file beside this one, here and in the build. */
export const publishedCalendar = (id: PublishedCalendarId): PublishedCalendar =>
  JSON.parse(readFileSync(join(__dirname, `${id}.json`), 'utf8')) as PublishedCalendar;
export const publishedCalendars = (): readonly PublishedCalendar[] => publishedCalendarIds.map(publishedCalendar);
