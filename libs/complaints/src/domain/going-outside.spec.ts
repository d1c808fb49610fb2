import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, event, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const received = event('ComplaintReceived');
const closed = event('ComplaintClosed', { reason: 'withdrawn' });
const referred = event('ReferredExternally');
const decided = event('ExternalDecisionRecorded');

describe('referring a complaint outside', () => {
  it('says to whom, with their reference sealed where there is one, also after closing', () => {
    given(received).when(ask('ReferExternally')).then(referred);
    const { reference: _reference, ...plain } = ask('ReferExternally');
    given(received, closed)
      .when(plain)
      .then({ type: 'ReferredExternally', data: { at: plain.at, body: 'ombudsman' } });
  });
  it('is refused while the same body has not decided, but not to another', () => {
    given(received, referred).when(ask('ReferExternally')).thenRefused('referral.open');
    given(received, referred)
      .when(ask('ReferExternally', { body: 'regulator' }))
      .then(event('ReferredExternally', { body: 'regulator' }));
    given(received, referred, decided).when(ask('ReferExternally')).then(referred);
  });
  it('is refused to the subject', () => given(received).when(ask('ReferExternally'), { actor: sara }).thenRefused('actor.is-subject'));
});

describe('recording a decision from outside', () => {
  it('says by whom, what and how much', () => given(received, referred, closed).when(ask('RecordExternalDecision')).then(decided));
  it('is refused of a body it was not referred to, or that decided already', () => {
    given(received).when(ask('RecordExternalDecision')).thenRefused('referral.none');
    given(received, referred)
      .when(ask('RecordExternalDecision', { body: 'regulator' }))
      .thenRefused('referral.none');
    given(received, referred, decided).when(ask('RecordExternalDecision')).thenRefused('referral.none');
  });
  it('is refused to the subject', () =>
    given(received, referred).when(ask('RecordExternalDecision'), { actor: sara }).thenRefused('actor.is-subject'));
});
