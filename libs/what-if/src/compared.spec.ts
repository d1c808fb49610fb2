import fc from 'fast-check';
import { momentsAfter } from '@redress/complaints';
import { clocksAt, derivedClocksAt, type Moment, preset, type Tried, verdictsAt, withoutParts } from '@redress/deadlines';
import { plusHours } from '@redress/kernel';
import { asStored } from '@redress/testing';
import { calendar, policy } from '../../complaints/src/domain/examples.spec-support';
import { anyPolicy, anyStart, anySteps, play } from '../../complaints/src/domain/sequences.spec-support';
import { comparedClocks, outcomeOf } from './compared';
import { promise, shop } from './register.spec-support';
import { Trial } from './trial';
import { isJudged } from './what-if';
import { reasonsOf, sentenceOf } from './why';

const tried = <T>(pin: Tried<T>['pin'], value: T): Tried<T> => ({ pin, value });
/** What the complaints of these lives pin, as a trial. */
const same = new Trial(tried(policy, preset('iso10002-default').text), tried(calendar, shop));
const other = new Trial(tried({ ...policy, id: 'promise', version: 0, sha256: 'p' }, promise()), tried({ ...calendar, sha256: 'c' }, shop));

interface Life {
  readonly moments: readonly Moment[];
  readonly now: string;
}
/** Two hundred lives, judged at some hour after their last event. */
const always = (promised: (life: Life) => void): void =>
  fc.assert(
    fc.property(anyStart, anySteps, anyPolicy, fc.integer({ min: 0, max: 3_000 }), (start, steps, handling, hours) => {
      const { log } = play(start, steps, asStored, handling);
      const moments = log.reduce<readonly Moment[]>(
        (before, { stored, recordedAt }, revision) => momentsAfter(before, stored, { revision, recordedAt }),
        [],
      );
      promised({ moments: withoutParts(moments), now: plusHours(log.at(-1)?.recordedAt ?? '2026-05-04T08:00:00.000Z', hours) });
    }),
    { numRuns: 200, seed: 20_261_126 },
  );

describe('whatever was done to a complaint', () => {
  it('its verdicts and dates stay what they are under the policy that it pins', () => {
    let judged = 0;
    always(({ moments, now }) => {
      if (!isJudged(moments)) return;
      judged += 1;
      const before = verdictsAt(moments, same.versions, now);
      expect(verdictsAt(same.moments(moments), same.versions, now)).toEqual(before);
    });
    expect(judged).toBeGreaterThan(50);
  });

  it('every clock of either side stands in the comparison once', () => {
    always(({ moments, now }) => {
      const [before, after] = [clocksAt(moments, same.versions, now), clocksAt(other.moments(moments), other.versions, now)];
      const compared = comparedClocks(isJudged(moments) ? before : null, after, other.clocks.keys());
      const sides = (side: 'clockBefore' | 'clockAfter') =>
        compared.flatMap((each) => (each[side] === null ? [] : [`${each.clock} ${each.round}`])).sort();
      const named = (clocks: typeof before) => clocks.map(({ id, round }) => `${id} ${round}`).sort();
      expect([sides('clockBefore'), sides('clockAfter')]).toEqual([named(before), named(after)]);
    });
  });

  it('a verdict that changes has a reason, and a sentence that says it', () => {
    let changed = 0;
    always(({ moments, now }) => {
      const [before, after] = [derivedClocksAt(moments, same.versions, now), derivedClocksAt(other.moments(moments), other.versions, now)];
      for (const compared of comparedClocks(isJudged(moments) ? before : null, after, other.clocks.keys())) {
        if (outcomeOf(compared) === 'same') continue;
        changed += 1;
        if (outcomeOf(compared) === 'changed') expect(reasonsOf(compared)).not.toEqual([]);
        expect(sentenceOf(compared)).toMatch(/^[a-z-]+( \(round \d+\))?: .{10,}[^: ]\.$/);
      }
    });
    expect(changed).toBeGreaterThan(50);
  });
});
