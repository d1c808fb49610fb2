import { type Calendar, wholeDay, weekOf } from './calendar';
import type { EscalationStep, OwnerlessStep, Policy } from './policy';

/** How version 1 of the first policy was written, before there were clocks; a register keeps the text it began with for ever, and it is read as a Policy. */
export interface FirstPolicyText {
  readonly title: string;
  readonly source: string;
  readonly acknowledgeWithinHours: number;
  readonly finalAnswerWithinDays: number;
  readonly reopenWithinDays: number;
  readonly backdatingAllowanceDays: number;
  readonly shortRoute: boolean;
  readonly smallBusiness: boolean;
  /** Registers that began before anything happened by itself have a text without these three, and nothing does there. */
  readonly escalation?: readonly EscalationStep[];
  readonly ownerless?: readonly OwnerlessStep[];
  readonly reminders?: Policy['reminders'];
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
    escalation: [
      { clock: 'final', after: { amount: -2, unit: 'calendar-days' }, level: 'supervisor' },
      { clock: 'final', after: { amount: 0, unit: 'calendar-days' }, level: 'management' },
      { clock: 'final', after: { amount: 7, unit: 'calendar-days' }, level: 'top-management' },
    ],
    ownerless: [
      { after: { amount: 24, unit: 'hours' }, level: 'supervisor' },
      { after: { amount: 72, unit: 'hours' }, level: 'management' },
      { after: { amount: 120, unit: 'hours' }, level: 'top-management' },
    ],
    reminders: [
      { clock: 'acknowledge', before: { amount: 4, unit: 'hours' } },
      { clock: 'final', before: { amount: 5, unit: 'calendar-days' } },
    ],
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
  escalation: first.escalation ?? [],
  ownerless: first.ownerless ?? [],
  reminders: first.reminders ?? [],
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
