import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, event, handling, kamran, knowing, leyla, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const small = knowing({ policy: { ...handling, smallBusiness: true } });
const underWay = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
const own = event('RemedyProposed', { by: leyla.id });

describe('one person in several roles, where the policy lets them', () => {
  it('approves what they proposed, and the record shows it', () => {
    given(...underWay, own)
      .when(ask('ApproveRemedy'), small)
      .then(event('RemedyApproved', { alone: true }));
    given(...underWay, own)
      .when(ask('ApproveRemedy'))
      .thenRefused('approver.is-proposer');
  });
  it('approves what they countered, and the record shows it', () => {
    const countered = event('RemedyCountered', { counteredBy: 'organisation', by: leyla.id });
    given(...underWay, event('RemedyProposed', { proposedBy: 'complainant' }), countered)
      .when(ask('ApproveRemedy'), small)
      .then(event('RemedyApproved', { alone: true }));
  });
  it('approves as another person where they are one', () =>
    given(...underWay, own)
      .when(ask('ApproveRemedy'), { actor: kamran, ...small })
      .then(event('RemedyApproved', { by: kamran.id })));
  it('approves no more than the limit all the same', () => {
    const limited = knowing({ policy: { ...handling, smallBusiness: true, approvalLimits: {} } });
    given(...underWay, own)
      .when(ask('ApproveRemedy'), limited)
      .thenRefused('approval.beyond-limit');
  });
  it('closes what they approved, and the record shows it', () => {
    const close = ask('CloseComplaint', { reason: 'withdrawn' });
    given(...underWay, event('ClosingApproved'))
      .when(close, small)
      .then(event('ComplaintClosed', { reason: 'withdrawn', approver: leyla.id, alone: true }));
    given(...underWay, event('ClosingApproved'))
      .when(close)
      .thenRefused('closing.not-approved');
    given(...underWay, event('ClosingApproved', { by: kamran.id }))
      .when(close, small)
      .then(event('ComplaintClosed', { reason: 'withdrawn', approver: kamran.id }));
  });
  it('still approves first, and never as the subject', () => {
    given(...underWay)
      .when(ask('CloseComplaint', { reason: 'withdrawn' }), small)
      .thenRefused('closing.not-approved');
    given(...underWay, own)
      .when(ask('ApproveRemedy'), { actor: sara, ...small })
      .thenRefused('actor.is-subject');
  });
  it('decides no review of what they handled or decided', () => {
    const policy = { ...handling, smallBusiness: true };
    given(...underWay, event('DecisionCommunicated'), event('ReviewRequested'))
      .when(ask('DecideReview'), knowing({ policy, deciders: [leyla.id] }))
      .thenRefused('reviewer.is-decider');
  });
});
