import { readdirSync, readFileSync } from 'node:fs';
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

/** By id. They lie beside this file, here and in the build. */
export const publishedCalendars = (): readonly PublishedCalendar[] =>
  readdirSync(__dirname)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as PublishedCalendar);
