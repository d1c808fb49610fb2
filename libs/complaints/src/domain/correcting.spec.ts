import { deciderSpec } from '@redress/testing';
import type { CommandOf } from './complaint.commands';
import { complaintDecider } from './complaint.decider';
import type { Corrected } from './complaint.facts';
import { ask, at, event, found, imported, knowing, leyla, nigar, omid, receipt, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const received = event('ComplaintReceived');
const correct = (change: Partial<CommandOf<'CorrectComplaint'>> = {}) => ask('CorrectComplaint', change);
const finding = (about: Partial<Corrected>) => knowing({ correction: found(about) });

describe('correcting a complaint', () => {
  it('keeps the old value beside the new one', () => given(received).when(correct()).then(event('CorrectionRecorded')));
  it('of a personal path stores the whole part sealed and neither value in clear', () => {
    const { from: _from, to: _to, ...rest } = event('CorrectionRecorded').data;
    const part = { summary: 'Broken in the box' };
    const decided = complaintDecider.decide(correct({ path: 'brief.summary', value: part.summary }), given(received).state, {
      ...usually,
      ...finding({ now: null, part }),
    });
    expect(decided).toStrictEqual([{ type: 'CorrectionRecorded', data: { ...rest, path: 'brief.summary', corrected: part } }]);
  });
  it('is silent when the value stands there already', () =>
    given(received)
      .when(correct({ value: 'Kettle' }), finding({ same: true }))
      .thenNothing());
  it('is possible after closing', () => given(received, event('ComplaintClosed')).when(correct()).then(event('CorrectionRecorded')));
  it('is refused of an event that is not there, or that nobody looked up', () => {
    given(received)
      .when(correct(), knowing({ correction: 'unknown' }))
      .thenRefused('correction.unknown-event');
    given(received)
      .when(correct(), knowing({ correction: null }))
      .thenRefused('correction.unknown-event');
  });
  it('is refused once the personal data is erased', () =>
    given(received)
      .when(correct(), knowing({ correction: 'erased' }))
      .thenRefused('complaint.erased'));
  it.each([
    ['ComplaintReceived', 'number'],
    ['ComplaintReceived', '__proto__'],
    ['ComplaintReceived', 'policy.version'],
    ['ComplaintReceived', 'personal.constructor'],
    ['ComplaintAssessed', 'severity'],
    ['ComplaintResolved', 'finding'],
    ['ClosingApproved', 'by'],
    ['CorrectionRecorded', 'to'],
    ['PolicyPinned', 'at'],
  ] as const)('is refused where it must be done anew: %s, %s', (of, path) =>
    given(received)
      .when(correct({ path, value: 'x' }), finding({ of }))
      .thenRefused('correction.not-correctable'),
  );
  it.each([
    ['ComplaintReceived', 'channel', 'pigeon'],
    ['ComplaintReceived', 'product', 'x'.repeat(121)],
    ['ComplaintReceived', 'product', ''],
    ['ComplaintReceived', 'loss', { minor: 1.5, currency: 'AZN' }],
    ['ComplaintReceived', 'loss', { minor: 1, currency: 'manat' }],
    ['ComplaintReceived', 'loss', -1],
    ['ComplaintReceived', 'repeat', 'yes'],
    ['ComplaintReceived', 'receivedAt', 'yesterday'],
    ['ComplaintReceived', 'receivedAt', null],
    ['ComplaintResolved', 'at', '2026-05-03'],
    ['ComplaintResolved', 'at', 5],
    ['ComplaintResolved', 'outcome', 'none'],
    ['ComplaintInvestigated', 'cause', null],
    ['ComplaintFollowedUp', 'score', 6],
    ['ComplaintReceived', 'brief.summary', null],
    ['ComplaintReceived', 'brief.summary', ''],
    ['ComplaintReceived', 'personal.complainant.name', null],
    ['NoteAdded', 'personal.text', null],
    ['NoteAdded', 'personal.text', 7],
  ] as const)('of %s is refused where %s cannot be %j', (of, path, value) =>
    given(received).when(correct({ path, value }), finding({ of })).thenRefused('correction.wrong-value'),
  );
  it('takes away what was said too much when it was received', () =>
    given(received)
      .when(correct({ path: 'personal.complainant.phone', value: null }), finding({ now: null, part: { complainant: { name: 'Leyla' } } }))
      .then({
        type: 'CorrectionRecorded',
        data: {
          at,
          revision: 0,
          of: 'ComplaintReceived',
          path: 'personal.complainant.phone',
          source: null,
          corrected: { complainant: { name: 'Leyla' } },
          personal: { reason: 'Misheard' },
        },
      }));
  it('is not done by the subject', () => given(received).when(correct(), { actor: sara }).thenRefused('actor.is-subject'));

  describe('of a time', () => {
    const time = (path: string, value: string) => correct({ path, value });
    it('is refused when it lies after the recording of what it corrects, or before the receipt', () => {
      const recordedAt = '2026-05-03T12:00:00.000Z';
      given(received)
        .when(time('at', '2026-05-03T12:00:00.001Z'), finding({ of: 'NoteAdded', recordedAt }))
        .thenRefused('correction.after-recording');
      given(received)
        .when(time('at', recordedAt), finding({ of: 'NoteAdded', recordedAt, now: at }))
        .then(event('CorrectionRecorded', { of: 'NoteAdded', path: 'at', from: at, to: recordedAt }));
      given(received)
        .when(time('at', '2026-05-01T09:29:59.999Z'), finding({ of: 'NoteAdded' }))
        .thenRefused('time.before-receipt');
    });
    it('is itself no earlier than the receipt it corrects', () =>
      given(received)
        .when(correct({ at: '2026-05-01T09:29:59.999Z', path: 'receivedAt', value: receipt }), finding({ now: receipt }))
        .thenRefused('time.before-receipt'));
    it('may move the receipt itself back, however far, for the correction has a reason', () => {
      const to = '2026-01-01T00:00:00.000Z';
      given(received)
        .when(time('receivedAt', to), finding({ now: receipt }))
        .then(event('CorrectionRecorded', { path: 'receivedAt', from: receipt, to }));
      const { state } = given(received, event('CorrectionRecorded', { path: 'receivedAt', from: receipt, to }));
      expect(state).toEqual({ ...given(received).state, revision: 1, receivedAt: to });
    });
    it('may not move the receipt behind what followed it', () => {
      const followedAt = '2026-05-02T00:00:00.000Z';
      given(received)
        .when(time('receivedAt', '2026-05-02T00:00:00.001Z'), finding({ now: receipt, followedAt }))
        .thenRefused('correction.after-what-followed');
      given(received)
        .when(time('receivedAt', followedAt), finding({ now: receipt, followedAt }))
        .then(event('CorrectionRecorded', { path: 'receivedAt', from: receipt, to: followedAt }));
    });
    it('is refused when the trouble would come after the complaint', () => {
      given(received).when(time('occurredTo', '2026-05-01T09:30:00.001Z')).thenRefused('time.occurred-after-receipt');
      given(received)
        .when(time('occurredFrom', receipt), finding({ now: null }))
        .then(event('CorrectionRecorded', { path: 'occurredFrom', from: null, to: receipt }));
    });
    it('of another event leaves the end of the complaint as it is', () => {
      const history = [received, event('NoteAdded'), event('ComplaintClosed')];
      const note = event('CorrectionRecorded', { revision: 1, of: 'NoteAdded', path: 'at', from: at, to: receipt });
      expect(given(...history, note).state.ended).toEqual({ revision: 2, at });
    });
    it('of the region changes nothing but the revision', () => {
      const region = event('CorrectionRecorded', { path: 'region', from: 'Baku', to: 'Ganja' });
      expect(given(received, region).state).toEqual({ ...given(received).state, revision: 1 });
    });
    it('of the product changes what the complaint is about', () =>
      expect(given(received, event('CorrectionRecorded')).state).toEqual({
        ...given(received).state,
        revision: 1,
        product: { code: 'Toaster', revision: 0 },
      }));
  });

  describe('of a column of a register', () => {
    const company = correct({ path: 'source.columns.Company', value: 'Acme' });
    const sub = correct({ path: 'personal.columns.Note', value: 'Called twice' });
    it('changes what the register said', () =>
      given(...imported, event('PolicyPinned'))
        .when(company, finding({ imported: true, now: 'Acme Bank' }))
        .then(event('CorrectionRecorded', { path: 'source.columns.Company', from: 'Acme Bank', to: 'Acme' })));
    it('adds none in clear that the register did not have', () =>
      given(...imported)
        .when(company, finding({ imported: true, now: null }))
        .thenRefused('correction.not-correctable'));
    it('is refused where nothing was imported', () => {
      given(received)
        .when(company, finding({ now: null }))
        .thenRefused('correction.not-correctable');
      given(received)
        .when(sub, finding({ now: null, part: {} }))
        .thenRefused('correction.not-correctable');
    });
  });

  describe('by an agent', () => {
    it('is theirs on the day they recorded it', () => given(received).when(correct(), { actor: omid }).then(event('CorrectionRecorded')));
    it('is refused on another day', () =>
      given(received)
        .when(correct(), { actor: omid, ...finding({ today: false }) })
        .thenRefusedForRole('correction.not-yours'));
    it('is refused of what another recorded', () =>
      given(received).when(correct(), { actor: nigar }).thenRefusedForRole('correction.not-yours'));
    it('is a supervisor’s on any day', () =>
      given(received)
        .when(correct(), { actor: leyla, ...finding({ today: false }) })
        .then(event('CorrectionRecorded')));
  });
});
