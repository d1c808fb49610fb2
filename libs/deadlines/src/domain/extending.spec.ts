import { weekOf } from './calendar';
import { clocksAt } from './clocks';
import { extensionAt } from './extending';
import type { ClockRule, Extension, Limit } from './policy';
import { at, office, paused, pinned, policyOf, rule, stream, type Told, versionsOf } from './told.spec-support';

const days = (amount: number): Limit => ({ amount, unit: 'business-days' });
const extension = (about: Partial<Extension>): Extension => ({ times: 2, reasons: ['expert'], notice: [], ...about });
const fiveDays = rule({ limit: days(5) });
const extended = (by: Limit): Told => ({ what: 'extended', clock: 'final', by, reason: 'expert' });
const asked = (clock: ClockRule, by: Limit, ...moments: Told[]) => {
  const history = stream(pinned('mine'), at('received', '2026-03-02T10:00:00.000Z'), ...moments);
  const versions = versionsOf({ 'mine-1': policyOf([clock]) });
  return { history, versions, found: extensionAt(history, versions, { clock: 'final', by }, '2026-03-04T12:00:00.000Z')! };
};
const latest = (about: Partial<Extension>, ...moments: Told[]) =>
  asked({ ...fiveDays, extension: extension(about) }, days(1), ...moments).found.latestDue;

describe('extending a clock', () => {
  it('says when it would be due, which is when it is due once that is recorded', () => {
    const { history, versions, found } = asked(fiveDays, days(10));
    expect(found.newDue).toBe('2026-03-23T17:00:00.000Z');
    const recorded = [...history, { ...extended(days(10)), revision: 2 } as (typeof history)[number]];
    expect(clocksAt(recorded, versions, '2026-03-04T12:00:00.000Z')[0]!.due).toBe(found.newDue);
  });
  it('says what the policy allows, and how often it was used', () => {
    const allowed = extension({ by: days(10) });
    const { found } = asked({ ...fiveDays, extension: allowed }, days(1), extended(days(3)));
    expect([found.allowed, found.timesUsed, found.round, found.unit]).toEqual([allowed, 1, 1, 'business-days']);
    expect(asked(fiveDays, days(1)).found.allowed).toBeNull();
  });
  it('is capped from the start and from the date it was due without any extension, whichever is earlier', () => {
    expect(latest({})).toBeNull();
    expect(latest({ upTo: days(15) })).toBe('2026-03-23T17:00:00.000Z');
    expect(latest({ by: days(10) })).toBe('2026-03-23T17:00:00.000Z');
    expect(latest({ by: days(10) }, extended(days(3)))).toBe('2026-03-23T17:00:00.000Z');
    expect(latest({ by: days(10), upTo: days(12) })).toBe('2026-03-18T17:00:00.000Z');
  });
  it('moves the cap by the time that was paused, as it moves the date', () =>
    expect(latest({ upTo: days(15) }, paused('2026-03-03T10:00:00.000Z'), at('resumed', '2026-03-04T10:00:00.000Z'))).toBe(
      '2026-03-24T17:00:00.000Z',
    ));
  it('counts the cap from the day that closed, where it closes at midnight', () => {
    const late = { ...office, week: weekOf([{ from: '09:00', to: '24:00' }], ['saturday', 'sunday']) };
    const versions = versionsOf({ 'mine-1': policyOf([{ ...fiveDays, extension: extension({ by: days(10) }) }]) }, { 'office-1': late });
    const history = stream(pinned('mine'), at('received', '2026-03-02T10:00:00.000Z'));
    const { newDue, latestDue } = extensionAt(history, versions, { clock: 'final', by: days(10) }, '2026-03-04T12:00:00.000Z')!;
    expect([newDue, latestDue]).toEqual(['2026-03-24T00:00:00.000Z', '2026-03-24T00:00:00.000Z']);
  });
  it('is said in days of a clock of weeks, and in hours of an hour clock', () => {
    const unit = (limit: Limit) => asked(rule({ limit }), { amount: 1, unit: 'hours' }).found.unit;
    expect([unit({ amount: 8, unit: 'weeks' }), unit({ amount: 1, unit: 'months' }), unit({ amount: 24, unit: 'hours' })]).toEqual([
      'calendar-days',
      'calendar-days',
      'hours',
    ]);
  });
  it('lengthens only the limit that is counted in the same, where there are two', () => {
    const either = rule({ limit: { amount: 24, unit: 'hours' }, orLimit: days(1) });
    expect([asked(either, { amount: 40, unit: 'hours' }).found.newDue, asked(either, days(2)).found.newDue]).toEqual([
      '2026-03-05T02:00:00.000Z',
      '2026-03-05T17:00:00.000Z',
    ]);
  });
  it('reaches no date where the calendar has none for so much', () => expect(asked(fiveDays, days(20_000)).found.newDue).toBeNull());
  it('is nothing for a clock that never began', () => {
    const { history, versions } = asked(fiveDays, days(1));
    expect(extensionAt(history, versions, { clock: 'redress', by: days(1) }, '2026-03-04T12:00:00.000Z')).toBeNull();
  });
});
