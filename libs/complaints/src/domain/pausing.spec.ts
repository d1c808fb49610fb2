import { deciderSpec } from '@redress/testing';
import { mostPauses } from './clock.rules';
import { complaintDecider } from './complaint.decider';
import type { ClockFacts, ClockStanding, PauseAllowed } from './complaint.facts';
import { ask, at, clocks, event, knowing, leyla, nigar, omid, recordedAt, sara, standingStill, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const underWay = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
type Asked = Partial<typeof usually>;
const before = '2026-05-03T07:59:59.999Z';
const after = '2026-05-03T08:00:00.001Z';

const knownClocks = (about: Partial<ClockFacts>, base = clocks) => knowing({ clocks: { ...base, ...about } });
const pauses = (about: Partial<ClockFacts['pauses']>) => knownClocks({ pauses: { ...clocks.pauses, ...about } });
const allowed = (about: Partial<PauseAllowed>) => knownClocks({ pauseAllowed: { ...clocks.pauseAllowed!, ...about } });
const final = (about: Partial<ClockStanding>) =>
  knownClocks({ standing: clocks.standing.map((clock) => (clock.id === 'final' ? { ...clock, ...about } : clock)) });
const pausing = (change: Parameters<typeof ask<'PauseClock'>>[1] = {}, known: Asked = knowing({})) =>
  given(...underWay).when(ask('PauseClock', change), known);

describe('pausing the clocks', () => {
  it('keeps the reason and which clocks in clear, and the notice sealed', () => {
    pausing({}, { ...knowing({}), actor: omid }).then(event('ClockPaused'));
    pausing({ clocks: null }).then(event('ClockPaused', { clocks: null }));
  });
  it('needs no notice where the policy wants none', () => {
    const quiet = { channel: null, letter: null };
    const { personal: _personal, ...clear } = event('ClockPaused').data;
    given(...underWay)
      .when({ type: 'PauseClock', at, reason: 'documents', clocks: ['final'], ...quiet }, allowed({ notice: [] }))
      .then({ type: 'ClockPaused', data: { ...clear, channel: null, contentHash: null } });
  });
  it('is refused without the notice that the policy wants, and without the way it went', () => {
    pausing({ letter: null }).thenRefused('pause.notice-missing');
    pausing({ channel: null }).thenRefused('pause.notice-missing');
  });
  it('is refused for a reason that the policy does not name', () =>
    pausing({}, knownClocks({ pauseAllowed: null })).thenRefused('pause.reason-not-allowed'));
  it('is refused for a clock that this reason may not stop', () => {
    pausing({ clocks: ['acknowledge', 'final'] }).thenRefused('pause.clock-not-allowed');
    pausing({ clocks: ['acknowledge'] }).thenRefused('pause.clock-not-allowed', 'pause.nothing-runs');
  });
  it('is refused a second time for a reason that counts once, and accepted for one that does not', () => {
    pausing({}, pauses({ reasonsUsed: ['documents'] })).thenRefused('pause.once-only');
    pausing({}, pauses({ reasonsUsed: ['illness'] })).then(event('ClockPaused'));
    const again = { ...clocks.pauses, reasonsUsed: ['documents'] };
    pausing({}, knownClocks({ pauses: again, pauseAllowed: { ...clocks.pauseAllowed!, once: false } })).then(event('ClockPaused'));
  });
  it('is refused while they stand still', () => pausing({}, pauses({ open: { at } })).thenRefused('pause.running-already'));
  it('is refused where no clock that it would stop runs: the one that does is late, or another', () => {
    pausing({}, final({ isRunning: false })).thenRefused('pause.nothing-runs');
    pausing({}, final({ isOverdue: true })).thenRefused('pause.nothing-runs');
    pausing({ clocks: [] }).thenRefused('pause.nothing-runs');
    pausing({ clocks: null }, allowed({ clocks: ['update'] })).thenRefused('pause.nothing-runs');
    pausing({ clocks: null }, allowed({ clocks: ['acknowledge', 'update'] })).then(event('ClockPaused', { clocks: null }));
  });
  it('is refused before the last pause ended, and accepted from there', () => {
    pausing({}, pauses({ lastEndedAt: after })).thenRefused('pause.before-last');
    pausing({}, pauses({ lastEndedAt: at })).then(event('ClockPaused'));
  });
  it('is refused after a hundred pauses', () => {
    expect(mostPauses).toBe(100);
    pausing({}, pauses({ count: 100 })).thenRefused('pause.too-many');
    pausing({}, pauses({ count: 99 })).then(event('ClockPaused'));
  });
  it('is refused in the future and before the receipt', () => {
    pausing({ at: '2026-05-04T08:00:00.001Z' }).thenRefused('time.in-future');
    pausing({ at: recordedAt }).then(event('ClockPaused', { at: recordedAt }));
    pausing({ at: '2026-05-01T09:29:59.999Z' }).thenRefused('time.before-receipt');
    pausing({ at: '2026-05-01T09:30:00.000Z' }).then(event('ClockPaused', { at: '2026-05-01T09:30:00.000Z' }));
  });
  it('tells every broken rule at once', () =>
    pausing(
      { clocks: ['acknowledge'], letter: null },
      pauses({ open: { at: before }, lastEndedAt: after, reasonsUsed: ['documents'], count: 100 }),
    ).thenRefused(
      'pause.clock-not-allowed',
      'pause.once-only',
      'pause.running-already',
      'pause.nothing-runs',
      'pause.notice-missing',
      'pause.before-last',
      'pause.too-many',
    ));
  it('is for its handler and for supervisors, never for the subject', () => {
    pausing({}, { ...knowing({}), actor: nigar }).thenRefusedForRole('complaint.not-yours');
    pausing({}, { ...knowing({}), actor: leyla }).then(event('ClockPaused'));
    pausing({}, { ...knowing({}), actor: sara }).thenRefused('actor.is-subject');
  });
});

describe('resuming the clocks', () => {
  const paused = [...underWay, event('ClockPaused')] as const;
  const resuming = (when: string, known: Asked = knowing({ clocks: standingStill })) =>
    given(...paused).when(ask('ResumeClock', { at: when }), known);
  it('says when they count on, from the very moment of the pause at the earliest', () => {
    resuming(after).then(event('ClockResumed', { at: after }));
    resuming(at).then(event('ClockResumed'));
  });
  it('is refused before the pause', () => resuming(before).thenRefused('resume.before-pause'));
  it('is refused where no pause is open', () => resuming(at, knowing({ clocks })).thenRefused('resume.not-paused'));
  it('is refused to the subject', () =>
    resuming(at, { ...knowing({ clocks: standingStill }), actor: sara }).thenRefused('actor.is-subject'));
});
