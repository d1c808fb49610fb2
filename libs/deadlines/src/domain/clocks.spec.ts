import { clocksAt, derivedClocksAt, nextDue } from './clocks';
import { NoTimeLeft } from './counting';
import { at, office, paused, pinned, policyOf, rule, stream, type Told, versionsOf } from './told.spec-support';

const fiveDays = rule({ limit: { amount: 5, unit: 'business-days' } });
const versions = versionsOf({ 'mine-1': policyOf([fiveDays]) });
/** Monday morning; five business days later is the next Monday at five. */
const received = [pinned('mine'), at('received', '2026-03-02T09:30:00.000Z')];
const dueDay = '2026-03-09T17:00:00.000Z';
const only = (now: string, ...moments: Told[]) => clocksAt(stream(...received, ...moments), versions, now)[0]!;

describe('a clock', () => {
  it('counts from the receipt, and the day of receipt is none of its days', () => {
    expect(only('2026-03-04T12:00:00.000Z')).toEqual({
      id: 'final',
      part: null,
      title: 'Give the final answer',
      round: 1,
      policy: { id: 'mine', version: 1, sha256: 'mine-1' },
      calendar: { id: 'office', version: 1, sha256: 'office-1' },
      start: 'received',
      startedAt: '2026-03-02T09:30:00.000Z',
      timeZone: 'Europe/London',
      due: dueDay,
      holidaysKnown: true,
      stopped: null,
      verdict: 'running',
      limit: { amount: 5, unit: 'business-days' },
      elapsed: { amount: 1, unit: 'business-days' },
      paused: { amount: 0, unit: 'business-days' },
      ended: { amount: 0, unit: 'business-days' },
      remaining: { amount: 4, unit: 'business-days' },
    });
  });
  it('is met at its last instant and missed after it', () => {
    const answered = (instant: string) => only('2026-04-01T00:00:00.000Z', at('resolved', instant)).verdict;
    expect([answered(dueDay), answered('2026-03-09T17:00:00.001Z')]).toEqual(['met', 'missed']);
  });
  it('is overdue while nobody answers', () => expect(only('2026-03-09T17:00:00.001Z').verdict).toBe('overdue'));
  it('says that nobody can know where no time of the answer was published', () => {
    const answered = (notBefore: string | null, notAfter: string | null) =>
      only('2026-04-01T00:00:00.000Z', { what: 'resolved', at: null, notBefore, notAfter }).verdict;
    expect([answered(null, null), answered(null, dueDay), answered('2026-03-10T00:00:00.000Z', null)]).toEqual([
      'unknown',
      'met',
      'missed',
    ]);
  });
  it('falls away when the complaint is closed before it runs out, and was missed after', () => {
    const closed = (instant: string) => only('2026-04-01T00:00:00.000Z', at('closed', instant)).verdict;
    expect([closed('2026-03-05T10:00:00.000Z'), closed('2026-03-12T10:00:00.000Z')]).toEqual(['cancelled', 'missed']);
  });
  it('is not called late where nobody published when the complaint was closed, unless that was after it ran out', () => {
    const closed = (notBefore: string | null, notAfter: string | null) =>
      only('2026-04-01T00:00:00.000Z', { what: 'closed', at: null, notBefore, notAfter }).verdict;
    const [before, after] = ['2026-03-05T10:00:00.000Z', '2026-03-12T10:00:00.000Z'];
    expect([closed(null, null), closed(before, after), closed(null, before), closed(after, null)]).toEqual([
      'unknown',
      'unknown',
      'cancelled',
      'missed',
    ]);
  });
  it('has no due date before a policy is pinned', () =>
    expect(nextDue(stream(at('received', '2026-03-02T09:30:00.000Z')), versions)).toBeNull());
  it('tells when holidays up to its due date are not known', () => {
    const late = [pinned('mine'), at('received', '2026-12-29T09:30:00.000Z')];
    expect(clocksAt(stream(...late), versions, '2026-12-30T00:00:00.000Z')[0]!.holidaysKnown).toBe(false);
  });
  it('never loops on a calendar with too little working time', () => {
    const idle = { ...office, week: Object.fromEntries(Object.keys(office.week).map((day) => [day, []])) as never };
    const none = versionsOf({ 'mine-1': policyOf([fiveDays]) }, { 'office-1': idle });
    expect(() => clocksAt(stream(...received), none, dueDay)).toThrow(NoTimeLeft);
  });
});

