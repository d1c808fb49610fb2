import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, event, knowing, leyla, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const received = event('ComplaintReceived');
const linked = event('LinkedToDuplicate');
const another = event('LinkedToDuplicate', { of: '482910573823' });

describe('linking a complaint to one that it repeats', () => {
  it('names the other, once', () => {
    given(received).when(ask('LinkDuplicate')).then(linked);
    given(received, linked).when(ask('LinkDuplicate')).thenNothing();
    given(received, linked)
      .when(ask('LinkDuplicate', { of: '482910573823' }))
      .then(another);
  });
  it('is refused where the other does not exist, or is this one', () =>
    given(received)
      .when(ask('LinkDuplicate'), knowing({ duplicateExists: false }))
      .thenRefused('duplicate.unknown'));
  it('is refused to the subject', () => given(received).when(ask('LinkDuplicate'), { actor: sara }).thenRefused('actor.is-subject'));
});

describe('linking a complaint to a common cause', () => {
  it('names the cause, once', () => {
    given(received).when(ask('LinkCause')).then(event('LinkedToCause'));
    given(received, event('LinkedToCause')).when(ask('LinkCause')).thenNothing();
    given(received, event('LinkedToCause'))
      .when(ask('LinkCause', { cause: 'P-2026-8' }))
      .then(event('LinkedToCause', { cause: 'P-2026-8' }));
  });
  it('is refused to the subject', () => given(received).when(ask('LinkCause'), { actor: sara }).thenRefused('actor.is-subject'));
});

describe('closing a linked complaint as a duplicate', () => {
  const approved = event('ClosingApproved', { by: 'staff-kamran' });
  const close = (duplicateOf: string | null) => ask('CloseComplaint', { reason: 'duplicate', duplicateOf });
  const closed = event('ComplaintClosed', { reason: 'duplicate', duplicateOf: '130081818450', approver: 'staff-kamran' });
  it('takes the number from the link where none is named', () =>
    given(received, linked, approved).when(close(null), { actor: leyla }).then(closed));
  it('takes the one that is named, where it is one of those it was linked to', () =>
    given(received, another, linked, approved).when(close('130081818450'), { actor: leyla }).then(closed));
  it('is refused where none is named and several are linked', () =>
    given(received, linked, another, approved).when(close(null), { actor: leyla }).thenRefused('duplicate.without-complaint'));
  it('is refused where another is named than was linked', () =>
    given(received, linked, approved).when(close('482910573823'), { actor: leyla }).thenRefused('duplicate.contradicts'));
  it('of another reason names no original by itself', () =>
    given(received, linked, approved)
      .when(ask('CloseComplaint', { reason: 'withdrawn' }), { actor: leyla })
      .then(event('ComplaintClosed', { reason: 'withdrawn', approver: 'staff-kamran' })));
});
