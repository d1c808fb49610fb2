import type { ComplaintCommandType } from './complaint.commands';
import type { ComplaintEventType } from './complaint.events';

export const statuses = [
  'none',
  'received',
  'assessed',
  'assigned',
  'investigated',
  'resolved',
  'followed-up',
  'reopened',
  'closed',
  // Of feedback that is no complaint.
  'answered',
] as const;
export type Status = (typeof statuses)[number];

/** One row of the lifecycle. A map in `to` names the states that change; the others stay. */
export interface Step {
  readonly from: readonly Status[];
  /** Where it is allowed too, if the policy has the short route: what is settled on the spot needs neither assessment nor assignment. */
  readonly shortRoute?: readonly Status[];
  readonly to: Status | 'same' | Readonly<Partial<Record<Status, Status>>>;
  /** The code of the refusal where the present state has none of its own. */
  readonly otherwise: string;
  readonly records: readonly ComplaintEventType[];
  /** Title of the clause of ISO 10002:2018 it serves. */
  readonly clause: string;
}

const beingHandled: readonly Status[] = ['assigned', 'investigated', 'reopened'];
const unresolved: readonly Status[] = ['received', 'assessed', ...beingHandled];
const open: readonly Status[] = [...unresolved, 'resolved', 'followed-up'];
const any: readonly Status[] = [...open, 'closed'];
/** What may be done to answered feedback may be done to any feedback; everything else asks for a complaint. */
const alsoFeedback: readonly Status[] = [...any, 'answered'];

/**
 * The whole lifecycle on one screen; docs/lifecycle.md is generated from it. Acknowledged is a fact, not a state: allowed at any time
 * after receipt and required before closing. Reopened behaves like assigned.
 */
