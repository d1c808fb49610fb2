import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import type { ComplaintEvent } from './complaint.events';
import { ask, event, handling, knowing, leyla, nigar, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const onTheSpot = knowing({ policy: { ...handling, shortRoute: true } });
const byNigar = { actor: nigar, ...onTheSpot };
const received = event('ComplaintReceived');
const orally = event('DecisionCommunicated', { channel: 'phone' });
const resolved = event('ComplaintResolved');

describe('settling a complaint on the spot, where the policy has the short route', () => {
  it('goes from received to resolved with a decision that was told by mouth, by whoever took it in', () => {
    given(received)
      .when(ask('CommunicateDecision', { channel: 'phone' }), byNigar)
      .then(orally);
    given(received, orally).when(ask('ResolveComplaint'), byNigar).then(resolved);
    expect(given(received, orally, resolved).state.status).toBe('resolved');
  });
  it('is possible after an assessment too', () =>
    given(received, event('ComplaintAssessed'), orally).when(ask('ResolveComplaint'), byNigar).then(resolved));
  it('still needs the decision to be told first', () =>
    given(received).when(ask('ResolveComplaint'), byNigar).thenRefused('decision.not-told'));
  it('is refused to the subject', () =>
    given(received)
      .when(ask('CommunicateDecision'), { actor: sara, ...onTheSpot })
      .thenRefused('actor.is-subject'));
  it('leaves an assigned complaint to its handler', () =>
    given(received, event('ComplaintAssessed'), event('ComplaintAssigned'))
      .when(ask('CommunicateDecision'), byNigar)
      .thenRefusedForRole('complaint.not-yours'));
  it('allows nothing else before assignment', () => {
    given(received).when(ask('InvestigateComplaint'), onTheSpot).thenRefused('complaint.not-assigned');
    given(received).when(ask('ProposeRemedy'), onTheSpot).thenRefused('complaint.not-assigned');
  });
  it('closes with what a settled closing needs, but the assessment', () => {
    const settled: readonly ComplaintEvent[] = [
      ...[received, event('ComplaintAcknowledged'), orally, resolved, event('ComplaintInvestigated')],
      ...[event('RemedyProposed', { amount: null }), event('RemedyAccepted', { amount: null }), event('RemedyImplemented', { paid: null })],
      event('ComplaintFollowedUp'),
    ];
    given(...settled)
      .when(ask('CloseComplaint'), { actor: leyla, ...onTheSpot })
      .then(event('ComplaintClosed'));
    given(received, orally, resolved)
      .when(ask('CloseComplaint'), { actor: leyla, ...onTheSpot })
      .thenRefused('complaint.not-acknowledged', 'remedy.open', 'follow-up.open', 'cause.missing');
  });
});

describe('settling a complaint on the spot, where the policy has no short route', () => {
  it('is refused before assignment', () => {
    for (const command of [ask('CommunicateDecision'), ask('ResolveComplaint')]) {
      given(received).when(command).thenRefused('complaint.not-assigned');
      given(received, event('ComplaintAssessed')).when(command).thenRefused('complaint.not-assigned');
    }
  });
});
