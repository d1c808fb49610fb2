import type { Pin } from '@redress/kernel';
import { type Calendar, weekOf } from './calendar';
import type { ClockVersions } from './timed-rounds';
import { calendarOfFirst, firstCalendar, firstPolicy, policyOfFirst } from './first-versions';
import type { Moment } from './moments';
import type { ClockRule, Policy } from './policy';
import { WorkCalendar } from './work-calendar';

/** Versions by the name a test gives them. */
export const pin = (id: string, version = 1): Pin => ({ id, version, sha256: `${id}-${version}` });

/** Monday to Friday, nine to five in London, with Good Friday and Easter Monday of 2026. */
export const office: Calendar = {
  ...calendarOfFirst(firstCalendar('Europe/London').calendar),
  title: 'Office',
  week: weekOf([{ from: '09:00', to: '17:00' }], ['saturday', 'sunday']),
  holidays: [
    { day: '2026-04-03', name: 'Good Friday' },
    { day: '2026-04-06', name: 'Easter Monday' },
  ],
  knownUntil: '2026-12-31',
};

/** A clock from the receipt in which nothing is unusual. */
export const rule = (about: Partial<ClockRule> & Pick<ClockRule, 'limit'>): ClockRule => ({
  id: 'final',
  title: 'Give the final answer',
  start: 'received',
  offset: 'same-instant',
  ends: 'close-of-business',
  rollsForward: false,
  stops: ['resolved'],
  repeats: false,
  ...about,
});

export const policyOf = (clocks: readonly ClockRule[], about: Partial<Policy> = {}): Policy => ({
  ...policyOfFirst(firstPolicy.policy),
  title: 'A policy',
  ...{ escalation: [], ownerless: [], reminders: [] },
  clocks,
  ...about,
});

/** What a test adopts, by id and version. */
export const versionsOf = (
  policies: Readonly<Record<string, Policy>>,
  calendars: Readonly<Record<string, Calendar>> = {},
): ClockVersions => {
  const works = new Map<string, WorkCalendar>();
  return {
    policy: ({ sha256 }) => policies[sha256]!,
    workCalendar: ({ sha256 }) => {
      const known = works.get(sha256) ?? new WorkCalendar(calendars[sha256] ?? office);
      works.set(sha256, known);
      return known;
    },
  };
};

export type Told = Moment extends infer M ? (M extends Moment ? Omit<M, 'revision'> : never) : never;
/** The moments of a stream, each told by an event of its own. */
export const stream = (...moments: Told[]): readonly Moment[] => moments.map((moment, revision) => ({ ...moment, revision }));

export const pinned = (id: string, version = 1, recordedAt = '2026-03-02T09:00:00.000Z'): Told => ({
  what: 'pinned',
  policy: pin(id, version),
  calendar: pin('office'),
  recordedAt,
});
export const at = <W extends Extract<Told, { at: unknown }>['what']>(what: W, instant: string | null): Told =>
  ({ what, at: instant }) as Told;
export const paused = (instant: string, reason = 'documents'): Told => ({ what: 'paused', at: instant, reason, clocks: null });
