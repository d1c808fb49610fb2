import { agendaOf, recordedIn } from '@redress/deadlines';
import type { Instant, Sealed } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import type { ComplaintProjection, Later, ReadVersions, StoredOf } from './complaint-projection';
import { type Standing, standingAfter, standingAtReceipt } from './standing';

/** A line of the queue: where a complaint stands, with the keys it is ordered and found by. */
export interface QueueEntry extends Standing {
  /** The receipt's `brief`, sealed; null where the register gave none. */
  readonly summary: Sealed | null;
  /** 5 - severity, so that ascending is the most severe first; 5 before it was assessed. */
  readonly rank: number;
  /** `due`, or a far day where nothing is owed: ascending is the most urgent first. */
  readonly dueKey: string;
  /** The handler's id, else `organisation` or `none`. */
  readonly ownerKey: string;
  /** The team, or '' for none. */
  readonly teamKey: string;
  /** When the policy wants the next thing to happen by itself, or a far day: what the process manager pages through. */
  readonly actKey: string;
}

/** Sorts after every instant. */
export const neverDue = '9999-12-31T23:59:59.999Z';

/** How every queue is ordered: due first, then the most severe, then the oldest; the number comes last by itself. */
export const queueOrder = ['dueKey', 'rank', 'receivedAt'] as const;

const begin = (_none: QueueEntry | null, event: StoredOf<'ComplaintReceived'>, recorded: Recorded, versions: ReadVersions): QueueEntry =>
  keyed({ ...standingAtReceipt(event, recorded, versions), summary: event.data.brief ?? null }, versions);

const follow = (before: QueueEntry | null, event: Later, recorded: Recorded, versions: ReadVersions): QueueEntry => {
  const after = standingAfter(before, event, recorded, versions);
  return after === before ? before : keyed(after, versions);
};

const correct = (
  before: QueueEntry | null,
  event: StoredOf<'CorrectionRecorded'>,
  recorded: Recorded,
  versions: ReadVersions,
): QueueEntry => {
  const { of, path, corrected } = event.data;
  const after = follow(before, event, recorded, versions);
  return of === 'ComplaintReceived' && path.startsWith('brief.') ? { ...after, summary: corrected ?? null } : after;
};

const keyed = (standing: Standing & Pick<QueueEntry, 'summary'>, versions: ReadVersions): QueueEntry => ({
  ...standing,
  rank: 5 - (standing.severity ?? 0),
  dueKey: standing.due ?? neverDue,
  ownerKey: standing.handler ?? standing.owner,
  teamKey: standing.team ?? '',
  actKey: agendaOf(standing.moments, versions, ownerlessSince(standing))[0]?.owedAt ?? neverDue,
});

/** That a handler left is told in another stream: whoever acts on time looks for those beside. */
export const ownerlessSince = ({ owner, moments }: Standing): Instant | null => (owner === 'none' ? recordedIn(moments) : null);

/** What each team and handler must do next. Closed complaints stay, with `open` false. */
export const queue: ComplaintProjection<QueueEntry> = {
  name: 'queue',
  version: 3,
  category: 'complaint-',
  indexes: [
    ['open', ...queueOrder],
    ['open', 'ownerKey', ...queueOrder],
    ['open', 'teamKey', ...queueOrder],
    ['state', ...queueOrder],
    ['actKey'],
  ],
  on: {
    ComplaintReceived: begin,
    ComplaintAcknowledged: follow,
    ComplaintAssessed: follow,
    Classified: follow,
    ComplaintAssigned: follow,
    ComplaintEscalated: follow,
    FeedbackAnswered: follow,
    ConvertedToComplaint: follow,
    EvidenceAdded: 'irrelevant',
    InterviewRecorded: 'irrelevant',
    ClarificationRequested: follow,
    ClarificationReceived: follow,
    NoteAdded: 'irrelevant',
    LinkedToDuplicate: 'irrelevant',
    LinkedToCause: 'irrelevant',
    ProgressUpdateSent: follow,
    ApologyDelivered: 'irrelevant',
    ComplaintInvestigated: follow,
    RemedyProposed: follow,
    RemedyCountered: follow,
    RemedyAccepted: follow,
    RemedyRejected: follow,
    RemedyApproved: 'irrelevant',
    RemedyImplemented: follow,
    DecisionCommunicated: follow,
    PartSeparated: follow,
    PartAnswered: follow,
    ReviewRequested: follow,
    ReviewDecided: follow,
    ReferredExternally: 'irrelevant',
    ExternalDecisionRecorded: 'irrelevant',
    ComplaintResolved: follow,
    ComplaintFollowedUp: follow,
    SatisfactionRecorded: follow,
    ComplaintReopened: follow,
    ClosingApproved: 'irrelevant',
    ComplaintClosed: follow,
    TimelinessReported: 'irrelevant',
    CorrectionRecorded: correct,
    PolicyPinned: follow,
    ClockPaused: follow,
    ClockResumed: follow,
    DeadlineExtended: follow,
    HoldingLetterSent: follow,
    HandlerReminded: follow,
    DeadlineMissed: follow,
    ClosingWarned: follow,
  },
};
