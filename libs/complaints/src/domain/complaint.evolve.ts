import type { StoredEvent } from '@redress/kernel';
import type { ComplaintEvent } from './complaint.events';
import { nextStatus } from './complaint.lifecycle';
import { afresh, type Complaint, type Remedy } from './complaint.state';

type Stored<T extends ComplaintEvent['type']> = Extract<StoredEvent<ComplaintEvent>, { type: T }>['data'];

/** What an event makes of the state. It never refuses: what was recorded is a fact, also when a register says it in an unusual order. */
export const evolve = (before: Complaint, event: StoredEvent<ComplaintEvent>): Complaint =>
  folded({ ...before, revision: before.revision + 1 }, event);

const folded = (complaint: Complaint, event: StoredEvent<ComplaintEvent>): Complaint => {
  switch (event.type) {
    case 'ComplaintReceived': {
      const { kind, receivedAt, subjects, policy, calendar, source } = event.data;
      const said = saidAnew(complaint, event.data);
      return { ...said, status: 'received', kind, receivedAt, subjects, policy, calendar, imported: source !== null };
    }
    case 'ComplaintAcknowledged':
      return { ...complaint, acknowledged: true };
    case 'ComplaintAssessed': {
      const { severity, safety, subjects } = event.data;
      const all = [...new Set([...complaint.subjects, ...subjects])];
      const said = saidAnew(complaint, event.data);
      return { ...said, status: nextStatus('AssessComplaint', complaint.status), severity, safety, subjects: all };
    }
    case 'Classified':
      return saidAnew(complaint, event.data);
    case 'ComplaintAssigned':
      return assigned(complaint, event.data);
    case 'EvidenceAdded':
      return { ...complaint, evidence: event.data.evidence };
    case 'ApologyDelivered':
      return event.data.warning === null ? { ...complaint, apologisedDirectly: true } : complaint;
    case 'ComplaintInvestigated':
      return { ...complaint, status: nextStatus('InvestigateComplaint', complaint.status), causeCoded: true };
    case 'RemedyProposed': {
      const { remedy, kind, proposedBy, by, amount } = event.data;
      const proposed: Remedy = { remedy, kind, proposedBy, by, amount, accepted: false, approver: null, implemented: false };
      return { ...complaint, remedyCount: remedy, remedies: [...complaint.remedies, proposed] };
    }
    case 'RemedyAccepted':
      return withRemedy(complaint, event.data.remedy, { accepted: true, amount: event.data.amount });
    case 'RemedyApproved':
      return withRemedy(complaint, event.data.remedy, { approver: event.data.by });
    case 'RemedyImplemented':
      return withRemedy(complaint, event.data.remedy, { implemented: true });
    case 'DecisionCommunicated': {
      const { hasReasons, hasRecourse } = event.data;
      return { ...complaint, decision: { hasReasons, hasRecourse }, overturned: false };
    }
    case 'ComplaintResolved':
      return { ...complaint, status: 'resolved', ended: endedBy(complaint, event.data.at) };
    case 'ComplaintFollowedUp':
      return { ...complaint, status: nextStatus('FollowUpComplaint', complaint.status), followUp: event.data.outcome };
    case 'ComplaintReopened':
      return reopened(complaint, event.data);
    case 'RemedyCountered':
      return countered(complaint, event.data);
    case 'RemedyRejected':
      return withRemedy(complaint, event.data.remedy, { rejected: true });
    case 'ClarificationRequested': {
      const { clarification } = event.data;
      return { ...complaint, clarifications: clarification, unanswered: [...complaint.unanswered, clarification] };
    }
    case 'ClarificationReceived':
      return { ...complaint, unanswered: complaint.unanswered.filter((asked) => asked !== event.data.clarification) };
    case 'LinkedToDuplicate':
      return { ...complaint, duplicates: [...complaint.duplicates, event.data.of] };
    case 'LinkedToCause':
      return { ...complaint, causes: [...complaint.causes, event.data.cause] };
    case 'PartSeparated': {
      const { part } = event.data;
      return { ...complaint, parts: part, partsUnanswered: [...complaint.partsUnanswered, part] };
    }
    case 'PartAnswered':
      return { ...complaint, partsUnanswered: complaint.partsUnanswered.filter((part) => part !== event.data.part) };
    case 'ReviewRequested':
      return { ...complaint, reviewsAsked: complaint.reviewsAsked + 1, review: event.data.stage };
    case 'ReviewDecided':
      return reviewed(complaint, event.data);
    case 'ReferredExternally':
      return { ...complaint, referrals: [...complaint.referrals, { body: event.data.body, decided: false }] };
    case 'ExternalDecisionRecorded': {
      const { body } = event.data;
      return { ...complaint, referrals: complaint.referrals.map((each) => (each.body === body ? { body, decided: true } : each)) };
    }
    case 'FeedbackAnswered':
      return { ...complaint, status: 'answered' };
    case 'ConvertedToComplaint':
      return { ...complaint, kind: 'complaint', status: 'received', ended: null };
    case 'ClosingApproved':
      return { ...complaint, approver: event.data.by };
    case 'ComplaintClosed':
      return { ...complaint, status: 'closed', ended: endedBy(complaint, event.data.at) };
    case 'CorrectionRecorded':
      return corrected(complaint, event.data);
    case 'PolicyPinned':
      return { ...complaint, policy: event.data.policy, calendar: event.data.calendar };
    case 'ComplaintEscalated':
    case 'NoteAdded':
    case 'ProgressUpdateSent':
    case 'InterviewRecorded':
    case 'SatisfactionRecorded':
    case 'TimelinessReported':
    case 'ClockPaused':
    case 'ClockResumed':
    case 'DeadlineExtended':
    case 'HoldingLetterSent':
    case 'HandlerReminded':
    case 'DeadlineMissed':
    case 'ClosingWarned':
      return complaint;
  }
};

