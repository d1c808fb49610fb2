import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import { ask, at, event, imported, knowing, nigar, omid, person, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const resolved = [
  event('ComplaintReceived'),
  event('ComplaintAcknowledged'),
  event('ComplaintAssessed'),
  event('ComplaintAssigned'),
  event('ComplaintInvestigated'),
  event('DecisionCommunicated'),
  event('ComplaintResolved'),
] as const;
const reopened = event('ComplaintReopened');

describe('following up', () => {
  const all = { number: true, summary: true, remedy: true };
  it('records what the complainant says and the message that asked', () =>
    given(...resolved)
      .when(ask('FollowUpComplaint'))
      .then(event('ComplaintFollowedUp')));
  it('needs no message when it was done by phone', () => {
    const byPhone = ask('FollowUpComplaint', { channel: 'phone', letter: null });
    const { comment } = event('ComplaintFollowedUp').data.personal!;
    given(...resolved)
      .when(byPhone, knowing({ followUp: null }))
      .then(event('ComplaintFollowedUp', { channel: 'phone', contentHash: null, personal: { comment: comment! } }));
  });
  it.each(['number', 'summary', 'remedy'] as const)('is refused when the message lacks the %s', (part) =>
    given(...resolved)
      .when(ask('FollowUpComplaint'), knowing({ followUp: { ...all, [part]: false } }))
      .thenRefused(`follow-up.without-${part}`),
  );
  it('names everything the message lacks', () =>
    given(...resolved)
      .when(ask('FollowUpComplaint'), knowing({ followUp: { number: false, summary: false, remedy: false } }))
      .thenRefused('follow-up.without-number', 'follow-up.without-summary', 'follow-up.without-remedy'));
  it('is refused once the personal data is erased', () =>
    given(...resolved)
      .when(ask('FollowUpComplaint'), knowing({ followUp: 'erased' }))
      .thenRefused('complaint.erased'));
  it('is refused before resolution', () =>
    given(...resolved.slice(0, 6))
      .when(ask('FollowUpComplaint'))
      .thenRefused('complaint.not-resolved'));
  it('may be done again, and the last answer counts', () => {
    const { state } = given(...resolved, event('ComplaintFollowedUp'), event('ComplaintFollowedUp', { outcome: 'dissatisfied' }));
    expect([state.status, state.followUp]).toEqual(['followed-up', 'dissatisfied']);
  });
  it('leaves a closed complaint closed', () => {
    given(...resolved, event('ComplaintClosed'))
      .when(ask('FollowUpComplaint'))
      .then(event('ComplaintFollowedUp'));
    expect(given(...resolved, event('ComplaintClosed'), event('ComplaintFollowedUp')).state.status).toBe('closed');
  });
  it('is not done by the subject', () =>
    given(...resolved)
      .when(ask('FollowUpComplaint'), { actor: sara })
      .thenRefused('actor.is-subject'));
});

describe('reopening a complaint', () => {
  it('keeps the present handler, whoever else is named', () =>
    given(...resolved)
      .when(ask('ReopenComplaint', { handler: nigar.id }), knowing({ person: person(omid.id) }))
      .then(reopened));
  it('gives it to the person named when the handler is gone', () =>
    given(...resolved)
      .when(ask('ReopenComplaint', { handler: nigar.id }), knowing({ person: person(nigar.id, { team: 'Ganja' }) }))
      .then(event('ComplaintReopened', { handler: nigar.id, team: 'Ganja' })));
  it('is possible from resolved, followed up and closed', () => {
    given(...resolved, event('ComplaintFollowedUp'))
      .when(ask('ReopenComplaint'))
      .then(reopened);
    given(...resolved, event('ComplaintClosed'))
      .when(ask('ReopenComplaint'))
      .then(reopened);
  });
  it('is refused while it is open', () =>
    given(...resolved.slice(0, 6))
      .when(ask('ReopenComplaint'))
      .thenRefused('complaint.not-resolved'));
  it('is refused without a handler', () =>
    given(...resolved)
      .when(ask('ReopenComplaint'), knowing({ person: null }))
      .thenRefused('handler.missing'));
  it('is refused to a person who does not exist', () =>
    given(...resolved)
      .when(ask('ReopenComplaint'), knowing({ person: person(nigar.id, { exists: false, active: false }) }))
      .thenRefused('handler.unknown'));
  it('is refused to a person who no longer works here', () =>
    given(...resolved)
      .when(ask('ReopenComplaint'), knowing({ person: person(omid.id, { active: false }) }))
      .thenRefused('handler.not-active'));
  it('is refused to the subject as handler', () =>
    given(...resolved)
      .when(ask('ReopenComplaint'), knowing({ person: person(sara.id) }))
      .thenRefused('handler.is-subject'));

  describe('within the window of the policy', () => {
    const on = (day: string) => ({
      recordedAt: '2026-12-31T00:00:00.000Z',
      asked: ask('ReopenComplaint', { at: day, backdating: 'Long ill' }),
    });
    it('is allowed on its last moment', () => {
      const { asked, recordedAt } = on('2026-10-30T08:00:00.000Z');
      given(...resolved)
        .when(asked, { recordedAt })
        .then(event('ComplaintReopened', { at: asked.at, personal: { reason: 'Broke again', backdating: 'Long ill' } }));
    });
    it('is refused after it', () => {
      const { asked, recordedAt } = on('2026-10-30T08:00:00.001Z');
      given(...resolved)
        .when(asked, { recordedAt })
        .thenRefused('reopening.too-late');
    });
    it('counts from closing once it is closed', () => {
      const { asked, recordedAt } = on('2026-10-30T08:00:00.001Z');
      given(...resolved, event('ComplaintClosed', { at: '2026-05-10T08:00:00.000Z' }))
        .when(asked, { recordedAt })
        .then(event('ComplaintReopened', { at: asked.at, personal: { reason: 'Broke again', backdating: 'Long ill' } }));
    });
    it('counts from the corrected time', () => {
      const { asked, recordedAt } = on('2026-10-30T07:00:00.000Z');
      const corrected = event('CorrectionRecorded', {
        revision: 6,
        of: 'ComplaintResolved',
        path: 'at',
        from: at,
        to: '2026-05-02T08:00:00.000Z',
      });
      given(...resolved, corrected)
        .when(asked, { recordedAt })
        .thenRefused('reopening.too-late');
    });
    it('does not end where a register does not say when it ended', () => {
      const { asked, recordedAt } = on('2026-12-30T00:00:00.000Z');
      given(...imported, event('ComplaintResolved', { at: null }), event('ComplaintClosed', { at: null }))
        .when(asked, { recordedAt })
        .then(
          event('PolicyPinned', { at: recordedAt }),
          event('ComplaintReopened', { at: asked.at, personal: { reason: 'Broke again', backdating: 'Long ill' } }),
        );
    });
  });
});

describe('after reopening', () => {
  const before = given(
    ...resolved,
    event('EvidenceAdded'),
    event('RemedyProposed'),
    event('ApologyDelivered'),
    event('ComplaintFollowedUp'),
    event('ClosingApproved'),
    event('ComplaintClosed'),
  );
  const { state } = given(
    ...resolved,
    event('EvidenceAdded'),
    event('RemedyProposed'),
    event('ApologyDelivered'),
    event('ComplaintFollowedUp'),
    event('ClosingApproved'),
    event('ComplaintClosed'),
    reopened,
  );
  it('decision, resolution, remedy, follow-up and approval happen anew; everything else stays', () =>
    expect(state).toEqual({
      ...before.state,
      status: 'reopened',
      revision: before.state.revision + 1,
      reopenings: 1,
      ended: null,
      decision: null,
      remedies: [],
      followUp: null,
      approver: null,
    }));
  it('acknowledgement, cause, severity, handler and evidence stay', () =>
    expect([state.acknowledged, state.causeCoded, state.severity, state.handler, state.evidence]).toEqual([true, true, 3, omid.id, 1]));
  it('resolving asks for a new decision', () =>
    given(...resolved, reopened)
      .when(ask('ResolveComplaint'))
      .thenRefused('decision.not-told'));
  it('an old remedy is no longer known', () =>
    given(...resolved, event('RemedyProposed'), reopened)
      .when(ask('AcceptRemedy'))
      .thenRefused('remedy.unknown'));
  it('an organisation of a register keeps it where the register names nobody', () => {
    const byRegister = event('ComplaintReopened', { handler: null, team: null, at: null });
    expect(given(...imported, event('ComplaintResolved'), byRegister).state.organisation).toBe('Acme Bank');
  });
  it('a person named takes it over from the organisation', () => {
    const { state: taken } = given(...imported, event('ComplaintResolved'), reopened);
    expect([taken.handler, taken.organisation]).toEqual([omid.id, null]);
  });
  it('it counts how often', () => expect(given(...resolved, reopened, event('ComplaintResolved'), reopened).state.reopenings).toBe(2));
});

describe('recording satisfaction', () => {
  const score = ask('RecordSatisfaction');
  it('keeps the score and how it was learned, once resolved and after closing', () => {
    for (const ended of [[], [event('ComplaintFollowedUp')], [event('ComplaintClosed')]]) {
      given(event('ComplaintReceived'), event('ComplaintResolved'), ...ended)
        .when(score)
        .then(event('SatisfactionRecorded'));
    }
  });
  it('is refused before resolution', () => given(event('ComplaintReceived')).when(score).thenRefused('complaint.not-resolved'));
  it('is refused to the subject', () =>
    given(event('ComplaintReceived'), event('ComplaintResolved')).when(score, { actor: sara }).thenRefused('actor.is-subject'));
});
