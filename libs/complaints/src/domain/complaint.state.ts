import type { Code, Instant, Money, Pin, StaffId } from '@redress/kernel';
import type { ComplaintNumber } from './complaint.events';
import type { Status } from './complaint.lifecycle';
import type { FeedbackKind, FollowUpOutcome, Party, RemedyKind, Severity } from './complaint.words';

export interface Remedy {
  readonly remedy: number;
  readonly kind: RemedyKind;
  readonly proposedBy: Party;
  readonly by: StaffId;
  readonly amount: Money | null;
  readonly accepted: boolean;
  readonly approver: StaffId | null;
  readonly implemented: boolean;
  /** Whose counter-proposal stands, and who of us countered; absent where nobody did. */
  readonly counter?: { readonly by: Party; readonly ours: readonly StaffId[] };
  /** Absent where nobody rejected it. */
  readonly rejected?: true;
}

/** Whose proposal or counter-proposal stands. */
export const standsBy = ({ proposedBy, counter }: Remedy): Party => counter?.by ?? proposedBy;
export const otherParty = (party: Party): Party => (party === 'organisation' ? 'complainant' : 'organisation');

interface Said {
  readonly code: Code | null;
  readonly revision: number;
}

/** What later decisions need, and nothing personal. */
export interface Complaint {
  readonly status: Status;
  readonly kind: FeedbackKind;
  /** Of the last event folded, -1 before the first. */
  readonly revision: number;
  readonly receivedAt: Instant | null;
  readonly imported: boolean;
  readonly policy: Pin | null;
  readonly calendar: Pin | null;
  readonly acknowledged: boolean;
  readonly severity: Severity | null;
  readonly safety: boolean;
  readonly subjects: readonly StaffId[];
  /** Who may not handle it because of a conflict of interest. */
  readonly conflicts: readonly StaffId[];
  /** What it is about now, and which event said so. */
  readonly product: Said;
  readonly category: Said;
  readonly handler: StaffId | null;
  readonly team: string | null;
  readonly organisation: string | null;
  readonly evidence: number;
  /** How many clarifications were asked for, and the numbers of those still unanswered. */
  readonly clarifications: number;
  readonly unanswered: readonly number[];
  /** Complaints it was linked to as a duplicate, and common causes it was linked to. */
  readonly duplicates: readonly ComplaintNumber[];
  readonly causes: readonly Code[];
  /** How many parts were separated, and the numbers of those that nobody answered since. */
  readonly parts: number;
  readonly partsUnanswered: readonly number[];
  /** How many reviews were asked for so far, and who decided one. */
  readonly reviewsAsked: number;
  readonly reviewers: readonly StaffId[];
  /** Outside bodies it was referred to, and whether they decided. */
  readonly referrals: readonly { readonly body: Code; readonly decided: boolean }[];
  readonly remedyCount: number;
  readonly causeCoded: boolean;
  /** The event that last resolved or closed it and when that was; the reopening window counts from it. `at` null where a register does not say. */
  readonly ended: { readonly revision: number; readonly at: Instant | null } | null;
  readonly reopenings: number;
  readonly apologisedDirectly: boolean;
  /** What must happen anew after reopening. */
  readonly decision: { readonly hasReasons: boolean; readonly hasRecourse: boolean } | null;
  /** The stage of the review that is open. */
  readonly review: number | null;
  /** A review took the decision away, and no other was told yet. */
  readonly overturned: boolean;
  readonly remedies: readonly Remedy[];
  readonly followUp: FollowUpOutcome | null;
  readonly approver: StaffId | null;
}

/** What must happen anew after reopening; acknowledgement, cause and handler stay. */
export const afresh = { decision: null, review: null, overturned: false, remedies: [], followUp: null, approver: null } as const;

export const nothingYet: Complaint = {
  status: 'none',
  kind: 'complaint',
  revision: -1,
  receivedAt: null,
  imported: false,
  policy: null,
  calendar: null,
  acknowledged: false,
  severity: null,
  safety: false,
  subjects: [],
  conflicts: [],
  product: { code: null, revision: 0 },
  category: { code: null, revision: 0 },
  handler: null,
  team: null,
  organisation: null,
  evidence: 0,
  clarifications: 0,
  unanswered: [],
  duplicates: [],
  causes: [],
  parts: 0,
  partsUnanswered: [],
  reviewsAsked: 0,
  reviewers: [],
  referrals: [],
  remedyCount: 0,
  causeCoded: false,
  ended: null,
  reopenings: 0,
  apologisedDirectly: false,
  ...afresh,
};

export const sameMoney = (a: Money | null, b: Money | null): boolean => a?.minor === b?.minor && a?.currency === b?.currency;
/** No amount is more than none; another currency cannot be compared, so it is more too. */
export const exceeds = (amount: Money | null, limit: Money | null): boolean =>
  amount !== null && (limit === null || amount.currency !== limit.currency || amount.minor > limit.minor);

/** Somebody answers for it: a person of ours, or the organisation of an imported register. */
export const isOwned = ({ handler, organisation }: Complaint): boolean => handler !== null || organisation !== null;

/** A suggestion, compliment or enquiry that was not converted. */
export const isFeedback = ({ kind }: Complaint): boolean => kind !== 'complaint';
