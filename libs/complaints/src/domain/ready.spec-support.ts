import type { ComplaintCommandType } from './complaint.commands';
import { lifecycle, type Status } from './complaint.lifecycle';
import { type Complaint, nothingYet, type Remedy } from './complaint.state';
import { at, kamran, money, omid, policy, receipt } from './examples.spec-support';

const remedy = (number: number, about: Partial<Remedy>): Remedy => ({
  remedy: number,
  kind: 'refund',
  proposedBy: 'organisation',
  by: omid.id,
  amount: money(4990),
  accepted: false,
  approver: null,
  implemented: false,
  ...about,
});

/** A complaint in the state, with all that any command could ask for: only lifecycle and role can refuse. */
export const readyIn = (status: Status): Complaint =>
  status === 'none'
    ? nothingYet
    : {
        ...nothingYet,
        status,
        kind: status === 'answered' ? 'enquiry' : 'complaint',
        revision: 20,
        receivedAt: receipt,
        policy,
        severity: 3,
        handler: omid.id,
        team: 'Baku',
        evidence: 1,
        clarifications: 1,
        unanswered: [1],
        remedyCount: 1,
        remedies: [remedy(1, {})],
        decision: { hasReasons: true, hasRecourse: true },
        ended: { revision: 10, at },
        approver: kamran.id,
      };
/** … in which accepted, approved and unpaid is what a payment asks for. */
export const stateFor = (type: ComplaintCommandType, status: Status = lifecycle[type].from[0]!): Complaint => {
  const ready = readyIn(status);
  if ((type === 'AnswerFeedback' || type === 'ConvertToComplaint') && ['received', 'closed'].includes(status))
    return { ...ready, kind: 'enquiry' };
  if (type === 'AnswerPart' && status !== 'none') return { ...ready, parts: 1, partsUnanswered: [1] };
  if (type === 'DecideReview' && status !== 'none') return { ...ready, review: 2, reviewsAsked: 1 };
  if (type === 'RecordExternalDecision' && status !== 'none') return { ...ready, referrals: [{ body: 'ombudsman', decided: false }] };
  if (type !== 'ImplementRemedy' || status === 'none') return ready;
  return { ...ready, remedies: [remedy(1, { accepted: true, approver: kamran.id })] };
};
