import fc from 'fast-check';
import { instantAt, millisOf } from '@redress/kernel';
import { clocksAt, derivedClocksAt, verdictsAt } from './clocks';
import { countsHours, walk, begun, type Count } from './counting';
import { policyOfPart } from './parts';
import { ends, offsets, type Policy, units } from './policy';
import { at, office, paused, pin, pinned, policyOf, rule, stream, type Told, versionsOf } from './told.spec-support';
import { WorkCalendar } from './work-calendar';

const hour = 3_600_000;
const receivedAt = millisOf('2026-03-20T09:00:00.000Z');
const instant = (hours: number): string => instantAt(receivedAt + hours * hour);

const anyRule = fc.record({
  limit: fc.record({ amount: fc.integer({ min: 1, max: 12 }), unit: fc.constantFrom(...units) }),
  ends: fc.constantFrom(...ends),
  offset: fc.constantFrom(...offsets),
  rollsForward: fc.boolean(),
});
const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({ clocks: fc.tuple(anyRule, anyRule), reopening: fc.constantFrom('anew' as const, 'go-on' as const) })
  .map(({ clocks: [one, other], reopening }) =>
    policyOf([rule({ ...one, id: 'final' }), rule({ ...other, id: 'acknowledge', stops: ['acknowledged'] })], {
      reopening: { withinDays: 180, clocks: reopening },
    }),
  );
const steps = [
  ...['paused', 'resumed', 'resolved', 'reopened', 'acknowledged', 'closed', 'repinned', 'extended', 'noted'],
  ...['separated', 'answered'],
];
/** Whatever is done to a complaint, in any order, at rising times. */
const anyLife: fc.Arbitrary<readonly Told[]> = fc
  .array(
    fc.record({
      what: fc.constantFrom(...steps),
      hours: fc.integer({ min: 0, max: 90 }),
    }),
    { maxLength: 14 },
  )
  .map((taken) => {
    let [passed, parts] = [0, 0];
    return taken.flatMap(({ what, hours }): Told[] => {
      passed += hours;
      switch (what) {
        case 'paused':
          return [paused(instant(passed))];
        case 'repinned':
          return [pinned('mine', 2, instant(passed))];
        case 'extended':
          return [{ what: 'extended', clock: 'final', by: { amount: 2, unit: 'business-days' }, reason: 'expert' }];
        case 'separated':
          return [{ what, part: (parts += 1), about: {}, policy: pin('mine', 2), calendar: pin('office') }];
        case 'answered':
          return parts === 0 ? [] : [{ what: 'part-answered', part: parts, at: instant(passed) }];
        case 'noted':
          return [];
        default:
          return [at(what as 'resumed', instant(passed))];
      }
    });
  });
const asked = fc.record({ policy: anyPolicy, next: anyPolicy, life: anyLife, now: fc.integer({ min: 0, max: 1_500 }) });
const told = (life: readonly Told[]) => stream(pinned('mine', 1, instant(0)), at('received', instant(0)), ...life);
const versionsIn = ({ policy, next }: { policy: Policy; next: Policy }) => versionsOf({ 'mine-1': policy, 'mine-2': next });
const runs = { numRuns: 500, seed: 20_261_126 };

