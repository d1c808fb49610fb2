import type { Clear, Code, DomainEvent, Instant, Sha256 } from '@redress/kernel';

/** What an organisation promises (ISO 10002, clause "Establishing the complaints-handling policy"). Hours and days are plain: calendars come later. */
export interface Policy {
  readonly title: string;
  /** Who wrote it, and that it is no legal advice. */
  readonly source: string;
  readonly acknowledgeWithinHours: number;
  readonly finalAnswerWithinDays: number;
  readonly reopenWithinDays: number;
  readonly backdatingAllowanceDays: number;
  readonly shortRoute: boolean;
  readonly smallBusiness: boolean;
}

/** Where days begin and end. */
export interface Calendar {
  readonly title: string;
  /** IANA name; the register's zone. */
  readonly timeZone: string;
}

/** The exact JSON text of a version; its SHA-256 is its address, so a version is immutable. */
export interface Adopted {
  readonly id: Code;
  readonly version: number;
  readonly text: Clear<'json'>;
  readonly sha256: Sha256;
  readonly at: Instant;
}

/** Policies and calendars live in streams of their own: which one applied on a day, and who changed it, is itself auditable. */
export type PolicyEvent = DomainEvent<'PolicyAdopted', Adopted> | DomainEvent<'CalendarAdopted', Adopted>;

export const policyStream = (id: string): string => `policy-${id}`;
export const calendarStream = (id: string): string => `calendar-${id}`;

/** In force from the first day. */
export const firstPolicy: { readonly id: string; readonly policy: Policy } = {
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
export const firstCalendar = (timeZone: string): { readonly id: string; readonly calendar: Calendar } => ({
  id: 'every-day',
  calendar: { title: 'Every day counts', timeZone },
});
