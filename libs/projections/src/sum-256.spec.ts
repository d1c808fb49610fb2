import * as fc from 'fast-check';
import { earliest, isAfter } from '@redress/event-store';
import { sha256, sum256 } from '@redress/kernel';
import { addedUp, Sum256 } from './sum-256';
import { dayNumber, dayText, periodsBetween } from './sqlite/periods';

const golden = jest.requireActual<{ digests: { completeness: { eventIds: string[]; hex: string } } }>(
  '../../../test/golden/vectors.json',
).digests;

describe('a sum of hashes', () => {
  it('is that of the golden vectors', () => {
    const sum = new Sum256();
    golden.completeness.eventIds.forEach((id) => sum.addHashOf(id));
    expect(sum.hex).toBe(golden.completeness.hex);
  });
  it('is the sum mod 2^256, in any order, also of sums', () =>
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (some, others) => {
        const of = (texts: readonly string[]): string => {
          const sum = new Sum256();
          texts.forEach((text) => sum.addHashOf(text));
          return sum.hex;
        };
        const expected = sum256([...some, ...others].map(sha256));
        expect([of([...some, ...others]), of([...others, ...some]), addedUp(of(some), of(others))]).toEqual([expected, expected, expected]);
      }),
    ));
  it('carries over all of its limbs', () => {
    const sum = new Sum256();
    sum.add('\xff'.repeat(32));
    sum.add('\xff'.repeat(32));
    expect([sum.hex, sum.hex]).toEqual([`${'f'.repeat(63)}e`, `${'f'.repeat(63)}e`]);
    sum.add(`${'\0'.repeat(31)}\x02`);
    expect(sum.hex).toBe('0'.repeat(64));
  });
});

describe('positions', () => {
  const position = fc.bigInt({ min: 0n, max: 1n << 70n });
  it('are compared as integers', () =>
    fc.assert(
      fc.property(position, position, (a, b) => expect([isAfter(String(a), String(b)), isAfter(String(a), null)]).toEqual([a > b, true])),
    ));
  it('have an earliest, which is the start when one is there', () => {
    expect([earliest(['10', '9', '11']), earliest(['10', null]), earliest(['10'])]).toEqual(['9', null, '10']);
  });
});

describe('the days from one to another', () => {
  const instant = fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2026, 11, 31) });
  const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
  it('are covered once each by whole months and the days left over', () =>
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const [from, to, day] = [dayNumber(dayOf(Math.min(a, b))), dayNumber(dayOf(Math.max(a, b))), dayNumber(dayOf(c))];
        const covering = periodsBetween(from, to).filter(([first, last]) =>
          [day, Math.floor(day / 100)].some((period) => period >= first && period <= last),
        );
        expect(covering).toHaveLength(day >= from && day <= to ? 1 : 0);
      }),
      { numRuns: 1_000 },
    ));
  it('are written as they were read', () =>
    fc.assert(fc.property(instant, (time) => expect(dayText(dayNumber(dayOf(time)))).toBe(dayOf(time)))));
});
