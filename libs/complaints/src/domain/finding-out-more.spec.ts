import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, event, knowing, nigar, omid, person, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const underWay = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
const requested = event('ClarificationRequested');
const received = event('ClarificationReceived');

describe('recording an interview', () => {
  it('keeps with whom it was, and what was said sealed', () => {
    given(...underWay)
      .when(ask('RecordInterview'), { actor: omid })
      .then(event('InterviewRecorded'));
    given(...underWay)
      .when(ask('RecordInterview', { with: 'witness', staffId: null }), knowing({ person: null }))
      .then(event('InterviewRecorded', { with: 'witness', staffId: null }));
  });
  it('names whom of the staff, and nobody of the staff for others', () => {
    given(...underWay)
      .when(ask('RecordInterview', { staffId: null }), knowing({ person: null }))
      .thenRefused('interview.staff-mismatch');
    given(...underWay)
      .when(ask('RecordInterview', { with: 'complainant' }))
      .thenRefused('interview.staff-mismatch');
  });
  it('is refused with somebody nobody knows, but not with somebody who left', () => {
    given(...underWay)
      .when(ask('RecordInterview'), knowing({ person: person(omid.id, { exists: false, active: false }) }))
      .thenRefused('interview.staff-unknown');
    given(...underWay)
      .when(ask('RecordInterview'), knowing({ person: person(omid.id, { active: false }) }))
      .then(event('InterviewRecorded'));
  });
  it('is possible with the subject, and refused to the subject', () => {
    given(...underWay)
      .when(ask('RecordInterview', { staffId: sara.id }), knowing({ person: person(sara.id) }))
      .then(event('InterviewRecorded', { staffId: sara.id }));
    given(...underWay)
      .when(ask('RecordInterview'), { actor: sara })
      .thenRefused('actor.is-subject');
  });
});

describe('asking for a clarification', () => {
  it('numbers it, over a reopening too', () => {
    given(...underWay)
      .when(ask('RequestClarification'))
      .then(requested);
    given(...underWay, requested, event('ComplaintResolved'), event('ComplaintReopened'))
      .when(ask('RequestClarification'))
      .then(event('ClarificationRequested', { clarification: 2 }));
  });
  it('is refused to somebody else than the handler', () =>
    given(...underWay)
      .when(ask('RequestClarification'), { actor: nigar })
      .thenRefusedForRole('complaint.not-yours'));
  it('is refused to the subject', () =>
    given(...underWay)
      .when(ask('RequestClarification'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('receiving a clarification', () => {
  it('answers the one that was asked for, also after closing', () => {
    given(...underWay, requested)
      .when(ask('ReceiveClarification'))
      .then(received);
    given(...underWay, requested, event('ComplaintClosed', { reason: 'withdrawn' }))
      .when(ask('ReceiveClarification'))
      .then(received);
  });
  it('is refused where none was asked for, or none of the number', () => {
    given(...underWay)
      .when(ask('ReceiveClarification'))
      .thenRefused('clarification.unknown');
    given(...underWay, requested)
      .when(ask('ReceiveClarification', { clarification: 2 }))
      .thenRefused('clarification.unknown');
  });
  it('is refused where it was answered already', () =>
    given(...underWay, requested, received)
      .when(ask('ReceiveClarification'))
      .thenRefused('clarification.answered'));
  it('is refused to the subject', () =>
    given(...underWay, requested)
      .when(ask('ReceiveClarification'), { actor: sara })
      .thenRefused('actor.is-subject'));
});
