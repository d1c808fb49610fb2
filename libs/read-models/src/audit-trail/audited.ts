import type { Cause, ClosingReason, EscalationLevel, Finding, Outcome, RemedyKind } from '@redress/complaints';
import type { StaffId } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import type { Later, ReadVersions, Stored, StoredData, StoredOf } from '../complaint-projection';
import { type Standing, standingAfter, standingAtReceipt } from '../standing';

export type RemedyState = 'proposed' | 'countered' | 'accepted' | 'rejected' | 'approved' | 'implemented';

/** The clear facts of a complaint whose changes the audit trail tells. */
export interface Audited {
  readonly standing: Standing;
  readonly safety: boolean;
  readonly escalatedTo: EscalationLevel | null;
  readonly cause: Cause | null;
  /** Revision of the investigation that named the cause, and of the resolution that named finding and outcome. */
  readonly investigatedIn: number | null;
  readonly resolvedIn: number | null;
  readonly finding: Finding | null;
  readonly outcome: Outcome | null;
  readonly approver: StaffId | null;
  readonly closedAs: ClosingReason | null;
  readonly metFinal: boolean | null;
  readonly remedies: readonly { readonly remedy: number; readonly kind: RemedyKind; readonly state: RemedyState }[];
}

const unaudited: Omit<Audited, 'standing'> = {
  safety: false,
  escalatedTo: null,
  cause: null,
  investigatedIn: null,
  resolvedIn: null,
  finding: null,
  outcome: null,
  approver: null,
  closedAs: null,
  metFinal: null,
  remedies: [],
};

/** What is known once it was received. */
export const auditedAtReceipt = (
  _none: Audited | null,
  event: StoredOf<'ComplaintReceived'>,
  recorded: Recorded,
  versions: ReadVersions,
): Audited => ({ ...unaudited, standing: standingAtReceipt(event, recorded, versions) });

/** What is known after an event, the receipt or a later one. Throws NotReceived. */
export const auditedAfter = (before: Audited | null, event: Stored, recorded: Recorded, versions: ReadVersions): Audited => {
  if (event.type === 'ComplaintReceived') return auditedAtReceipt(before, event, recorded, versions);
  const standing = standingAfter(before?.standing ?? null, event, recorded, versions);
  const change = changeBy(before!, event, recorded);
  if (change !== null) return { ...before!, ...change, standing };
  return standing === before!.standing ? before! : { ...before!, standing };
};

const changeBy = (before: Audited, event: Later, { revision }: Recorded): Partial<Audited> | null => {
  switch (event.type) {
    case 'ComplaintAssessed':
      return { safety: event.data.safety };
    case 'ComplaintEscalated':
      return { escalatedTo: event.data.level };
    case 'ComplaintInvestigated':
      return { cause: event.data.cause, investigatedIn: revision };
    case 'RemedyProposed': {
      const { remedy, kind } = event.data;
      return { remedies: [...before.remedies, { remedy, kind, state: 'proposed' }] };
    }
    case 'RemedyAccepted':
      return { remedies: withState(before, event.data.remedy, 'accepted') };
    case 'RemedyApproved':
      return { remedies: withState(before, event.data.remedy, 'approved') };
    case 'RemedyImplemented':
      return { remedies: withState(before, event.data.remedy, 'implemented') };
    case 'ComplaintResolved':
      return { finding: event.data.finding, outcome: event.data.outcome, resolvedIn: revision };
    case 'RemedyCountered':
      return { remedies: withState(before, event.data.remedy, 'countered') };
    case 'RemedyRejected':
      return { remedies: withState(before, event.data.remedy, 'rejected') };
    case 'ComplaintReopened':
      return { approver: null, remedies: [] };
    case 'ClosingApproved':
      return { approver: event.data.by };
    case 'ComplaintClosed':
      return { closedAs: event.data.reason };
    case 'TimelinessReported':
      return event.data.clock === 'final' ? { metFinal: event.data.met } : null;
    case 'CorrectionRecorded':
      return corrected(before, event.data);
    case 'ComplaintAcknowledged':
    case 'ComplaintAssigned':
    case 'EvidenceAdded':
    case 'NoteAdded':
    case 'ProgressUpdateSent':
    case 'ApologyDelivered':
    case 'DecisionCommunicated':
    case 'ComplaintFollowedUp':
    case 'InterviewRecorded':
    case 'ClarificationRequested':
    case 'ClarificationReceived':
    case 'LinkedToDuplicate':
    case 'LinkedToCause':
    case 'PartSeparated':
    case 'PartAnswered':
    case 'ReviewRequested':
    case 'ReviewDecided':
    case 'ReferredExternally':
    case 'ExternalDecisionRecorded':
    case 'Classified':
    case 'SatisfactionRecorded':
    case 'FeedbackAnswered':
    case 'ConvertedToComplaint':
    case 'ClockPaused':
    case 'ClockResumed':
    case 'DeadlineExtended':
    case 'HoldingLetterSent':
    case 'HandlerReminded':
    case 'DeadlineMissed':
    case 'ClosingWarned':
    case 'PolicyPinned':
      return null;
  }
};

const corrected = (
  { investigatedIn, resolvedIn }: Audited,
  { revision, path, to }: StoredData<'CorrectionRecorded'>,
): Partial<Audited> | null => {
  if (revision === investigatedIn && path === 'cause') return { cause: to as Cause };
  if (revision === resolvedIn && path === 'outcome') return { outcome: to as Outcome };
  return null;
};

const withState = ({ remedies }: Audited, number: number, state: RemedyState): Audited['remedies'] =>
  remedies.map((one) => (one.remedy === number ? { ...one, state } : one));
