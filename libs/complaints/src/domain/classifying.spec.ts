import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, calendar, event, knowing, nigar, policy, recordedAt, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const received = event('ComplaintReceived');
const nothing = { product: null, category: null, department: null, segment: null, region: null } as const;

describe('classifying a complaint anew', () => {
  it('says what it is about now, with the reason sealed, at any time after receipt', () => {
    given(received).when(ask('ClassifyComplaint'), { actor: nigar }).then(event('Classified'));
    given(received, event('ComplaintClosed', { reason: 'withdrawn' }))
      .when(ask('ClassifyComplaint'))
      .then(event('Classified'));
  });
  it('leaves what is not named', () =>
    given(received)
      .when(ask('ClassifyComplaint', { ...nothing, region: 'Sheki' }))
      .then(event('Classified', { ...nothing, region: 'Sheki' })));
  it('is refused without saying anything', () =>
    given(received).when(ask('ClassifyComplaint', nothing)).thenRefused('classification.empty'));
  it('is refused before the receipt', () => given().when(ask('ClassifyComplaint')).thenRefused('complaint.unknown'));
  it('is refused to the subject', () => given(received).when(ask('ClassifyComplaint'), { actor: sara }).thenRefused('actor.is-subject'));
});

describe('a command that makes another policy apply', () => {
  const other = { policy: { ...policy, id: 'other' }, calendar, reason: 'reclassified' } as const;
  const pinned = event('PolicyPinned', { at: recordedAt, ...other });
  it('pins it in the same append, after what made it so', () =>
    given(received)
      .when(ask('ClassifyComplaint'), knowing({ repinned: other }))
      .then(event('Classified'), pinned));
  it('pins nothing when it has nothing to say', () =>
    given(received, event('ComplaintAcknowledged'))
      .when(ask('AcknowledgeComplaint'), knowing({ repinned: other }))
      .thenNothing());
});
