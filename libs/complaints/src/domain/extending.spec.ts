import { deciderSpec } from '@redress/testing';
import { complaintDecider } from './complaint.decider';
import type { ClockStanding, ExtensionAsked } from './complaint.facts';
import { ask, clocks, event, knowing, nigar, omid, sara, usually } from './examples.spec-support';

const { given } = deciderSpec(complaintDecider, usually);
const underWay = [event('ComplaintReceived'), event('ComplaintAssessed'), event('ComplaintAssigned')] as const;
type Asked = Partial<typeof usually>;
const { extension } = clocks;
const asked = (about: Partial<ExtensionAsked>) => knowing({ clocks: { ...clocks, extension: { ...extension!, ...about } } });
const allowed = (about: Partial<NonNullable<ExtensionAsked['allowed']>>) => asked({ allowed: { ...extension!.allowed!, ...about } });
const extending = (change: Parameters<typeof ask<'ExtendDeadline'>>[1] = {}, known: Asked = knowing({})) =>
  given(...underWay).when(ask('ExtendDeadline', change), known);
const accepted = event('DeadlineExtended');

describe('extending a deadline', () => {
  it('keeps the new date as it was told, and the notice sealed', () => extending().then(accepted));
  it('keeps which round of the clock it was', () => extending({}, asked({ round: 3 })).then(event('DeadlineExtended', { round: 3 })));
  it('is refused for a clock that the complaint does not have', () =>
    extending({}, knowing({ clocks: { ...clocks, extension: null } })).thenRefused('extension.clock-unknown'));
  it('is refused where the policy allows none', () => extending({}, asked({ allowed: null })).thenRefused('extension.not-allowed'));
  it('is refused for a reason that the policy does not name', () =>
    extending({ reason: 'holiday' }).thenRefused('extension.reason-not-allowed'));
  it('is refused once it was used as often as the policy allows', () => {
    extending({}, asked({ timesUsed: 1 })).thenRefused('extension.used-up');
    extending({}, asked({ timesUsed: 1, allowed: { ...extension!.allowed!, times: 2 } })).then(accepted);
  });
  it('is refused past the latest date that the policy allows, and accepted up to it', () => {
    extending({}, asked({ newDue: '2026-06-10T09:30:00.001Z' })).thenRefused('extension.beyond-cap');
    extending({}, asked({ newDue: '2026-06-10T09:30:00.000Z' })).then(accepted);
    extending({}, asked({ latestDue: null })).then(accepted);
  });
  it('is refused where the calendar reaches no such date', () =>
    extending({}, asked({ newDue: null, latestDue: null })).thenRefused('extension.beyond-cap'));
  it('is refused in another unit than the clock counts in', () => {
    extending({ by: { amount: 10, unit: 'business-days' } }).thenRefused('extension.wrong-unit');
    const by = { amount: 10, unit: 'business-days' } as const;
    // What the notice should say cannot be known then.
    extending({ by }, asked({ tellsDate: false })).thenRefused('extension.wrong-unit');
    extending({ by }, asked({ unit: 'business-days' })).then(event('DeadlineExtended', { by }));
  });
  it('is refused once the clock has run out or ended', () => extending({}, asked({ isInTime: false })).thenRefused('extension.too-late'));
  it('is refused without the notice that the policy wants, and without the way it went', () => {
    extending({ letter: null }, asked({ tellsDate: null })).thenRefused('extension.notice-missing');
    extending({ channel: null }).thenRefused('extension.notice-missing');
    const { personal: _personal, ...clear } = accepted.data;
    extending({ letter: null, channel: null }, allowed({ notice: [] })).then({
      type: 'DeadlineExtended',
      data: { ...clear, channel: null, contentHash: null },
    });
  });
  it('is refused with a notice that does not hold the new date, where the policy wants it told', () => {
    extending({}, asked({ tellsDate: false })).thenRefused('extension.notice-without-date');
    extending({}, asked({ tellsDate: false, allowed: { ...extension!.allowed!, notice: ['reason'] } })).then(accepted);
  });
  it('tells every broken rule at once', () =>
    extending(
      { reason: 'holiday', channel: null },
      asked({ timesUsed: 1, newDue: '2026-07-01T09:30:00.000Z', isInTime: false, tellsDate: false }),
    ).thenRefused(
      'extension.reason-not-allowed',
      'extension.used-up',
      'extension.beyond-cap',
      'extension.too-late',
      'extension.notice-missing',
      'extension.notice-without-date',
    ));
  it('is for its handler, never for somebody else or the subject', () => {
    extending({}, { ...knowing({}), actor: omid }).then(accepted);
    extending({}, { ...knowing({}), actor: nigar }).thenRefusedForRole('complaint.not-yours');
    extending({}, { ...knowing({}), actor: sara }).thenRefused('actor.is-subject');
  });
});

describe('sending a holding letter', () => {
  const letter = (about: Partial<ClockStanding>, known: object = {}) =>
    given(...underWay).when(ask('SendHoldingLetter'), {
      ...knowing({ clocks: { ...clocks, standing: [{ ...clocks.standing[1]!, ...about }] } }),
      ...known,
    });
  it('keeps what was sent, by whoever handles complaints', () => letter({}, { actor: nigar }).then(event('HoldingLetterSent')));
  it('is refused where no running clock of the policy is satisfied by one', () => {
    letter({ takesHoldingLetter: false }).thenRefused('holding-letter.not-provided');
    letter({ isRunning: false }).thenRefused('holding-letter.not-provided');
  });
  it('is accepted late: the duty is kept, though not in time', () => letter({ isOverdue: true }).then(event('HoldingLetterSent')));
  it('is refused to the subject', () => letter({}, { actor: sara }).thenRefused('actor.is-subject'));
});
