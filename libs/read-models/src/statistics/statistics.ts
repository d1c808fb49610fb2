import type { ComplaintProjection } from '../complaint-projection';
import { type Counted, countedAfter } from './counted';
import { measure } from './measurements';

/** What is measured of every complaint, as sums from which every question about them is answered. */
export const statistics: ComplaintProjection<Counted> = {
  name: 'statistics',
  version: 2,
  category: 'complaint-',
  indexes: [],
  on: {
    ComplaintReceived: countedAfter,
    ComplaintAcknowledged: countedAfter,
    ComplaintAssessed: countedAfter,
    ComplaintAssigned: countedAfter,
    ComplaintEscalated: 'irrelevant',
    EvidenceAdded: 'irrelevant',
    InterviewRecorded: 'irrelevant',
    ClarificationRequested: 'irrelevant',
    ClarificationReceived: 'irrelevant',
    NoteAdded: 'irrelevant',
    LinkedToDuplicate: 'irrelevant',
    LinkedToCause: 'irrelevant',
    ProgressUpdateSent: 'irrelevant',
    ApologyDelivered: 'irrelevant',
    ComplaintInvestigated: countedAfter,
    RemedyProposed: 'irrelevant',
    RemedyCountered: 'irrelevant',
    RemedyAccepted: 'irrelevant',
    RemedyRejected: 'irrelevant',
    RemedyApproved: 'irrelevant',
    RemedyImplemented: countedAfter,
    DecisionCommunicated: countedAfter,
    ComplaintResolved: countedAfter,
    ComplaintFollowedUp: countedAfter,
    ComplaintReopened: countedAfter,
    ClosingApproved: 'irrelevant',
    ComplaintClosed: countedAfter,
    TimelinessReported: countedAfter,
    CorrectionRecorded: countedAfter,
    PolicyPinned: countedAfter,
  },
  measure,
};