describe('whatever is done to a complaint', () => {
  it('every stretch of its clocks follows the one before, and together they are the wall time', () => {
    fc.assert(
      fc.property(asked, ({ life, now, ...policies }) => {
        for (const { startedAt, stopped, derivation } of derivedClocksAt(told(life), versionsIn(policies), instant(now))) {
          const joined = derivation.every(({ until, from }, n) => from < until && (n === 0 || derivation[n - 1]!.until === from));
          const [first, last] = [derivation[0], derivation.at(-1)];
          const ended = last?.until ?? startedAt;
          const passed = derivation.reduce((sum, { from, until }) => sum + millisOf(until) - millisOf(from), 0);
          expect([joined, first?.from ?? startedAt, passed]).toEqual([true, startedAt, millisOf(ended) - millisOf(startedAt)]);
          if (stopped?.at && stopped.at > startedAt) expect(ended).toBe(stopped.at);
        }
      }),
      runs,
    );
  });

  it('elapsed, paused and ended time are the time of its calendar (G14)', () => {
    const calendar = new WorkCalendar(office);
    fc.assert(
      fc.property(asked, ({ life, now, ...policies }) => {
        const versions = versionsIn(policies);
        for (const clock of derivedClocksAt(told(life), versions, instant(now))) {
          const policy = versions.policy(clock.policy);
          const { clocks } = clock.part === null ? policy : policyOfPart(policy, clock.part);
          const used = clocks.find(({ id }) => id === clock.id)!;
          const undisturbed: Count = {
            calendar,
            ...begun(calendar, millisOf(clock.startedAt), used.offset),
            unit: used.limit.unit,
            ends: used.ends,
            rollsForward: used.rollsForward,
            breaks: [],
          };
          let inCalendar = 0;
          const end = clock.derivation.at(-1)?.until ?? clock.startedAt;
          walk(undisturbed, millisOf(end), (from, until, kind, _why, days) => {
            if (kind === 'counted') inCalendar += countsHours(used.limit.unit) ? (until - from) / 60_000 : days;
            return false;
          });
          expect(clock.elapsed.amount + clock.paused.amount + clock.ended.amount).toBe(inCalendar);
        }
      }),
      runs,
    );
  });

  it('no time that passes takes elapsed time or a due date back', () => {
    fc.assert(
      fc.property(asked, fc.nat(500), ({ life, now, ...policies }, more) => {
        const versions = versionsIn(policies);
        const [before, after] = [clocksAt(told(life), versions, instant(now)), clocksAt(told(life), versions, instant(now + more))];
        before.forEach(({ due, elapsed, paused: stood }, n) => {
          expect([after[n]!.due >= due, after[n]!.elapsed.amount >= elapsed.amount, after[n]!.paused.amount >= stood.amount]).toEqual([
            true,
            true,
            true,
          ]);
        });
      }),
      runs,
    );
  });

  it('a verdict alone is what the whole reading says', () => {
    fc.assert(
      fc.property(asked, ({ life, now, ...policies }) => {
        const readings = clocksAt(told(life), versionsIn(policies), instant(now));
        expect(verdictsAt(told(life), versionsIn(policies), instant(now))).toEqual(
          readings.map(({ id, round, startedAt, due, verdict, stopped }) => ({
            ...{ id, round, startedAt, due, verdict },
            stopped: stopped && { at: stopped.at },
          })),
        );
      }),
      runs,
    );
  });

  it('a longer pause never makes it due earlier', () => {
    fc.assert(
      fc.property(anyPolicy, fc.nat(200), fc.nat(200), fc.nat(200), (policy, begins, length, more) => {
        const due = (hours: number) =>
          clocksAt(
            told([paused(instant(begins)), at('resumed', instant(begins + hours))]),
            versionsOf({ 'mine-1': policy }),
            instant(5_000),
          ).map((clock) => clock.due);
        const [shorter, longer] = [due(length), due(length + more)];
        expect(longer.every((each, n) => each >= shorter[n]!)).toBe(true);
      }),
      runs,
    );
  });

  it('the order in which a calendar lists its holidays does not matter', () => {
    const holidays = Array.from({ length: 12 }, (_, n) => ({ day: `2026-04-${String(n + 1).padStart(2, '0')}`, name: `Holiday ${n}` }));
    fc.assert(
      fc.property(asked, fc.shuffledSubarray(holidays, { minLength: 12 }), ({ life, now, policy }, shuffled) => {
        const policies = { 'mine-1': policy, 'mine-2': policy };
        const by = (listed: typeof holidays) =>
          derivedClocksAt(told(life), versionsOf(policies, { [pin('office').sha256]: { ...office, holidays: listed } }), instant(now));
        expect(by(shuffled)).toEqual(by(holidays));
      }),
      { ...runs, numRuns: 100 },
    );
  });
});
