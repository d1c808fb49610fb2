import fc from 'fast-check';
import { dayOfNumber, zoneOf } from '@redress/kernel';
import { type Break, disjoint } from './domain/breaks';
import { type Calendar, type Slot, weekdays, weekOf } from './domain/calendar';
import { amountOf, begun, type Count, countsHours, dueOf, walk } from './domain/counting';
import { type Answer, type Asked, countMinutes } from './minute-counter.spec-support';
import { ends, offsets, type Unit, units } from './domain/policy';
import { timeOf, WorkCalendar } from './domain/work-calendar';

/** Every case is a figure that `npm run torture` raises. */
const cases = { short: Number(process.env.CLOCK_CASES ?? 2_000), long: Number(process.env.CLOCK_LONG_CASES ?? 100) };
const seed = Number(process.env.CLOCK_SEED ?? 20_261_126);

const minute = 60_000;
const dayLong = 86_400_000;
/** With half hours, midnight transitions, days left out, days that come back, two hours of summer time, and none. */
const zones = [
  'UTC',
  'America/St_Johns',
  'America/New_York',
  'America/Havana',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Dublin',
  'Africa/Casablanca',
  'Asia/Baku',
  'Asia/Tehran',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Pacific/Kwajalein',
];

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const slots: fc.Arbitrary<readonly Slot[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
  .map((quarters) => quarters.sort((a, b) => a - b))
  .map((quarters) =>
    Array.from({ length: Math.floor(quarters.length / 2) }, (_, n) => ({
      from: clockTime(quarters[2 * n]! * 15),
      to: clockTime(quarters[2 * n + 1]! * 15),
    })),
  );
const someSlots = fc.oneof(
  fc.constant<readonly Slot[]>([{ from: '00:00', to: '24:00' }]),
  fc.constant([{ from: '09:00', to: '17:00' }]),
  slots,
);

/** Now and then close to a change of the zone's offset. */
const moments = (zone: string): fc.Arbitrary<number> => {
  const any = fc.integer({ min: Date.UTC(1990, 0, 1) / minute, max: Date.UTC(2060, 0, 1) / minute });
  const near = fc.tuple(any, fc.integer({ min: -3 * 1440, max: 180 })).map(([at, before]) => {
    const { until } = zoneOf(zone).at(at * minute);
    return (Number.isFinite(until) ? until / minute : at) + before;
  });
  return fc.oneof(any, near).chain(onQuarters);
};
/** Mostly on quarters of an hour, so that breaks meet openings, closes and midnights to the minute. */
const onQuarters = (at: number): fc.Arbitrary<number> => fc.constantFrom(Math.floor(at / 15) * 15, Math.floor(at / 15) * 15, at);

const questions = (longest: number): fc.Arbitrary<Asked> =>
  fc.constantFrom(...zones).chain((zone) =>
    fc
      .record({
        startMinute: moments(zone),
        usual: someSlots,
        weekend: fc.subarray([...weekdays], { maxLength: 4 }),
        exceptions: fc.uniqueArray(
          fc.record({ day: fc.integer({ min: -2, max: longest + 5 }), slots: fc.option(slots), works: fc.boolean() }),
          {
            maxLength: 5,
            selector: ({ day }) => day,
          },
        ),
        unit: fc.constantFrom(...units.filter((unit) => unit !== 'months' || longest > 28)),
        size: fc.double({ min: 0, max: 1, noNaN: true }),
        ends: fc.constantFrom(...ends),
        offset: fc.constantFrom(...offsets),
        rollsForward: fc.boolean(),
        breaks: fc.array(
          fc.record({
            from: fc.integer({ min: 0, max: longest * 1440 }).chain(onQuarters),
            length: fc.integer({ min: 15, max: 3 * 1440 }).chain(onQuarters),
            kind: fc.constantFrom('paused' as const, 'paused' as const, 'ended' as const),
          }),
          { maxLength: 4 },
        ),
        now: fc.integer({ min: 0, max: longest * 1440 }).chain(onQuarters),
      })
      .map(({ startMinute, usual, weekend, exceptions, unit, size, breaks, now, ...rest }) => {
        const start = startMinute * minute;
        const dayNumber = Math.floor(start / dayLong);
        const calendar: Calendar = {
          title: 'any',
          source: 'any',
          timeZone: zone,
          effectiveFrom: null,
          week: weekOf(usual, weekend),
          holidays: exceptions
            .filter(({ works }) => !works)
            .map(({ day, slots: half }) => ({ day: dayOfNumber(dayNumber + day), name: 'holiday', ...(half && { slots: half }) })),
          workingDays: exceptions
            .filter(({ works }) => works)
            .map(({ day, slots: open }) => ({ day: dayOfNumber(dayNumber + day), name: 'worked', slots: open ?? usual })),
          knownUntil: null,
        };
        return {
          ...rest,
          calendar,
          start,
          limit: { unit, amount: amountFor(unit, size, longest, calendar) },
          breaks: breaks.map(({ from, length, kind }) => ({ from: start + from * minute, until: start + (from + length) * minute, kind })),
          now: start + now * minute,
        };
      }),
  );

/** Of about the length asked for, in a calendar that may have little working time. */
const amountFor = (unit: Unit, size: number, longest: number, { week }: Calendar): number => {
  const worked = weekdays.map((day) => week[day].reduce((sum, { from, to }) => sum + timeOf(to) - timeOf(from), 0) / 3_600_000);
  const most = {
    hours: longest * 24,
    'working-hours': (longest / 7) * worked.reduce((sum, each) => sum + each, 0),
    'calendar-days': longest,
    'business-days': (longest / 7) * worked.filter((each) => each > 0).length,
    weeks: longest / 7,
    months: longest / 28,
  };
  return Math.max(1, Math.floor(size * most[unit]));
};

const counted = ({ calendar, start, offset, limit, ends: end, rollsForward, breaks, now }: Asked): Answer => {
  const work = new WorkCalendar(calendar);
  const why = breaks.map((each): Break => ({ ...each, why: each.kind }));
  const count: Count = { calendar: work, ...begun(work, start, offset), unit: limit.unit, ends: end, rollsForward, breaks: disjoint(why) };
  const due = dueOf(count, amountOf(count, limit));
  const sums = { counted: 0, paused: 0, ended: 0, off: 0 };
  const inMinutes = countsHours(limit.unit);
  walk(count, now, (from, until, kind, _why, days) => {
    sums[kind] += inMinutes ? (until - from) / minute : days;
    return false;
  });
  const tooLate = end === 'end-of-day' && !inMinutes ? due + 1 : due;
  return { due: tooLate, counted: sums.counted, paused: sums.paused, ended: sums.ended };
};

describe('a clock against a counter that walks minute by minute', () => {
  it.each([
    ['up to ten days', 10, cases.short],
    ['eight weeks', 56, cases.long],
  ])(
    'agrees on due, counted, paused and ended time over %s',
    (_what, longest, numRuns) => {
      fc.assert(
        fc.property(questions(longest), (asked) => {
          expect(counted(asked)).toEqual(countMinutes(asked));
        }),
        { numRuns, seed },
      );
    },
    60_000 + 100 * (cases.short + 10 * cases.long),
  );
});