describe('the limit of a clock', () => {
  const due = (about: Parameters<typeof rule>[0], receivedAt: string, ...moments: Told[]) => {
    const known = versionsOf({ 'mine-1': policyOf([rule(about)]) });
    return nextDue(stream(pinned('mine'), ...moments, at('received', receivedAt)), known)!.due;
  };
  const onMonday = '2026-03-02T09:30:00.000Z';
  it.each([
    ['hours run through the night', { limit: { amount: 24, unit: 'hours' } }, '2026-03-03T09:30:00.000Z'],
    ['working hours only by day', { limit: { amount: 10, unit: 'working-hours' } }, '2026-03-03T11:30:00.000Z'],
    [
      'calendar days to the end of the day',
      { limit: { amount: 4, unit: 'calendar-days' }, ends: 'end-of-day' },
      '2026-03-06T23:59:59.999Z',
    ],
    ['calendar days to the same time', { limit: { amount: 4, unit: 'calendar-days' }, ends: 'at-the-instant' }, '2026-03-06T09:30:00.000Z'],
    ['weeks, with the clocks put forward', { limit: { amount: 4, unit: 'weeks' }, ends: 'at-the-instant' }, '2026-03-30T08:30:00.000Z'],
    ['months', { limit: { amount: 1, unit: 'months' } }, '2026-04-02T16:00:00.000Z'],
    [
      'the next business day where it rolls',
      { limit: { amount: 5, unit: 'calendar-days' }, rollsForward: true },
      '2026-03-09T17:00:00.000Z',
    ],
    ['over a holiday', { limit: { amount: 24, unit: 'business-days' } }, '2026-04-07T16:00:00.000Z'],
    [
      'from the next business day',
      { limit: { amount: 1, unit: 'calendar-days' }, offset: 'next-business-day' },
      '2026-03-03T17:00:00.000Z',
    ],
  ] as const)('%s', (_what, about, expected) => expect(due(about, onMonday)).toBe(expected));
  it('is the later of two ("24 hours or one business day")', () => {
    const about = { limit: { amount: 24, unit: 'hours' }, orLimit: { amount: 1, unit: 'business-days' } } as const;
    expect([due(about, '2026-03-06T16:00:00.000Z'), due(about, '2026-03-02T18:00:00.000Z')]).toEqual([
      '2026-03-09T17:00:00.000Z',
      '2026-03-03T18:00:00.000Z',
    ]);
  });
  it('depends on what the complaint is about', () => {
    const limits = [{ applies: { products: ['Pension'] }, limit: { amount: 10, unit: 'business-days' } }] as const;
    const about = (product: string) => ({ what: 'about', about: { product } }) as const;
    const asked = { limit: { amount: 5, unit: 'business-days' }, limits } as const;
    expect([due(asked, onMonday, about('Pension')), due(asked, onMonday, about('Kettle'))]).toEqual(['2026-03-16T17:00:00.000Z', dueDay]);
  });
});