export const lifecycle: Readonly<Record<ComplaintCommandType, Step>> = {
  ReceiveComplaint: {
    from: ['none'],
    to: 'received',
    otherwise: 'complaint.number-taken',
    records: ['ComplaintReceived'],
    clause: 'Receipt of complaints',
  },
  AcknowledgeComplaint: {
    from: alsoFeedback,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['ComplaintAcknowledged'],
    clause: 'Acknowledgement of complaints',
  },
  AssessComplaint: {
    from: unresolved,
    to: { received: 'assessed' },
    otherwise: 'complaint.resolved',
    records: ['ComplaintAssessed', 'ComplaintEscalated'],
    clause: 'Initial assessment of complaints',
  },
  ClassifyComplaint: {
    from: alsoFeedback,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['Classified'],
    clause: 'Initial assessment of complaints',
  },
  AssignComplaint: {
    from: ['assessed', ...beingHandled, 'resolved', 'followed-up'],
    to: { assessed: 'assigned', reopened: 'assigned' },
    otherwise: 'complaint.not-assessed',
    records: ['ComplaintAssigned'],
    clause: 'Responsibility and authority',
  },
  EscalateComplaint: {
    from: [...open, 'answered'],
    to: 'same',
    otherwise: 'complaint.closed',
    records: ['ComplaintEscalated'],
    clause: 'Responsibility and authority',
  },
  AnswerFeedback: {
    from: ['received', 'answered'],
    to: { received: 'answered' },
    otherwise: 'feedback.is-complaint',
    records: ['FeedbackAnswered'],
    clause: 'Receipt of complaints',
  },
  ConvertToComplaint: {
    from: ['received', 'answered', 'closed'],
    to: { answered: 'received', closed: 'received' },
    otherwise: 'feedback.is-complaint',
    records: ['ConvertedToComplaint'],
    clause: 'Receipt of complaints',
  },
  AddEvidence: { from: open, to: 'same', otherwise: 'complaint.closed', records: ['EvidenceAdded'], clause: 'Investigation of complaints' },
  RecordInterview: {
    from: open,
    to: 'same',
    otherwise: 'complaint.closed',
    records: ['InterviewRecorded'],
    clause: 'Investigation of complaints',
  },
  RequestClarification: {
    from: open,
    to: 'same',
    otherwise: 'complaint.closed',
    records: ['ClarificationRequested'],
    clause: 'Investigation of complaints',
  },
  ReceiveClarification: {
    // Also after closing: the answer may come late.
    from: any,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['ClarificationReceived'],
    clause: 'Investigation of complaints',
  },
  LinkDuplicate: {
    // Two streams are never merged: each stays as it was recorded, and names the other.
    from: alsoFeedback,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['LinkedToDuplicate'],
    clause: 'Tracking of complaints',
  },
  LinkCause: {
    from: alsoFeedback,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['LinkedToCause'],
    clause: 'Analysis and evaluation of complaints',
  },
  AddNote: { from: alsoFeedback, to: 'same', otherwise: 'complaint.unknown', records: ['NoteAdded'], clause: 'Tracking of complaints' },
  SendProgressUpdate: {
    from: unresolved,
    to: 'same',
    otherwise: 'complaint.resolved',
    records: ['ProgressUpdateSent'],
    clause: 'Tracking of complaints',
  },
  PauseClock: {
    from: open,
    to: 'same',
    otherwise: 'complaint.closed',
    records: ['ClockPaused'],
    clause: 'Tracking of complaints',
  },
  ResumeClock: { from: open, to: 'same', otherwise: 'complaint.closed', records: ['ClockResumed'], clause: 'Tracking of complaints' },
  ExtendDeadline: {
    from: open,
    to: 'same',
    otherwise: 'complaint.closed',
    records: ['DeadlineExtended'],
    clause: 'Tracking of complaints',
  },
  SendHoldingLetter: {
    from: unresolved,
    to: 'same',
    otherwise: 'complaint.resolved',
    records: ['HoldingLetterSent'],
    clause: 'Tracking of complaints',
  },
  WarnOfClosing: { from: open, to: 'same', otherwise: 'complaint.closed', records: ['ClosingWarned'], clause: 'Closing complaints' },
  // No person gives it. What was missed is recorded also where it was closed before anybody looked.
  ActOnTime: {
    from: any,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['HandlerReminded', 'DeadlineMissed', 'ComplaintEscalated', 'ComplaintClosed'],
    clause: 'Tracking of complaints',
  },
  DeliverApology: {
    from: alsoFeedback,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['ApologyDelivered'],
    clause: 'Response to complaints',
  },
  InvestigateComplaint: {
    // Also after resolution: resolving needs no investigation, closing as settled asks for the cause.
    from: [...beingHandled, 'resolved', 'followed-up'],
    to: { assigned: 'investigated', reopened: 'investigated' },
    otherwise: 'complaint.not-assigned',
    records: ['ComplaintInvestigated'],
    clause: 'Investigation of complaints',
  },
  ProposeRemedy: {
    from: [...beingHandled, 'resolved', 'followed-up'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['RemedyProposed'],
    clause: 'Response to complaints',
  },
  AcceptRemedy: {
    from: [...beingHandled, 'resolved', 'followed-up'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['RemedyAccepted'],
    clause: 'Response to complaints',
  },
  CounterRemedy: {
    from: [...beingHandled, 'resolved', 'followed-up'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['RemedyCountered'],
    clause: 'Response to complaints',
  },
  RejectRemedy: {
    from: [...beingHandled, 'resolved', 'followed-up'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['RemedyRejected'],
    clause: 'Response to complaints',
  },
  ApproveRemedy: {
    from: [...beingHandled, 'resolved', 'followed-up'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['RemedyApproved'],
    clause: 'Responsibility and authority',
  },
  ImplementRemedy: {
    from: [...beingHandled, 'resolved', 'followed-up'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['RemedyImplemented'],
    clause: 'Response to complaints',
  },
  CommunicateDecision: {
    from: beingHandled,
    shortRoute: ['received', 'assessed'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['DecisionCommunicated'],
    clause: 'Communicating the decision',
  },
  // Before there is a decision on the rest, or beside it; what is resolved is answered as a whole.
  SeparatePart: {
    from: unresolved,
    to: 'same',
    otherwise: 'complaint.resolved',
    records: ['PartSeparated'],
    clause: 'Initial assessment of complaints',
  },
  AnswerPart: {
    from: beingHandled,
    shortRoute: ['received', 'assessed'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['PartAnswered'],
    clause: 'Communicating the decision',
  },
  // A review leaves the state as it is. One that does not uphold the decision takes it away: while the complaint is being handled another
  // decision is told; a resolved or closed one is reopened for it by command, however long ago it ended.
  RequestReview: {
    from: [...beingHandled, 'resolved', 'followed-up', 'closed'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['ReviewRequested'],
    clause: 'Closing complaints',
  },
  DecideReview: {
    from: [...beingHandled, 'resolved', 'followed-up', 'closed'],
    to: 'same',
    otherwise: 'complaint.not-assigned',
    records: ['ReviewDecided'],
    clause: 'Closing complaints',
  },
  ReferExternally: {
    from: any,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['ReferredExternally'],
    clause: 'Closing complaints',
  },
  RecordExternalDecision: {
    from: any,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['ExternalDecisionRecorded'],
    clause: 'Closing complaints',
  },
  ResolveComplaint: {
    from: beingHandled,
    shortRoute: ['received', 'assessed'],
    to: 'resolved',
    otherwise: 'complaint.not-assigned',
    records: ['ComplaintResolved'],
    clause: 'Response to complaints',
  },
  FollowUpComplaint: {
    from: ['resolved', 'followed-up', 'closed'],
    to: { resolved: 'followed-up' },
    otherwise: 'complaint.not-resolved',
    records: ['ComplaintFollowedUp'],
    clause: 'Satisfaction with the complaints-handling process',
  },
  RecordSatisfaction: {
    from: ['resolved', 'followed-up', 'closed'],
    to: 'same',
    otherwise: 'complaint.not-resolved',
    records: ['SatisfactionRecorded'],
    clause: 'Satisfaction with the complaints-handling process',
  },
  ReopenComplaint: {
    from: ['resolved', 'followed-up', 'closed'],
    to: 'reopened',
    otherwise: 'complaint.not-resolved',
    records: ['ComplaintReopened'],
    clause: 'Closing complaints',
  },
  ApproveClosing: {
    from: open,
    to: 'same',
    otherwise: 'complaint.closed',
    records: ['ClosingApproved'],
    clause: 'Responsibility and authority',
  },
  CloseComplaint: {
    from: [...open, 'answered'],
    to: 'closed',
    otherwise: 'complaint.closed',
    records: ['ComplaintClosed'],
    clause: 'Closing complaints',
  },
  CorrectComplaint: {
    from: alsoFeedback,
    to: 'same',
    otherwise: 'complaint.unknown',
    records: ['CorrectionRecorded'],
    clause: 'Tracking of complaints',
  },
};

/** The clause an event serves, by the title in ISO 10002:2018; the events that no command of ours records stand here alone. */
export const clauseOf: Readonly<Record<ComplaintEventType, string>> = {
  ...(Object.fromEntries(Object.values(lifecycle).flatMap(({ records, clause }) => records.map((type) => [type, clause]))) as Record<
    ComplaintEventType,
    string
  >),
  ComplaintEscalated: 'Responsibility and authority',
  ComplaintClosed: 'Closing complaints',
  TimelinessReported: 'Collection of information',
  PolicyPinned: 'Tracking of complaints',
};

const ownRefusal: Readonly<Partial<Record<Status, string>>> = {
  none: 'complaint.unknown',
  resolved: 'complaint.resolved',
  'followed-up': 'complaint.resolved',
  closed: 'complaint.closed',
  answered: 'feedback.not-a-complaint',
};

/** The code of the refusal, or null when the lifecycle allows it. */
export const refusedBy = (command: ComplaintCommandType, status: Status, hasShortRoute = false): string | null => {
  const { from, otherwise } = lifecycle[command];
  if (from.includes(status) || (hasShortRoute && isOnShortRoute(command, status))) return null;
  return command === 'ReceiveComplaint' ? otherwise : (ownRefusal[status] ?? otherwise);
};

/** Is it what the short route allows in this state? */
export const isOnShortRoute = (command: ComplaintCommandType, status: Status): boolean =>
  lifecycle[command].shortRoute?.includes(status) ?? false;

/** May it be asked of feedback that is no complaint? */
export const mayFeedback = (command: ComplaintCommandType): boolean => lifecycle[command].from.includes('answered');

/** Where a command leads from a state. */
export const nextStatus = (command: ComplaintCommandType, status: Status): Status => {
  const { to } = lifecycle[command];
  if (to === 'same') return status;
  return typeof to === 'string' ? to : (to[status] ?? status);
};
