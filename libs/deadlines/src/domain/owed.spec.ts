import fc from 'fast-check';
import { instantAt, millisOf } from '@redress/kernel';
import { clocksAt, nextDue } from './clocks';
import { owedAt } from './owed';
import { ends, offsets, units } from './policy';
import { owedInWords } from './sentences';
import { at, paused, pinned, policyOf, rule, stream, type Told, versionsOf } from './told.spec-support';

const receivedAt = '2026-03-20T09:00:00.000Z';
const instant = (hours: number): string => instantAt(millisOf(receivedAt) + hours * 3_600_000);
const told = (life: readonly Told[]) => stream(pinned('mine', 1, receivedAt), at('received', receivedAt), ...life);

const anyPolicy = fc
  .record({
    amount: fc.integer({ min: 1, max: 9 }),
    unit: fc.constantFrom(...units),
    ends: fc.constantFrom(...ends),
    offset: fc.constantFrom(...offsets),
    rollsForward: fc.boolean(),
  })
  .map(({ amount, unit, ...about }) => policyOf([rule({ ...about, limit: { amount, unit } }), acknowledge]));
const acknowledge = rule({ id: 'acknowledge', limit: { amount: 12, unit: 'working-hours' }, stops: ['acknowledged'] });
const anyLife = fc
  .array(fc.tuple(fc.constantFrom('paused', 'resumed', 'acknowledged', 'resolved', 'reopened'), fc.integer({ max: 60, min: 0 })), {
    maxLength: 6,
  })
  .map((steps) => {
    let passed = 0;
    return steps.map(([what, hours]): Told => {
      passed += hours;
      return what === 'paused' ? paused(instant(passed)) : at(what as 'resumed', instant(passed));
    });
  });

describe('what is owed next', () => {
  it('is the clock that runs out next, with as much left as its reading says', () => {
    fc.assert(
      fc.property(anyPolicy, anyLife, fc.integer({ min: 0, max: 900 }), (policy, life, hours) => {
        const versions = versionsOf({ 'mine-1': policy });
        const [moments, now] = [told(life), instant(hours)];
        const next = nextDue(moments, versions);
        const readings = clocksAt(moments, versions, now).filter(({ id, due }) => id === next?.clock && due === next.due);
        const owed = owedAt(moments, versions, now);
        expect(owed && { clock: owed.clock, due: owed.due }).toEqual(next);
        if (owed === null) return;
        const said = readings.filter(({ remaining }) => remaining !== null).map(({ remaining, timeZone }) => [remaining, timeZone]);
        expect(said).toContainEqual([owed.remaining, owed.timeZone]);
      }),
      { numRuns: 500, seed: 20_261_126 },
    );
  });
  it('is nothing while every clock stands still, and where no policy is pinned', () => {
    const versions = versionsOf({ 'mine-1': policyOf([rule({ limit: { amount: 2, unit: 'weeks' } })]) });
    expect(owedAt(told([paused(instant(1))]), versions, instant(2))).toBeNull();
    expect(owedAt(stream(at('received', receivedAt)), versions, instant(2))).toBeNull();
  });

  const versions = versionsOf({ 'mine-1': policyOf([acknowledge]) });
  const said = (now: string, home: string): string => owedInWords(owedAt(told([]), versions, now)!, now, home);
  it('is said with the day where that is not today, and with the zone where the list is read in another one', () => {
    // #region said
    // Nine to five in London, from Friday at nine: eight hours on Friday, four on Monday.
    expect([
      said('2026-03-20T15:30:00.000Z', 'Europe/London'),
      said('2026-03-23T09:40:00.000Z', 'Europe/London'),
      said('2026-03-23T12:00:00.000Z', 'UTC'),
    ]).toEqual([
      'acknowledge by 2026-03-23 13:00, 5 working hours 30 minutes left',
      'acknowledge by 13:00, 3 working hours 20 minutes left',
      'acknowledge by 13:00 Europe/London, 1 working hour left',
    ]);
    // #endregion
  });
  it('is said to be overdue once it is late, and not on its last instant', () => {
    expect([said('2026-03-23T13:00:00.000Z', 'Europe/London'), said('2026-03-23T13:00:00.001Z', 'Europe/London')]).toEqual([
      'acknowledge by 13:00, 0 working hours left',
      'acknowledge by 13:00, overdue',
    ]);
  });
});
