import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import type { SilenceFacts } from './complaint.facts';
import { ask, at, event, knowing, leyla, nigar, omid, processManager, recordedAt, sara, silent, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const handled = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
const silence = (change: Partial<SilenceFacts> | null, actor = leyla) => ({
  actor,
  ...knowing({ silence: change === null ? null : { ...silent, ...change } }),
});
const warned = { warned: { at, channel: 'letter' }, closesAt: at } as const;

describe('warning a complainant who is silent', () => {
  const warn = ask('WarnOfClosing');
  it('keeps what was sent and says when it will be closed', () =>
    given(...handled)
      .when(warn, silence({}, nigar))
      .then(event('ClosingWarned')));
  it('is refused where nobody waits for them', () =>
    given(...handled)
      .when(warn, silence(null))
      .thenRefused('silence.none'));
  it('is refused before the policy wants it', () =>
    given(...handled)
      .when(warn, silence({ warnFrom: recordedAt }))
      .thenRefused('warning.too-early'));
  it('is refused twice for one silence', () =>
    given(...handled)
      .when(warn, silence(warned))
      .thenRefused('warning.given-already'));
  it('is refused without the day on which it will be closed', () =>
    given(...handled)
      .when(warn, silence({ tellsDay: false }))
      .thenRefused('warning.without-date'));
  it('is refused to the subject, and once it is closed', () => {
    given(...handled)
      .when(warn, silence({}, sara))
      .thenRefused('actor.is-subject');
    given(...handled, event('ComplaintClosed'))
      .when(warn, silence({}))
      .thenRefused('complaint.closed');
  });
});

describe('closing for silence', () => {
  const close = ask('CloseComplaint', { reason: 'silence', told: null });
  const closed = event('ComplaintClosed', { reason: 'silence', told: { at, channel: 'letter' }, approver: null, alone: false });
  it('needs neither decision nor approval: the policy says so, and the complainant was told by the warning', () =>
    given(...handled)
      .when(close, silence(warned, omid))
      .then(closed));
  it('is refused before they were warned, while they have time, and where nobody waits for them', () => {
    for (const known of [{}, { ...warned, closesAt: recordedAt }, null])
      given(...handled)
        .when(close, silence(known, omid))
        .thenRefused('closing.not-silent');
  });
  it('needs approval of a severe one', () =>
    given(event('ComplaintReceived'), event('ComplaintAssessed', { severity: 4 }), event('ComplaintAssigned'))
      .when(close, silence(warned, omid))
      .thenRefused('closing.not-approved'));
});

describe('what happens by itself', () => {
  const act = ask('ActOnTime');
  const owed = (change: Partial<typeof act.owed> | null) => ({
    actor: processManager,
    ...knowing({ owed: change === null ? null : { ...act.owed, ...change }, silence: { ...silent, ...warned } }),
  });
  const due = act.owed.due;
  it('is nobody’s to ask for but the process manager’s', () =>
    given(...handled)
      .when(act)
      .thenRefusedForRole('role.not-allowed'));
  it('is nothing where nothing is owed any more', () =>
    given(...handled)
      .when(act, owed(null))
      .thenNothing());
  it('was missed when the clock ran out, whenever that is recorded', () =>
    given(...handled)
      .when(act, owed({}))
      .then(event('DeadlineMissed', { at: due })));
  it('reminds whoever handles it, or nobody where nobody does', () => {
    const reminded = { at: recordedAt, clock: 'acknowledge', due, owedAt: due };
    given(...handled)
      .when(act, owed({ action: 'remind' }))
      .then(event('HandlerReminded', reminded));
    given(event('ComplaintReceived'))
      .when(act, owed({ action: 'remind' }))
      .then(event('HandlerReminded', { ...reminded, handler: null, team: null }));
  });
  it('goes up to a level, and says what for and since when that was owed', () => {
    const up = (of: 'clock' | 'owner', clock: string | null, reason: 'time' | 'ownerless') => ({
      type: 'ComplaintEscalated' as const,
      data: { at: recordedAt, level: 'management' as const, to: null, reason, owed: { of, clock, due, at: due } },
    });
    given(...handled)
      .when(act, owed({ action: 'escalate', level: 'management' }))
      .then(up('clock', 'acknowledge', 'time'));
    given(event('ComplaintReceived'))
      .when(act, owed({ action: 'escalate', level: 'management', of: 'owner', clock: null, round: null }))
      .then(up('owner', null, 'ownerless'));
  });
  it('closes what was warned of', () =>
    given(...handled)
      .when(act, owed({ action: 'close', of: 'silence', clock: null, round: null }))
      .then({
        type: 'ComplaintClosed',
        data: {
          ...{ at: recordedAt, bounds: null, reason: 'silence', approver: null, alone: false, duplicateOf: null, source: null },
          told: { at, channel: 'letter' },
        },
      }));
});
