import { instantAt, millisOf } from '@redress/kernel';
import fc from 'fast-check';
import { wholeDay, weekOf } from './calendar';
import { NoTimeLeft } from './counting';
import type { Unit } from './policy';
import { shifted } from './shifted';
import { office } from './told.spec-support';
import { WorkCalendar } from './work-calendar';

const calendar = new WorkCalendar(office);
const from = (instant: string, amount: number, unit: Unit): string => instantAt(shifted(calendar, millisOf(instant), { amount, unit }));

describe('so long after an instant, or before it', () => {
  it('is hours to the minute, through nights', () => {
    expect(from('2026-03-02T16:30:00.000Z', 4, 'hours')).toBe('2026-03-02T20:30:00.000Z');
    expect(from('2026-03-02T16:30:00.000Z', -24, 'hours')).toBe('2026-03-01T16:30:00.000Z');
  });
  it('is the same time of another day, also where clocks are changed between', () => {
    expect(from('2026-03-30T11:00:00.000Z', -2, 'calendar-days')).toBe('2026-03-28T12:00:00.000Z');
    expect(from('2026-03-27T12:00:00.000Z', 1, 'weeks')).toBe('2026-04-03T11:00:00.000Z');
    expect(from('2026-03-31T11:00:00.000Z', -1, 'months')).toBe('2026-02-28T12:00:00.000Z');
  });
  it('passes over what is no business day', () => {
    expect(from('2026-04-07T09:00:00.000Z', -1, 'business-days')).toBe('2026-04-02T09:00:00.000Z');
    expect(from('2026-04-02T09:00:00.000Z', 2, 'business-days')).toBe('2026-04-08T09:00:00.000Z');
    expect(from('2026-04-04T09:00:00.000Z', 0, 'business-days')).toBe('2026-04-04T09:00:00.000Z');
  });
  it('counts only working time in working hours', () => {
    expect(from('2026-04-07T09:00:00.000Z', -2, 'working-hours')).toBe('2026-04-02T15:00:00.000Z');
    expect(from('2026-04-02T15:00:00.000Z', 2, 'working-hours')).toBe('2026-04-07T09:00:00.000Z');
    expect(from('2026-03-07T12:00:00.000Z', -1, 'working-hours')).toBe('2026-03-06T16:00:00.000Z');
  });
  it('comes back to a working instant by which it went', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 470 }),
        fc.integer({ min: 1, max: 60 }),
        (day, minute, amount) => {
          const opens = calendar.day(20_500 + day).pieces[0]!.slots[0];
          if (opens === undefined) return;
          const start = opens + minute * 60_000;
          const there = shifted(calendar, start, { amount, unit: 'working-hours' });
          expect(shifted(calendar, there, { amount: -amount, unit: 'working-hours' })).toBe(start);
        },
      ),
    ));
  it('is refused where a calendar has not so much of it', () => {
    const idle = new WorkCalendar({
      ...office,
      week: weekOf(wholeDay, ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
    });
    for (const unit of ['business-days', 'working-hours'] as const)
      for (const amount of [1, -1]) expect(() => shifted(idle, 0, { amount, unit })).toThrow(NoTimeLeft);
  });
});