/**
 * The portal of a register hands a complaint over as it comes in; ours are assessed first. Where a copy tells of it only after the
 * reopening, it happened before.
 */
const assigned = (complaint: Complaint, { handler, team, organisation, conflicts }: Stored<'ComplaintAssigned'>): Complaint => {
  const { status: before } = complaint;
  const isOlder = organisation !== null && before === 'reopened';
  const status = before === 'received' ? 'assigned' : isOlder ? before : nextStatus('AssignComplaint', before);
  return { ...complaint, status, handler, team, organisation, conflicts: [...new Set([...complaint.conflicts, ...conflicts])] };
};

const reopened = (complaint: Complaint, { handler, team }: Stored<'ComplaintReopened'>): Complaint => {
  const owner = handler === null ? {} : { handler, team, organisation: null };
  const partsUnanswered = Array.from({ length: complaint.parts }, (_, index) => index + 1);
  return { ...complaint, ...afresh, ...owner, partsUnanswered, status: 'reopened', ended: null, reopenings: complaint.reopenings + 1 };
};

/** What it is about, where the event says so; what it leaves out stays. */
const saidAnew = (complaint: Complaint, { product, category }: { product?: string | null; category: string | null }): Complaint => {
  const { revision } = complaint;
  return {
    ...complaint,
    ...(product != null && { product: { code: product, revision } }),
    ...(category !== null && { category: { code: category, revision } }),
  };
};

/** A correction of an event that was overtaken since changes nothing now. */
const saidRight = (complaint: Complaint, what: 'product' | 'category', revision: number, code: string | null): Complaint =>
  complaint[what].revision === revision ? { ...complaint, [what]: { code, revision } } : complaint;

const endedBy = ({ revision }: Complaint, at: string | null): Complaint['ended'] => ({ revision, at });

/** A review that does not uphold the decision takes it away: a new one must be told. */
const reviewed = (complaint: Complaint, { reviewer, outcome }: Stored<'ReviewDecided'>): Complaint => {
  const after = { ...complaint, review: null, reviewers: [...complaint.reviewers, reviewer] };
  return outcome === 'upheld' ? after : { ...after, decision: null, overturned: true };
};

/** What stands is now the counter-proposal, so whatever was approved before is approved no more. */
const countered = (complaint: Complaint, { remedy, counteredBy, by, amount }: Stored<'RemedyCountered'>): Complaint => {
  const before = complaint.remedies.find((one) => one.remedy === remedy)?.counter?.ours ?? [];
  const ours = counteredBy === 'organisation' ? [...before, by] : before;
  return withRemedy(complaint, remedy, { amount, approver: null, counter: { by: counteredBy, ours } });
};

const withRemedy = (complaint: Complaint, number: number, change: Partial<Remedy>): Complaint => ({
  ...complaint,
  remedies: complaint.remedies.map((remedy) => (remedy.remedy === number ? { ...remedy, ...change } : remedy)),
});

/** Most corrections change what is read; only the times that later rules count from change what may be decided. */
const corrected = (complaint: Complaint, { of, path, to, revision }: Stored<'CorrectionRecorded'>): Complaint => {
  if (of === 'ComplaintReceived' && path === 'receivedAt') return { ...complaint, receivedAt: to as string };
  if (path === 'product' || path === 'category')
    return saidRight(complaint, path as 'product' | 'category', revision, (to ?? null) as string | null);
  if (path === 'at' && complaint.ended?.revision === revision) return { ...complaint, ended: { revision, at: to as string } };
  return complaint;
};
