import { type FeedbackKind, momentsAfter, nextStatus, type Severity, type Status } from '@redress/complaints';
import { type Moment, nextDue } from '@redress/deadlines';
import type { Code, Instant, Pin, StaffId } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import { type Later, NotReceived, type ReadVersions, type StoredData, type StoredOf } from './complaint-projection';

/** Who answers for it: a person of ours, the organisation of an imported register, or nobody. */
export type Owner = 'person' | 'organisation' | 'none';

/** Where a complaint stands: what the queue lists and a case begins with. */
export interface Standing {
  readonly number: string;
  readonly kind: FeedbackKind;
  readonly state: Status;
  /** Not closed. */
  readonly open: boolean;
  readonly severity: Severity | null;
  readonly handler: StaffId | null;
  readonly team: string | null;
  readonly organisation: string | null;
  readonly owner: Owner;
  readonly receivedAt: Instant;
  /** The next instant by which something is owed; null when nothing is, or when no policy is pinned (imports). */
  readonly due: Instant | null;
  /** The clock that runs out then. */
  readonly dueClock: Code | null;
  readonly policy: Pin | null;
  /** What its clocks are derived from. */
  readonly moments: readonly Moment[];
  readonly acknowledged: boolean;
  /** Resolved since it was received or last reopened. */
  readonly answered: boolean;
  /** Revision of the event that named the present owner. */
  readonly ownedIn: number | null;
}

/** Where it stands once it was received. */
export const standingAtReceipt = (event: StoredOf<'ComplaintReceived'>, recorded: Recorded, versions: ReadVersions): Standing => {
  const { data } = event;
  return withDue(
    {
      number: data.number,
      kind: data.kind,
      state: 'received',
      open: true,
      severity: null,
      handler: null,
      team: null,
      organisation: null,
      owner: 'none',
      receivedAt: data.receivedAt,
      due: null,
      dueClock: null,
      policy: data.policy,
      moments: momentsAfter([], event, recorded),
      acknowledged: false,
      answered: false,
      ownedIn: null,
    },
    versions,
  );
};

/**
 * Where it stands after a later event, what else the document holds unchanged; the very same document where the event changes nothing
 * here. Throws NotReceived.
 */
export const standingAfter = <S extends Standing>(before: S | null, event: Later, recorded: Recorded, versions: ReadVersions): S => {
  if (before === null) throw new NotReceived(event.type, recorded.stream);
  const stood = stepped(before, event, recorded);
  const moments = momentsAfter(before.moments, event, recorded);
  if (stood === before && moments === before.moments) return before;
  return withDue(moments === before.moments ? stood : { ...stood, moments }, versions);
};

const stepped = <S extends Standing>(before: S, event: Later, recorded: Recorded): S => {
  switch (event.type) {
    case 'ComplaintAcknowledged':
      return { ...before, acknowledged: true };
    case 'ComplaintAssessed':
      return { ...before, state: nextStatus('AssessComplaint', before.state), severity: event.data.severity };
    case 'ComplaintAssigned':
      return owned({ ...before, state: stateOnAssigning(before.state) }, event.data, recorded.revision);
    case 'ComplaintInvestigated':
      return { ...before, state: nextStatus('InvestigateComplaint', before.state) };
    case 'ComplaintFollowedUp':
      return { ...before, state: nextStatus('FollowUpComplaint', before.state) };
    case 'ComplaintResolved':
      return { ...before, state: 'resolved', answered: true };
    case 'FeedbackAnswered':
      return { ...before, state: 'answered' };
    case 'ConvertedToComplaint':
      return { ...before, kind: 'complaint', state: 'received', open: true };
    case 'ComplaintReopened':
      return reopened(before, event.data, recorded);
    case 'ComplaintClosed':
      return { ...before, state: 'closed', open: false };
    case 'CorrectionRecorded':
      return corrected(before, event.data);
    case 'PolicyPinned':
      return { ...before, policy: event.data.policy };
    case 'ComplaintEscalated':
    case 'EvidenceAdded':
    case 'NoteAdded':
    case 'ProgressUpdateSent':
    case 'ApologyDelivered':
    case 'RemedyProposed':
    case 'RemedyAccepted':
    case 'RemedyApproved':
    case 'RemedyImplemented':
    case 'DecisionCommunicated':
    case 'ClosingApproved':
    case 'RemedyCountered':
    case 'RemedyRejected':
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
    case 'ClockPaused':
    case 'ClockResumed':
    case 'DeadlineExtended':
    case 'HoldingLetterSent':
    case 'HandlerReminded':
    case 'DeadlineMissed':
    case 'ClosingWarned':
    case 'TimelinessReported':
      return before;
  }
};

/** The portal of a register hands a complaint over as it comes in; ours are assessed first. */
const stateOnAssigning = (state: Status): Status => (state === 'received' ? 'assigned' : nextStatus('AssignComplaint', state));

type Ownership = Pick<Standing, 'handler' | 'team' | 'organisation'>;

const owned = <S extends Standing>(before: S, { handler, team, organisation }: Ownership, ownedIn: number): S => ({
  ...before,
  handler,
  team,
  organisation,
  owner: ownerOf(handler, organisation),
  ownedIn,
});

export const ownerOf = (handler: string | null, organisation: string | null): Owner => {
  if (handler !== null) return 'person';
  return organisation !== null ? 'organisation' : 'none';
};

/** It keeps its owner unless the reopening names a handler. */
const reopened = <S extends Standing>(before: S, data: StoredData<'ComplaintReopened'>, { revision }: Recorded): S => {
  const again: S = { ...before, state: 'reopened', open: true, answered: false };
  return data.handler === null ? again : owned(again, { handler: data.handler, team: data.team, organisation: null }, revision);
};

const corrected = <S extends Standing>(before: S, { of, path, to, revision }: StoredData<'CorrectionRecorded'>): S => {
  if (of === 'ComplaintReceived' && path === 'receivedAt') return { ...before, receivedAt: to as string };
  if (revision === before.ownedIn && path === 'organisation') {
    return owned(before, { ...before, organisation: to as string | null }, revision);
  }
  return before;
};

const withDue = <S extends Standing>(standing: S, versions: ReadVersions): S => {
  const next = standing.open ? nextDue(standing.moments, versions) : null;
  const [due, dueClock] = [next?.due ?? null, next?.clock ?? null];
  return due === standing.due && dueClock === standing.dueClock ? standing : { ...standing, due, dueClock };
};
