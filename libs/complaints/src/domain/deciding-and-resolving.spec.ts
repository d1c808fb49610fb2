import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { at, ask, event, nigar, omid, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const underWay = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
const told = event('DecisionCommunicated');
const resolved = event('ComplaintResolved');

describe('communicating the decision', () => {
  it('records the letter, its hash, and whether it gives reasons and recourse', () =>
    given(...underWay)
      .when(ask('CommunicateDecision'), { actor: omid })
      .then(told));
  it('takes blanks for no reasons and no recourse', () =>
    given(...underWay)
      .when(ask('CommunicateDecision', { reasons: ' ', recourse: '' }))
      .then(
        event('DecisionCommunicated', {
          hasReasons: false,
          hasRecourse: false,
          personal: { ...told.data.personal!, reasons: ' ', recourse: '' },
        }),
      ));
  it('changes no state', () => expect(given(...underWay, told).state.status).toBe('assigned'));
  it('is refused before assignment', () =>
    given(event('ComplaintReceived')).when(ask('CommunicateDecision')).thenRefused('complaint.not-assigned'));
  it('is refused after resolution', () =>
    given(...underWay, told, resolved)
      .when(ask('CommunicateDecision'))
      .thenRefused('complaint.resolved'));
  it('is refused to the subject', () =>
    given(...underWay)
      .when(ask('CommunicateDecision'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('resolving a complaint', () => {
  const notUpheld = ask('ResolveComplaint', { finding: 'not-upheld', prevention: null });
  it('follows the decision and needs no investigation', () => {
    given(...underWay, told)
      .when(ask('ResolveComplaint'), { actor: omid })
      .then(resolved);
    const { state } = given(...underWay, told, resolved);
    expect([state.status, state.causeCoded, state.ended]).toEqual(['resolved', false, { revision: 4, at }]);
  });
  it('is refused before the decision was communicated', () =>
    given(...underWay)
      .when(ask('ResolveComplaint'))
      .thenRefused('decision.not-told'));
  it('as not upheld rests on a decision with reasons and recourse', () => {
    given(...underWay, event('DecisionCommunicated', { hasReasons: false }))
      .when(notUpheld)
      .thenRefused('decision.without-reasons');
    given(...underWay, event('DecisionCommunicated', { hasRecourse: false }))
      .when(notUpheld)
      .thenRefused('decision.without-reasons');
    given(...underWay, told)
      .when(notUpheld)
      .then(event('ComplaintResolved', { finding: 'not-upheld', personal: { remedy: 'The price back', prevention: null } }));
  });
  it.each(['upheld', 'partly-upheld', 'withdrawn', 'out-of-scope'] as const)('as %s asks for no reasons', (finding) =>
    given(...underWay, event('DecisionCommunicated', { hasReasons: false, hasRecourse: false }))
      .when(ask('ResolveComplaint', { finding }))
      .then(event('ComplaintResolved', { finding })),
  );
  it('as upheld says what prevents it', () =>
    given(...underWay, told)
      .when(ask('ResolveComplaint', { prevention: null }))
      .thenRefused('prevention.missing'));
  it('names everything that is missing', () =>
    given(...underWay)
      .when(ask('ResolveComplaint', { prevention: '' }), { actor: sara })
      .thenRefused('actor.is-subject', 'decision.not-told', 'prevention.missing'));
  it('is refused twice', () =>
    given(...underWay, told, resolved)
      .when(ask('ResolveComplaint'))
      .thenRefused('complaint.resolved'));
  it('is refused before assignment', () =>
    given(event('ComplaintReceived'), event('ComplaintAssessed')).when(ask('ResolveComplaint')).thenRefused('complaint.not-assigned'));
  it('is refused to an agent who does not handle it', () =>
    given(...underWay, told)
      .when(ask('ResolveComplaint'), { actor: nigar })
      .thenRefusedForRole('complaint.not-yours'));
});

describe('telling how far it is', () => {
  it('records the letter and its hash', () =>
    given(...underWay)
      .when(ask('SendProgressUpdate'))
      .then(event('ProgressUpdateSent')));
  it('changes nothing but the revision', () =>
    expect(given(...underWay, event('ProgressUpdateSent')).state).toEqual({ ...given(...underWay).state, revision: 3 }));
  it('is refused after resolution', () =>
    given(...underWay, resolved)
      .when(ask('SendProgressUpdate'))
      .thenRefused('complaint.resolved'));
});

describe('noting something', () => {
  it('is possible in any state, also after closing', () => {
    given(event('ComplaintReceived')).when(ask('AddNote')).then(event('NoteAdded'));
    given(...underWay, event('ComplaintClosed'))
      .when(ask('AddNote'))
      .then(event('NoteAdded'));
  });
  it('changes nothing but the revision', () =>
    expect(given(...underWay, event('NoteAdded')).state).toEqual({ ...given(...underWay).state, revision: 3 }));
});
