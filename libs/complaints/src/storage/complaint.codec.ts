import { EventCodec } from '@redress/event-store';
import type { ComplaintEvent } from '../domain/complaint.events';

/** Exhaustive by construction: a new event type does not compile until it is listed here. Every type is in its first schema. */
export const complaintCodec = new EventCodec<ComplaintEvent>({
  ComplaintReceived: [],
  ComplaintAcknowledged: [],
  ComplaintAssessed: [],
  ComplaintAssigned: [],
  ComplaintEscalated: [],
  EvidenceAdded: [],
  NoteAdded: [],
  ProgressUpdateSent: [],
  ApologyDelivered: [],
  ComplaintInvestigated: [],
  RemedyProposed: [],
  RemedyAccepted: [],
  RemedyApproved: [],
  RemedyImplemented: [],
  DecisionCommunicated: [],
  ComplaintResolved: [],
  ComplaintFollowedUp: [],
  ComplaintReopened: [],
  ClosingApproved: [],
  ComplaintClosed: [],
  TimelinessReported: [],
  CorrectionRecorded: [],
  PolicyPinned: [],
});
