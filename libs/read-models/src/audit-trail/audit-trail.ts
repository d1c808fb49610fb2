import type { ComplaintProjection } from '../complaint-projection';
import { type Audited, auditedAfter } from './audited';
import { type AuditRow, describe } from './describe';

/**
 * A row for each event, searchable across complaints. The day rises with the time of recording, so each index serves its field alone
 * and its field on a day: everything this person did on 3 March is one range.
 */
export const auditTrail: ComplaintProjection<Audited, AuditRow> = {
  name: 'audit-trail',
  version: 2,
  category: 'complaint-',
  indexes: [],
  on: {
    ComplaintReceived: auditedAfter,
    ComplaintAcknowledged: auditedAfter,
    ComplaintAssessed: auditedAfter,
    Classified: auditedAfter,
    ComplaintAssigned: auditedAfter,
    ComplaintEscalated: auditedAfter,
    FeedbackAnswered: auditedAfter,
    ConvertedToComplaint: auditedAfter,
    EvidenceAdded: auditedAfter,
    InterviewRecorded: auditedAfter,
    ClarificationRequested: auditedAfter,
    ClarificationReceived: auditedAfter,
    NoteAdded: auditedAfter,
    LinkedToDuplicate: auditedAfter,
    LinkedToCause: auditedAfter,
    ProgressUpdateSent: auditedAfter,
    ApologyDelivered: auditedAfter,
    ComplaintInvestigated: auditedAfter,
    RemedyProposed: auditedAfter,
    RemedyCountered: auditedAfter,
    RemedyAccepted: auditedAfter,
    RemedyRejected: auditedAfter,
    RemedyApproved: auditedAfter,
    RemedyImplemented: auditedAfter,
    DecisionCommunicated: auditedAfter,
    ReviewRequested: auditedAfter,
    ReviewDecided: auditedAfter,
    ReferredExternally: auditedAfter,
    ExternalDecisionRecorded: auditedAfter,
    ComplaintResolved: auditedAfter,
    ComplaintFollowedUp: auditedAfter,
    SatisfactionRecorded: auditedAfter,
    ComplaintReopened: auditedAfter,
    ClosingApproved: auditedAfter,
    ComplaintClosed: auditedAfter,
    TimelinessReported: auditedAfter,
    CorrectionRecorded: auditedAfter,
    PolicyPinned: auditedAfter,
    ClockPaused: auditedAfter,
    ClockResumed: auditedAfter,
    DeadlineExtended: auditedAfter,
    HoldingLetterSent: auditedAfter,
  },
  rows: (before, event, recorded, after, versions) => [describe(before, event, recorded, after!, versions)],
  rowIndexes: [
    ['actor', 'day', 'recordedAt'],
    ['type', 'day', 'recordedAt'],
    ['day', 'recordedAt'],
  ],
};
