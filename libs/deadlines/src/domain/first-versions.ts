import { type Calendar, wholeDay, weekOf } from './calendar';
import type { Policy } from './policy';

/** How version 1 of the first policy was written, before there were clocks; its text stays as it is for ever and is read as a Policy. */
export interface FirstPolicyText {
  readonly title: string;
  readonly source: string;
  readonly acknowledgeWithinHours: number;
  readonly finalAnswerWithinDays: number;
  readonly reopenWithinDays: number;
  readonly backdatingAllowanceDays: number;
  readonly shortRoute: boolean;
  readonly smallBusiness: boolean;
}
export interface FirstCalendarText {
  readonly title: string;
  readonly timeZone: string;
}

/** In force from the first day. */
export const firstPolicy: { readonly id: string; readonly policy: FirstPolicyText } = {
  id: 'iso10002-default',
  policy: {
    title: 'Complaints handling after ISO 10002',
    source: 'Redress, as a starting point for an organisation that publishes its own. Not legal advice.',
    acknowledgeWithinHours: 24,
    finalAnswerWithinDays: 30,
    reopenWithinDays: 180,
    backdatingAllowanceDays: 7,
    shortRoute: false,
    smallBusiness: false,
  },
};
export const firstCalendar = (timeZone: string): { readonly id: string; readonly calendar: FirstCalendarText } => ({
  id: 'every-day',
  calendar: { title: 'Every day counts', timeZone },
});

const inside = { offset: 'same-instant', ends: 'at-the-instant', rollsForward: false, repeats: false } as const;

/** Two clocks from the receipt; nothing stands still, and the final answer counts anew from a reopening. */
export const policyOfFirst = (first: FirstPolicyText): Policy => ({
  title: first.title,
  source: first.source,
  effective: { from: null, to: null },
  applies: {},
  calendar: null,
  clocks: [
    {
      ...inside,
      id: 'acknowledge',
      title: 'Acknowledge the complaint',
      start: 'received',
      limit: { amount: first.acknowledgeWithinHours, unit: 'hours' },
      stops: ['acknowledged'],
    },
    {
      ...inside,
      id: 'final',
      title: 'Give the final answer',
      start: 'received',
      limit: { amount: first.finalAnswerWithinDays, unit: 'calendar-days' },
      stops: ['resolved'],
    },
  ],
  pauses: [],
  shortRoute: null,
  silence: null,
  reopening: { withinDays: first.reopenWithinDays, clocks: 'anew' },
  backdatingAllowanceDays: first.backdatingAllowanceDays,
  smallBusiness: first.smallBusiness,
  approvalLimits: { supervisor: null, 'quality-manager': null },
  competences: [],
  escalation: [],
  reminders: [],
});

/** Every day from midnight to midnight. */
export const calendarOfFirst = ({ title, timeZone }: FirstCalendarText): Calendar => ({
  title,
  source: 'Redress',
  timeZone,
  effectiveFrom: null,
  week: weekOf(wholeDay, []),
  holidays: [],
  workingDays: [],
  knownUntil: null,
});
