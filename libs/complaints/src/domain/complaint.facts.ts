import type { Code, Instant, Money, Pin, Role, StaffId } from '@redress/kernel';
import type { ComplaintEventType, Correctable } from './complaint.events';
import type { PinReason, Severity } from './complaint.words';

/** What the rules ask of the policy that applies: the pinned version, or for a new or imported complaint the one in force. */
export interface HandlingPolicy {
  readonly policy: Pin;
  readonly calendar: Pin;
  readonly reopenWithinDays: number;
  readonly backdatingAllowanceDays: number;
  /** One person may hold several roles. */
  readonly smallBusiness: boolean;
  /** What is settled on the spot needs neither assessment nor assignment. */
  readonly shortRoute: boolean;
  /** How much a role may approve: null = whatever it is; a role that is not named, nothing. */
  readonly approvalLimits: Readonly<Partial<Record<Role, Money | null>>>;
  /** What a handler must be able to do, by what a complaint is about. */
  readonly competences: readonly NeededCompetence[];
}

/** Needed where all that is said applies; what is left out applies always. */
export interface NeededCompetence {
  readonly needs: Code;
  readonly product?: Code;
  readonly category?: Code;
  readonly severityFrom?: Severity;
  readonly safety?: true;
}

/** Does the receipt hold what it must? Answered by opening sealed text; the text itself never comes here. */
export interface ReceiptHolds {
  readonly number: boolean;
  readonly details: boolean;
  readonly summary: boolean;
  readonly receivedAt: boolean;
}
export interface FollowUpHolds {
  readonly number: boolean;
  readonly summary: boolean;
  readonly remedy: boolean;
}

/** A person as the staff stream says. */
export interface Person {
  readonly id: StaffId;
  readonly exists: boolean;
  readonly active: boolean;
  readonly team: string | null;
}

/** The event a correction is about, and what stands there now. */
export interface Corrected {
  readonly of: ComplaintEventType;
  readonly imported: boolean;
  readonly recordedBy: StaffId;
  readonly recordedAt: Instant;
  /** Of a receipt, when the first known event after it happened, corrections applied; else null. */
  readonly followedAt: Instant | null;
  /** Was it recorded on the present day of the register's zone? */
  readonly today: boolean;
  /** Clear value now; of a personal path only whether it equals the new one is known. */
  readonly now: Correctable;
  readonly same: boolean;
  /** The whole corrected part, open, with the new value in it; null for a clear path. */
  readonly part: object | null;
}

/** Another policy or calendar, and what made it so. */
export interface Repinned {
  readonly policy: Pin;
  readonly calendar: Pin;
  readonly reason: Exclude<PinReason, 'taken-over'>;
}

/** Answers a decision may rest on: about sealed text, about other streams, about time. Null where the command does not ask. */
export interface ComplaintFacts {
  readonly policy: HandlingPolicy;
  /** The policy it falls under once the command is done, where that is another than before. */
  readonly repinned: Repinned | null;
  readonly receipt: ReceiptHolds | 'erased' | null;
  readonly followUp: FollowUpHolds | 'erased' | null;
  /** The person a command names; on reopening the present handler while active, else the one it names. */
  readonly person: Person | null;
  /** Who approves a remedy, with the limit their own entry holds. */
  readonly approver: { readonly limit: Money | null } | null;
  /** Who recorded a decision, of the present round or an earlier one. */
  readonly deciders: readonly StaffId[] | null;
  readonly duplicateExists: boolean | null;
  readonly correction: Corrected | 'unknown' | 'erased' | null;
}

export const isFound = (correction: ComplaintFacts['correction']): correction is Corrected =>
  correction !== null && typeof correction !== 'string';
