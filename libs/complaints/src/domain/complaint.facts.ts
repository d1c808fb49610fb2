import type { Code, Instant, Money, Pin, Role, StaffId } from '@redress/kernel';
import type { ComplaintEventType, Correctable } from './complaint.events';
import type { Channel, EscalationLevel, ExtensionUnit, OwedFor, PinReason, Severity } from './complaint.words';

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
  /** What they may be trusted with on the day the command happens, and whether they are away then. */
  readonly competences: readonly Code[];
  readonly absent: boolean;
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

/** One clock as it stands when the command is recorded. */
export interface ClockStanding {
  readonly id: Code;
  readonly round: number;
  /** Neither satisfied nor fallen away; it may stand still or be late. */
  readonly isRunning: boolean;
  readonly isPaused: boolean;
  readonly isOverdue: boolean;
  readonly due: Instant;
  /** Would a holding letter satisfy it, or give it its longer limit? */
  readonly takesHoldingLetter: boolean;
}
/** What the policy says of the reason for a pause. */
export interface PauseAllowed {
  /** Which clocks it may stop. */
  readonly clocks: readonly Code[];
  readonly once: boolean;
  /** What the complainant must be told. */
  readonly notice: readonly Code[];
}
/** What the extension that is asked for would do. */
export interface ExtensionAsked {
  readonly round: number;
  /** Is it running, and not late yet? */
  readonly isInTime: boolean;
  /** In what it counts. */
  readonly unit: ExtensionUnit;
  /** Null where the policy allows none. */
  readonly allowed: { readonly times: number; readonly reasons: readonly Code[]; readonly notice: readonly Code[] } | null;
  readonly timesUsed: number;
  /** Null where the calendar does not reach that far. */
  readonly newDue: Instant | null;
  /** The latest that the policy allows; null without a cap. */
  readonly latestDue: Instant | null;
  /** Does the notice hold the new date? Null where there is no notice, or no date. */
  readonly tellsDate: boolean | null;
}
/** What rules ask of the clocks: a decision never computes them. */
export interface ClockFacts {
  /** Every round of every clock, in the order they began. */
  readonly standing: readonly ClockStanding[];
  readonly pauses: {
    /** The one that lasts at the time the command names. */
    readonly open: { readonly at: Instant } | null;
    readonly lastEndedAt: Instant | null;
    readonly reasonsUsed: readonly Code[];
    readonly count: number;
  };
  /** Of a pause; null where the policy names no such reason. */
  readonly pauseAllowed: PauseAllowed | null;
  /** Of an extension; null where the complaint has no such clock. */
  readonly extension: ExtensionAsked | null;
}

/** What a policy wants to happen by itself, and since when. */
export interface OwedAct {
  readonly action: 'remind' | 'record-missed' | 'escalate' | 'close';
  readonly of: OwedFor;
  readonly clock: Code | null;
  readonly round: number | null;
  readonly due: Instant;
  readonly owedAt: Instant;
  readonly level: EscalationLevel | null;
}
/** The complainant was asked or told something and has not said a word since. */
export interface SilenceFacts {
  readonly warnFrom: Instant;
  readonly warned: { readonly at: Instant; readonly channel: Channel } | null;
  /** When it may be closed, being warned at the time the command names where it was not before. */
  readonly closesAt: Instant;
  /** Does the warning hold that day? Null where the command sends none. */
  readonly tellsDay: boolean | null;
}

/** Answers a decision may rest on: about sealed text, about other streams, about time. Null where the command does not ask. */
export interface ComplaintFacts {
  readonly policy: HandlingPolicy;
  /** The policy it falls under once the command is done, where that is another than before. */
  readonly repinned: Repinned | null;
  /** What the part falls under that is to be separated. */
  readonly part: Pick<HandlingPolicy, 'policy' | 'calendar'> | null;
  readonly receipt: ReceiptHolds | 'erased' | null;
  readonly followUp: FollowUpHolds | 'erased' | null;
  /** The person a command names; on reopening the present handler while active, else the one it names. */
  readonly person: Person | null;
  /** Who approves a remedy, with the limit their own entry holds. */
  readonly approver: { readonly limit: Money | null } | null;
  /** Who recorded a decision, of the present round or an earlier one. */
  readonly deciders: readonly StaffId[] | null;
  /** How many open complaints the handler has who is to be assigned; null where nobody knows. */
  readonly workload: number | null;
  readonly duplicateExists: boolean | null;
  readonly correction: Corrected | 'unknown' | 'erased' | null;
  readonly clocks: ClockFacts | null;
  /** What the process manager asks for, if it is owed still. */
  readonly owed: OwedAct | null;
  /** Null where the policy closes nothing for silence, or nobody waits for the complainant. */
  readonly silence: SilenceFacts | null;
}

export const isFound = (correction: ComplaintFacts['correction']): correction is Corrected =>
  correction !== null && typeof correction !== 'string';
