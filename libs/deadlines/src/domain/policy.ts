import type { Clear, Code, Day, DomainEvent, Instant, Money, Role, Sha256 } from '@redress/kernel';
import type { EscalationLevel } from './escalation-levels';

/** In what a limit is counted. `hours` and `calendar-days` run through nights and holidays, the others only in working time. */
export const units = ['hours', 'working-hours', 'calendar-days', 'business-days', 'weeks', 'months'] as const;
export type Unit = (typeof units)[number];
export interface Limit {
  readonly amount: number;
  readonly unit: Unit;
}

/** What a clock can start from. `forwarded`: sent on by a regulator or its portal; `aware`: when somebody with authority knew. */
export const starts = [
  'received',
  'recorded',
  'acknowledged',
  'forwarded',
  'escalation-acknowledged',
  'aware',
  'decided',
  'resolved',
  'remedy-accepted',
  'review-requested',
] as const;
export type Start = (typeof starts)[number];

/** What satisfies a duty. */
export const stops = [
  'acknowledged',
  'update-sent',
  'holding-letter',
  'decided',
  'resolved',
  'redressed',
  'followed-up',
  'escalation-acknowledged',
  'review-decided',
  'closed',
] as const;
export type Stop = (typeof stops)[number];

/** Where counting begins: at the instant itself, at midnight after it, or at the opening of the next business day. */
export const offsets = ['same-instant', 'next-day', 'next-business-day'] as const;
export type Offset = (typeof offsets)[number];

/** When on its last day a clock runs out. An hour clock always ends at the instant. */
export const ends = ['at-the-instant', 'end-of-day', 'close-of-business'] as const;
export type End = (typeof ends)[number];

/** What a policy or a limit of it applies to; a list that is left out admits everything. */
export interface Applies {
  /** The complaint's `region`. */
  readonly jurisdictions?: readonly Code[];
  /** The complaint's `segment`. */
  readonly sectors?: readonly Code[];
  readonly products?: readonly Code[];
  readonly categories?: readonly Code[];
  readonly channels?: readonly Code[];
  readonly severities?: readonly number[];
  readonly kinds?: readonly Code[];
  /** The kind of the remedy that was implemented (follow-up clocks). */
  readonly remedies?: readonly Code[];
}

export interface Extension {
  /** The longest the duty may take, counted from where the clock started. */
  readonly upTo?: Limit;
  /** How much later than it was due at most. */
  readonly by?: Limit;
  readonly times: number;
  readonly reasons: readonly Code[];
  /** What the notice to the complainant must hold. */
  readonly notice: readonly ('reason' | 'date' | 'recourse')[];
}

/** One duty with a time limit. */
export interface ClockRule {
  readonly id: Code;
  readonly title: string;
  readonly start: Start;
  readonly offset: Offset;
  readonly limit: Limit;
  /** A second limit: whichever runs out later counts ("24 hours or one business day"). */
  readonly orLimit?: Limit;
  /** Other limits for some complaints; the first that applies takes the place of `limit`. */
  readonly limits?: readonly { readonly applies: Applies; readonly limit: Limit }[];
  readonly ends: End;
  /** When the last day is no business day: the next one instead. */
  readonly rollsForward: boolean;
  /** The first of these satisfies it. */
  readonly stops: readonly Stop[];
  /** Begins anew whenever it was satisfied, until the complaint is resolved. */
  readonly repeats: boolean;
  /** What happens within the limit makes the limit this one ("60 days where it is in progress by day 15"). */
  readonly extendedBy?: { readonly what: Stop; readonly limit: Limit };
  readonly extension?: Extension;
}

/** Why and for how long clocks may stand still. */
export interface PauseRule {
  readonly reason: Code;
  /** Which clocks; all where it is left out. */
  readonly clocks?: readonly Code[];
  readonly once: boolean;
  /** After so long it counts on by itself. */
  readonly most?: Limit;
  /** Must the complainant be told, and of what? */
  readonly notice: readonly ('reason' | 'date' | 'recourse')[];
}

/** What happens by itself when time passes. */
export interface EscalationStep {
  readonly clock: Code;
  /** So long before (negative) or after it runs out. */
  readonly after: Limit;
  readonly level: EscalationLevel;
  readonly severityFrom?: number;
}
/** How far up a complaint goes that nobody has answered for so long. */
export interface OwnerlessStep {
  readonly after: Limit;
  readonly level: EscalationLevel;
}

/**
 * What an organisation promises (ISO 10002, clause "Establishing the complaints-handling policy"). A version is immutable; who adopted it
 * and when is in the event that did.
 */
export interface Policy {
  readonly title: string;
  /** Whose rule it is and where it is published, and that it is no legal advice. */
  readonly source: string;
  /** Days of receipt it applies to, both included, in the calendar's zone; null: open. */
  readonly effective: { readonly from: Day | null; readonly to: Day | null };
  readonly applies: Applies;
  /** The calendar it counts in; null: the register's own. */
  readonly calendar: Code | null;
  readonly clocks: readonly ClockRule[];
  readonly pauses: readonly PauseRule[];
  /** Settled within this, the duties it names fall away; null: no short route. */
  readonly shortRoute: {
    readonly within: Limit;
    readonly ends: End;
    readonly offset: Offset;
    readonly cancels: readonly Code[];
  } | null;
  /** After so long without a word of the complainant it may be closed, having been warned so long before. */
  readonly silence: { readonly after: Limit; readonly warning: Limit } | null;
  readonly reopening: {
    readonly withinDays: number;
    /** Does the final answer count from the reopening, or go on where it stopped? */
    readonly clocks: 'anew' | 'go-on';
  };
  readonly backdatingAllowanceDays: number;
  readonly smallBusiness: boolean;
  /** How much each role may approve; null without limit, a role left out nothing. */
  readonly approvalLimits: Readonly<Partial<Record<Role, Money | null>>>;
  readonly competences: readonly {
    readonly needs: Code;
    readonly product?: Code;
    readonly category?: Code;
    readonly severityFrom?: number;
    readonly safety?: true;
  }[];
  readonly escalation: readonly EscalationStep[];
  /** Left out in texts that were written before there was such a rule: then nothing goes up for want of an owner. */
  readonly ownerless?: readonly OwnerlessStep[];
  /** A reminder to the handler so long before each clock runs out. */
  readonly reminders: readonly { readonly clock: Code; readonly before: Limit }[];
}

/** The exact JSON text of a version; its SHA-256 is its address, so a version is immutable. */
export interface Adopted {
  readonly id: Code;
  readonly version: number;
  readonly text: Clear<'json'>;
  readonly sha256: Sha256;
  readonly at: Instant;
}

/** What can be adopted. */
export type VersionKind = 'policy' | 'calendar';

/** A version that can be chosen from now on: whoever reads the one stream of these knows every version there is. */
export interface Listed {
  readonly kind: VersionKind;
  readonly id: Code;
  readonly version: number;
  readonly sha256: Sha256;
  readonly at: Instant;
}

/** Policies and calendars live in streams of their own: which one applied on a day, and who changed it, is itself auditable. */
export type PolicyEvent =
  DomainEvent<'PolicyAdopted', Adopted> | DomainEvent<'CalendarAdopted', Adopted> | DomainEvent<'VersionListed', Listed>;

export const policyStream = (id: string): string => `policy-${id}`;
export const calendarStream = (id: string): string => `calendar-${id}`;
export const streamOf = (kind: VersionKind, id: string): string => (kind === 'policy' ? policyStream(id) : calendarStream(id));
/** The one stream of VersionListed. */
export const listingStream = 'versions-adopted';
