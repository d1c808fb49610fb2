import { clocksAt, derivedClocksAt, nextDue } from './clocks';
import type { Policy } from './policy';
import { at, office, paused, pinned, policyOf, rule, stream, type Told, versionsOf } from './told.spec-support';
import type { Calendar } from './calendar';

/** Faults that other systems have lived with for years, by the place where they are reported; each test fails on what is described there. */
const hours = rule({ limit: { amount: 16, unit: 'working-hours' } });
const days = rule({ limit: { amount: 5, unit: 'business-days' } });
const received = at('received', '2026-03-02T09:00:00.000Z');
const clock = (policy: Policy, now: string, ...moments: Told[]) =>
  clocksAt(stream(pinned('mine'), received, ...moments), versionsOf({ 'mine-1': policy }), now)[0]!;
const later = '2026-04-30T00:00:00.000Z';

describe('a deadline others get wrong', () => {
  it('moves by exactly the working time that was pending (Zammad #1322, #3140; osTicket #3034)', () => {
    const dueAfter = (...moments: Told[]) => clock(policyOf([hours]), later, ...moments).due;
    expect(dueAfter()).toBe('2026-03-03T17:00:00.000Z');
    // Three working hours: two of that day and one of the next.
    expect(dueAfter(paused('2026-03-02T15:00:00.000Z'), at('resumed', '2026-03-03T10:00:00.000Z'))).toBe('2026-03-04T12:00:00.000Z');
  });
  it('keeps the time that was pending when the policy changes (GLPI #6902, #15605)', () => {
    const policies = { 'mine-1': policyOf([hours]), 'mine-2': policyOf([rule({ limit: { amount: 24, unit: 'working-hours' } })]) };
    const moments = stream(
      pinned('mine'),
      received,
      paused('2026-03-02T10:00:00.000Z'),
      at('resumed', '2026-03-02T16:00:00.000Z'),
      pinned('mine', 2, '2026-03-03T09:00:00.000Z'),
    );
    const [changed] = clocksAt(moments, versionsOf(policies), '2026-03-03T12:00:00.000Z');
    expect([changed!.paused.amount, changed!.due]).toEqual([6 * 60, '2026-03-05T15:00:00.000Z']);
  });
  it('is not violated while the clock is pending (GLPI #24481)', () => {
    const pending = clock(policyOf([hours]), '2026-03-20T12:00:00.000Z', paused('2026-03-02T10:00:00.000Z'));
    expect([pending.verdict, pending.remaining]).toEqual(['paused', { amount: 15 * 60, unit: 'working-minutes' }]);
  });
  it('does not count the time a complaint was ended before it was reopened as pending (GLPI #23359)', () => {
    const goOn = policyOf([hours], { reopening: { withinDays: 180, clocks: 'go-on' } });
    const again = clock(
      goOn,
      '2026-03-10T12:00:00.000Z',
      at('resolved', '2026-03-02T13:00:00.000Z'),
      at('reopened', '2026-03-10T09:00:00.000Z'),
    );
    expect([again.paused.amount, again.ended.amount, again.elapsed.amount]).toEqual([0, 4 * 60 + 5 * 8 * 60, 7 * 60]);
  });
  it('ends what was on hold when it goes straight to resolved (Frappe helpdesk PR 3776)', () => {
    const resolved = clock(policyOf([hours]), later, paused('2026-03-02T10:00:00.000Z'), at('resolved', '2026-03-06T10:00:00.000Z'));
    // One hour counted, a day and 23 hours of hold: it was met, with fifteen working hours to spare.
    expect([resolved.verdict, resolved.elapsed.amount, resolved.paused.amount]).toEqual(['met', 60, 32 * 60]);
    const reopened = clock(
      policyOf([hours], { reopening: { withinDays: 180, clocks: 'go-on' } }),
      '2026-03-09T12:00:00.000Z',
      paused('2026-03-02T10:00:00.000Z'),
      at('resolved', '2026-03-06T10:00:00.000Z'),
      at('reopened', '2026-03-09T09:00:00.000Z'),
    );
    expect([reopened.verdict, reopened.elapsed.amount]).toEqual(['running', 4 * 60]);
  });
  it('takes a hold over holidays out once (Frappe PR 2449)', () => {
    const overEaster = clock(
      policyOf([days]),
      later,
      // Thursday before Good Friday to Wednesday after Easter: three business days, of which the last is not paused at its close.
      paused('2026-04-02T10:00:00.000Z'),
      at('resumed', '2026-04-08T10:00:00.000Z'),
    );
    const fromApril = [
      pinned('mine'),
      at('received', '2026-04-01T09:00:00.000Z'),
      paused('2026-04-02T10:00:00.000Z'),
      at('resumed', '2026-04-08T10:00:00.000Z'),
    ];
    const [held] = clocksAt(stream(...fromApril), versionsOf({ 'mine-1': policyOf([days]) }), later);
    expect([overEaster.verdict, held!.paused.amount, held!.due]).toEqual(['overdue', 2, '2026-04-14T16:00:00.000Z']);
  });
  it('is moved by no later edit of the holidays (Frappe PR 2449)', () => {
    const edited: Calendar = { ...office, holidays: [{ day: '2026-03-05', name: 'Announced later' }] };
    const known = versionsOf({ 'mine-1': policyOf([days]) }, { 'office-1': office, 'office-2': edited });
    expect(nextDue(stream(pinned('mine'), received), known)!.due).toBe('2026-03-09T17:00:00.000Z');
  });
  it('does not run when it is put on hold on a holiday (Dynamics)', () => {
    const held = clock(
      policyOf([hours]),
      '2026-03-09T12:00:00.000Z',
      at('acknowledged', '2026-03-02T09:30:00.000Z'),
      paused('2026-03-07T12:00:00.000Z'),
    );
    const onTime = clock(
      policyOf([rule({ limit: { amount: 60, unit: 'working-hours' } })]),
      '2026-03-09T12:00:00.000Z',
      paused('2026-03-07T12:00:00.000Z'),
    );
    expect([held.verdict, onTime.verdict, onTime.elapsed.amount, onTime.paused.amount]).toEqual(['overdue', 'paused', 5 * 8 * 60, 3 * 60]);
  });
  it('counts several slots a day (Chatwoot #14009)', () => {
    const split = {
      ...office,
      week: {
        ...office.week,
        monday: [
          { from: '09:00', to: '12:00' },
          { from: '14:00', to: '17:00' },
        ],
      },
    };
    const [counted] = derivedClocksAt(
      stream(pinned('mine'), received),
      versionsOf({ 'mine-1': policyOf([rule({ limit: { amount: 4, unit: 'working-hours' } })]) }, { 'office-1': split }),
      '2026-03-02T17:00:00.000Z',
    );
    expect([counted!.due, counted!.derivation.map(({ kind, from }) => [kind, from.slice(11, 16)])]).toEqual([
      '2026-03-02T15:00:00.000Z',
      [
        ['counted', '09:00'],
        ['off', '12:00'],
        ['counted', '14:00'],
      ],
    ]);
  });
  it('means the zone of its calendar wherever it is read (Frappe PR 3776)', () => {
    const abroad = versionsOf({ 'mine-1': policyOf([days]) }, { 'office-1': { ...office, timeZone: 'Asia/Tehran' } });
    expect(nextDue(stream(pinned('mine'), received), abroad)!.due).toBe('2026-03-09T13:30:00.000Z');
  });
});
