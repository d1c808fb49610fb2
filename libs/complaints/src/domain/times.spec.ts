import { deciderSpec } from '@redress/testing';
import type { ComplaintCommandType } from './complaint.commands';
import { complaintDecider } from './complaint.decider';
import { lifecycle } from './complaint.lifecycle';
import { ask, event, receipt, recordedAt, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const received = event('ComplaintReceived');
const every = Object.keys(lifecycle) as ComplaintCommandType[];
const codesOf = (type: ComplaintCommandType, at: string, now = recordedAt): readonly string[] => {
  const history = type === 'ReceiveComplaint' ? [] : [received];
  try {
    complaintDecider.decide(ask(type, { at }), given(...history).state, { ...usually, recordedAt: now });
  } catch (error) {
    return (error as { broken: { code: string }[] }).broken.map(({ code }) => code).filter((code) => code.startsWith('time.'));
  }
  return [];
};

describe('the business time of every command', () => {
  it.each(every)('%s is never after its recording', (type) => {
    expect(codesOf(type, '2026-05-04T08:00:00.001Z')).toContain('time.in-future');
    expect(codesOf(type, recordedAt)).not.toContain('time.in-future');
  });
  it.each(every.filter((type) => type !== 'ReceiveComplaint'))('%s is never before the receipt', (type) => {
    expect(codesOf(type, '2026-05-01T09:29:59.999Z')).toEqual(['time.before-receipt']);
    expect(codesOf(type, receipt)).toEqual([]);
  });
  it.each(every.filter((type) => type !== 'CorrectComplaint'))('%s says why, when it lies further back than the policy allows', (type) => {
    const at = receipt;
    expect(codesOf(type, at, '2026-05-08T09:30:00.001Z')).toEqual(['time.backdated-without-reason']);
    expect(codesOf(type, at, '2026-05-08T09:30:00.000Z')).toEqual([]);
  });
  it('may lie far back with a reason, kept sealed', () =>
    given(received)
      .when(ask('AddNote', { backdating: 'Found in the post room' }), { recordedAt: '2026-07-01T00:00:00.000Z' })
      .then(event('NoteAdded', { personal: { text: 'Called, nobody there', backdating: 'Found in the post room' } })));
  it('of a register that says no receipt before its own is not compared with anything earlier', () =>
    given(event('ComplaintReceived', { receivedAt: '2020-01-01T00:00:00.000Z' }))
      .when(ask('AddNote'))
      .then(event('NoteAdded')));
});

describe('the time a complainant was told', () => {
  const approved = [received, event('ClosingApproved', { by: 'staff-kamran' })] as const;
  const close = (at: string, backdating?: string) =>
    ask('CloseComplaint', { reason: 'withdrawn', told: { channel: 'phone', at }, ...(backdating && { backdating }) });
  it('is never after the recording', () =>
    given(...approved)
      .when(close('2026-05-04T08:00:00.001Z'))
      .thenRefused('time.in-future'));
  it('is never before the receipt', () =>
    given(...approved)
      .when(close('2026-05-01T09:29:59.999Z'))
      .thenRefused('time.before-receipt'));
  it('may lie at the receipt, for it was settled on the spot', () =>
    given(...approved)
      .when(close(receipt))
      .then(event('ComplaintClosed', { reason: 'withdrawn', approver: 'staff-kamran', told: { channel: 'phone', at: receipt } })));
});