describe('what else happens to a clock', () => {
  const answerClock = rule({
    limit: { amount: 15, unit: 'calendar-days' },
    ends: 'end-of-day',
    extendedBy: { what: 'update-sent', limit: { amount: 60, unit: 'calendar-days' } },
  });
  const of = (policy: ReturnType<typeof policyOf>, now: string, ...moments: Told[]) =>
    clocksAt(stream(...received, ...moments), versionsOf({ 'mine-1': policy }), now);

  it('is lengthened by what happens within it, and not by what comes later', () => {
    const due = (sent: string) => of(policyOf([answerClock]), '2026-05-01T00:00:00.000Z', at('update-sent', sent))[0]!.due;
    expect([due('2026-03-17T23:59:59.999Z'), due('2026-03-18T00:00:00.000Z')]).toEqual([
      '2026-05-01T22:59:59.999Z',
      '2026-03-17T23:59:59.999Z',
    ]);
  });
  it('is extended in its own unit, from where it stood', () => {
    const [clock] = of(policyOf([fiveDays]), '2026-03-04T00:00:00.000Z', {
      what: 'extended',
      clock: 'final',
      by: { amount: 10, unit: 'business-days' },
      reason: 'expert',
    });
    expect([clock!.due, clock!.limit.amount]).toEqual(['2026-03-23T17:00:00.000Z', 15]);
  });
  it('begins anew with every update until the complaint is resolved', () => {
    const updates = rule({ id: 'update', limit: { amount: 5, unit: 'business-days' }, stops: ['update-sent'], repeats: true });
    const rounds = of(
      policyOf([updates]),
      '2026-04-01T00:00:00.000Z',
      at('update-sent', '2026-03-06T10:00:00.000Z'),
      at('update-sent', '2026-03-16T10:00:00.000Z'),
      at('resolved', '2026-03-18T10:00:00.000Z'),
    );
    expect(rounds.map(({ round, due, verdict }) => [round, due, verdict])).toEqual([
      [1, dueDay, 'met'],
      [2, '2026-03-13T17:00:00.000Z', 'missed'],
      [3, '2026-03-23T17:00:00.000Z', 'cancelled'],
    ]);
  });
  it('is satisfied by a holding letter where the policy says so', () => {
    const either = rule({ limit: { amount: 8, unit: 'weeks' }, stops: ['decided', 'holding-letter'] });
    expect(of(policyOf([either]), '2026-06-01T00:00:00.000Z', at('holding-letter', '2026-04-20T10:00:00.000Z'))[0]!.stopped).toEqual({
      by: 'holding-letter',
      revision: 2,
      at: '2026-04-20T10:00:00.000Z',
    });
  });
  it('falls away by the short route', () => {
    const shortRoute = {
      within: { amount: 3, unit: 'business-days' },
      ends: 'close-of-business',
      offset: 'same-instant',
      cancels: ['acknowledge', 'follow-up'],
    } as const;
    const clocks = [
      rule({ id: 'acknowledge', limit: { amount: 5, unit: 'business-days' }, stops: ['acknowledged'] }),
      rule({ id: 'follow-up', start: 'resolved', limit: { amount: 10, unit: 'business-days' }, stops: ['followed-up'] }),
    ];
    const verdicts = (resolvedAt: string) =>
      of(policyOf(clocks, { shortRoute }), '2026-03-06T12:00:00.000Z', at('resolved', resolvedAt)).map(({ id, verdict }) => [id, verdict]);
    expect(verdicts('2026-03-05T17:00:00.000Z')).toEqual([['acknowledge', 'cancelled']]);
    expect(verdicts('2026-03-05T17:00:00.001Z')).toEqual([
      ['acknowledge', 'running'],
      ['follow-up', 'running'],
    ]);
  });
  it('of the acknowledgement begins anew with no reopening, also where the answer was the first word', () => {
    const either = rule({ id: 'acknowledge', limit: { amount: 5, unit: 'business-days' }, stops: ['acknowledged', 'decided'] });
    const told = [at('decided', '2026-03-03T10:00:00.000Z'), at('resolved', '2026-03-03T11:00:00.000Z')];
    const clocks = of(policyOf([either]), '2026-04-20T12:00:00.000Z', ...told, at('reopened', '2026-04-01T10:00:00.000Z'));
    expect(clocks.map(({ id, round, verdict }) => [id, round, verdict])).toEqual([['acknowledge', 1, 'met']]);
  });
  it('keeps the policy it had run out under, and runs under a new one from its start otherwise', () => {
    const policies = { 'mine-1': policyOf([fiveDays]), 'mine-2': policyOf([rule({ limit: { amount: 20, unit: 'business-days' } })]) };
    const repinned = (recordedAt: string) =>
      clocksAt(stream(...received, pinned('mine', 2, recordedAt)), versionsOf(policies), '2026-03-12T00:00:00.000Z').map(
        ({ policy: { version }, due, verdict }) => [version, due, verdict],
      );
    expect(repinned('2026-03-09T17:00:00.000Z')).toEqual([[2, '2026-03-30T16:00:00.000Z', 'running']]);
    expect(repinned('2026-03-10T09:00:00.000Z')).toEqual([[1, dueDay, 'overdue']]);
  });
  it('stands still no longer than the policy allows', () => {
    const pauses = [{ reason: 'documents', once: false, most: { amount: 2, unit: 'business-days' }, notice: [] }] as const;
    const clock = of(policyOf([fiveDays], { pauses }), '2026-03-20T00:00:00.000Z', paused('2026-03-03T10:00:00.000Z'))[0]!;
    expect([clock.due, clock.verdict, clock.paused.amount]).toEqual(['2026-03-11T17:00:00.000Z', 'overdue', 2]);
  });
});

describe('the derivation of a clock', () => {
  it('lists every stretch with its reason and adds up to the time that passed', () => {
    const easter = [
      pinned('mine'),
      at('received', '2026-04-01T15:00:00.000Z'),
      paused('2026-04-07T10:00:00.000Z'),
      at('resumed', '2026-04-08T09:00:00.000Z'),
    ];
    const [clock] = derivedClocksAt(stream(...easter), versions, '2026-04-09T12:00:00.000Z');
    const calendar = 'calendar office version 1';
    expect(clock!.derivation.map(({ from, until, kind, days, why, source }) => [from, until, kind, days, why, source])).toEqual([
      ['2026-04-01T15:00:00.000Z', '2026-04-01T16:00:00.000Z', 'off', 0, 'the day it began', calendar],
      ['2026-04-01T16:00:00.000Z', '2026-04-02T16:00:00.000Z', 'counted', 1, null, calendar],
      ['2026-04-02T16:00:00.000Z', '2026-04-03T23:00:00.000Z', 'off', 0, 'Good Friday', calendar],
      ['2026-04-03T23:00:00.000Z', '2026-04-04T23:00:00.000Z', 'off', 0, 'saturday', calendar],
      ['2026-04-04T23:00:00.000Z', '2026-04-05T23:00:00.000Z', 'off', 0, 'sunday', calendar],
      ['2026-04-05T23:00:00.000Z', '2026-04-06T23:00:00.000Z', 'off', 0, 'Easter Monday', calendar],
      ['2026-04-06T23:00:00.000Z', '2026-04-07T16:00:00.000Z', 'paused', 1, 'documents', 'policy mine version 1'],
      ['2026-04-07T16:00:00.000Z', '2026-04-09T12:00:00.000Z', 'counted', 1, null, calendar],
    ]);
  });
});
