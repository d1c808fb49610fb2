import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  preset,
  type PresetId,
  presetIds,
  publishedCalendar,
  type PublishedCalendarId,
  publishedCalendarIds,
  type VersionKind,
} from '@redress/deadlines';
import { Refused } from '../exit';

/** What somebody named on the command line, before it was looked at. */
export interface Given {
  readonly id: string;
  readonly value: unknown;
  readonly isDraft: boolean;
}

/** What comes with Redress under this name; null where nothing does. */
export const suppliedAs = (kind: VersionKind, name: string): Given | null => {
  if (kind === 'policy')
    return presetIds.includes(name as PresetId) ? { id: name, value: preset(name as PresetId).text, isDraft: false } : null;
  if (!publishedCalendarIds.includes(name as PublishedCalendarId)) return null;
  const { calendar, draft = false } = publishedCalendar(name as PublishedCalendarId);
  return { id: name, value: calendar, isDraft: draft };
};

/** A text as it is adopted, or a draft with the calendar in it. Throws Refused. */
export const fromFile = (kind: VersionKind, file: string): Given => {
  const value = jsonIn(file, kind);
  const id = basename(file).replace(/\.json$/, '');
  const { draft, calendar } = (value ?? {}) as { readonly draft?: unknown; readonly calendar?: unknown };
  return kind === 'calendar' && draft !== undefined ? { id, value: calendar, isDraft: true } : { id, value, isDraft: false };
};

const jsonIn = (file: string, kind: VersionKind): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    const supplied = kind === 'policy' ? 'policies presets' : 'calendars published';
    throw new Refused(`${file} is no readable file, and nothing of this name comes with Redress; \`redress ${supplied}\` lists what does.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw new Refused(`${file} is no JSON: it ends early or has a comma or quotation mark too many.`);
  }
};
