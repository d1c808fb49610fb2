import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import type { ReceiptHolds } from './complaint.facts';
import { ask, event, knowing, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const received = event('ComplaintReceived');
const all: ReceiptHolds = { number: true, details: true, summary: true, receivedAt: true };

describe('acknowledging a complaint', () => {
  it('records the receipt that was sent and its hash', () =>
    given(received).when(ask('AcknowledgeComplaint')).then(event('ComplaintAcknowledged')));
  it('changes no state', () => {
    const { state } = given(received, event('ComplaintAssessed'), event('ComplaintAcknowledged'));
    expect([state.status, state.acknowledged]).toEqual(['assessed', true]);
  });
  it('is silent the second time, whatever the second receipt lacks', () =>
    given(received, event('ComplaintAcknowledged'))
      .when(ask('AcknowledgeComplaint'), knowing({ receipt: { ...all, number: false } }))
      .thenNothing());
  it.each([
    ['number', 'receipt.without-number'],
    ['details', 'receipt.without-name-and-details'],
    ['summary', 'receipt.without-summary'],
    ['receivedAt', 'receipt.without-time-received'],
  ] as const)('is refused when the receipt lacks the %s', (part, code) =>
    given(received)
      .when(ask('AcknowledgeComplaint'), knowing({ receipt: { ...all, [part]: false } }))
      .thenRefused(code),
  );
  it('names everything the receipt lacks, also where nobody looked', () =>
    given(received)
      .when(ask('AcknowledgeComplaint'), knowing({ receipt: null }))
      .thenRefused(
        'receipt.without-number',
        'receipt.without-name-and-details',
        'receipt.without-summary',
        'receipt.without-time-received',
      ));
  it('is refused once the personal data is erased', () =>
    given(received)
      .when(ask('AcknowledgeComplaint'), knowing({ receipt: 'erased' }))
      .thenRefused('complaint.erased'));
});
