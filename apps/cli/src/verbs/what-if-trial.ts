import { type OnRecord, type Tried, type Calendar, triedCalendar, triedPolicy, type VersionKind, type Written } from '@redress/deadlines';
import type { Engine } from '@redress/platform';
import { Trial } from '@redress/what-if';
import { Refused } from '../exit';
import { fromFile, suppliedAs } from './given-text';
import { noSuchVersion, versionOnRecord } from './versions';

export interface TrialOptions {
  readonly policy: string;
  readonly calendar?: string;
}

/** What is tried, and whether its calendar is one that nobody compared with what was announced. */
export interface Prepared {
  readonly trial: Trial;
  readonly isDraft: boolean;
}

/** Which text judged; its version is null where nobody adopted it. */
export interface TriedText {
  readonly id: string;
  readonly version: number | null;
  readonly sha256: string;
  readonly title: string;
}
/** … and what of it is not certain. */
export interface TriedCalendarText extends TriedText {
  readonly draft: boolean;
  readonly holidaysFrom: string | null;
  readonly holidaysUntil: string | null;
}
export interface TriedTexts {
  readonly policy: TriedText;
  readonly calendar: TriedCalendarText;
}

type Found = (OnRecord | Written) & { readonly isDraft: boolean };

/** A policy and a calendar, adopted, supplied or from a file. Throws Refused, and TextRefused with every reason. */
export const preparedTrial = async (engine: Engine, options: TrialOptions): Promise<Prepared> => {
  const text = (await known(engine, 'policy', options.policy)) ?? fromFile('policy', options.policy);
  const named = calendarNamedIn(text);
  const { calendar, isDraft } = await calendarFor(engine, named, options.calendar);
  const calendars = new Map(engine.versions.knownCalendars);
  // Another calendar stands in for the one that the policy names; one that nobody knows is left to be refused with the rest.
  if (named !== null && (options.calendar !== undefined || calendar.pin.id === named)) calendars.set(named, calendar.value);
  return { trial: new Trial(triedPolicy(text, calendars), calendar), isDraft };
};

/** The one that was asked for, else the one that the policy names, else the register's own. */
const calendarFor = async (
  engine: Engine,
  named: string | null,
  asked: string | undefined,
): Promise<{ readonly calendar: Tried<Calendar>; readonly isDraft: boolean }> => {
  const wanted = asked ?? named;
  const found =
    wanted === null ? null : ((await known(engine, 'calendar', wanted)) ?? (asked === undefined ? null : fromFile('calendar', asked)));
  const text = found ?? (await known(engine, 'calendar', engine.versions.inForce().calendar.id))!;
  return { calendar: triedCalendar(text), isDraft: text.isDraft };
};

/** What is adopted comes before what Redress supplies under the same name. Null where it is neither. Throws Refused. */
const known = async (engine: Engine, kind: VersionKind, what: string): Promise<Found | null> => {
  const onRecord = await versionOnRecord(engine, kind, what);
  if (onRecord !== null) return { ...onRecord, isDraft: false };
  if (/^[a-z0-9-]+@\d+$/.test(what)) throw new Refused(noSuchVersion(kind));
  return suppliedAs(kind, what);
};

const calendarNamedIn = (text: OnRecord | Written): string | null => {
  const value = 'text' in text ? (JSON.parse(text.text) as unknown) : text.value;
  const { calendar } = (value ?? {}) as { readonly calendar?: unknown };
  return typeof calendar === 'string' ? calendar : null;
};
