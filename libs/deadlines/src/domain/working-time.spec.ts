import fc from 'fast-check';
import { instantAt } from '@redress/kernel';
import { countMinutes } from '../minute-counter.spec-support';
import { office } from './told.spec-support';
import { WorkCalendar } from './work-calendar';
import { workingMinutes } from './working-time';

const calendar = new WorkCalendar(office);

describe('working time', () => {
  it('counts the working hours of the calendar, and neither nights, weekends nor holidays', () => {
    const worked = (from: string, until: string) => workingMinutes(calendar, from, until);
    expect([
      worked('2026-03-20T09:15:00.000Z', '2026-03-20T10:14:59.999Z'),
      // Friday from four to five, nothing until Monday at nine, and half an hour.
      worked('2026-03-20T16:00:00.000Z', '2026-03-23T09:30:00.000Z'),
      // From Maundy Thursday at noon to Tuesday at noon, in summer time.
      worked('2026-04-02T11:00:00.000Z', '2026-04-07T11:00:00.000Z'),
      worked('2026-03-21T09:00:00.000Z', '2026-03-21T17:00:00.000Z'),
    ]).toEqual([59, 90, 8 * 60, 0]);
  });
  it('is what a count minute by minute finds', () => {
    const minute = 60_000;
    const anyMinute = fc.integer({ min: Date.UTC(2026, 1, 20) / minute, max: Date.UTC(2026, 10, 10) / minute });
    fc.assert(
      fc.property(anyMinute, fc.integer({ min: 0, max: 9 * 1440 }), (from, lasts) => {
        const [start, now] = [from * minute, (from + lasts) * minute];
        const asked = { offset: 'same-instant', limit: { amount: 1, unit: 'working-hours' }, ends: 'at-the-instant' } as const;
        const { counted } = countMinutes({ ...asked, calendar: office, start, now, rollsForward: false, breaks: [] });
        expect(workingMinutes(calendar, instantAt(start), instantAt(now))).toBe(counted);
      }),
      { numRuns: 60, seed: 20_261_126 },
    );
  });
});
