import fc from 'fast-check';
import { clocksAt } from '@redress/deadlines';
import { plusHours } from '@redress/kernel';
import type { Stored } from '../complaint-projection';
import { an, correction, imported, office, ours, told, versions } from '../told.spec-support';
import { asked, countedOf } from './asked.spec-support';

/** Received on Sunday 1 March 2026 at noon in Baku; an update is owed by the end of every third day. */
const received = an('ComplaintReceived', { policy: ours, calendar: office });
const lastInstant = '2026-03-04T19:59:59.999Z';
const justAfter = '2026-03-04T20:00:00.000Z';
const update = (at: string | null): Stored => an('ProgressUpdateSent', { at });
const decided = an('DecisionCommunicated', { at: '2026-03-03T07:00:00.000Z' });

describe('updates-missed', () => {
  const missed = async (stories: readonly (readonly Stored[])[], asOf: string) => {
    const { value, denominator, leftOut } = await asked('updates-missed', stories, { asOf });
    return [value, denominator, leftOut];
  };

  it('counts one that nobody sent once it is overdue as of the answer, though nothing was recorded meanwhile', async () => {
    expect(await asked('updates-missed', [[received]], { asOf: lastInstant })).toEqual({
      value: null,
      reason: 'No update was owed in this range until now.',
      denominator: 0,
      leftOut: 0,
    });
    expect(await missed([[received]], justAfter)).toEqual([1, 1, 0]);
  });
  it('judges every round, by when it was owed', async () => {
    const late = update(justAfter);
    const story = [received, update('2026-03-02T08:00:00.000Z'), update('2026-03-04T08:00:00.000Z'), update('2026-03-08T08:00:00.000Z')];
    // Owed by the 4th, by the 5th, by the 7th, which was missed, and by the 11th.
    expect(await missed([story], '2026-03-11T19:59:59.999Z')).toEqual([1, 3, 0]);
    // Of the other by the 4th and, after the late one, by the 8th.
    expect(await missed([story, [received, late]], '2026-03-11T20:00:00.000Z')).toEqual([4, 6, 0]);
  });
  it('takes the decision for an update, counts none that fell away before, and one that fell away too late', async () => {
    const closed = (at: string) => [received, an('ComplaintClosed', { at })];
    expect(await missed([[received, decided, an('ComplaintResolved')]], '2026-06-01T00:00:00.000Z')).toEqual([0, 1, 0]);
    expect(await missed([closed('2026-03-04T08:00:00.000Z')], '2026-06-01T00:00:00.000Z')).toEqual([null, 0, 0]);
    expect(await missed([closed(justAfter)], '2026-06-01T00:00:00.000Z')).toEqual([1, 1, 0]);
  });
  it('counts none while the clock stands still without an end', async () => {
    const paused = [received, an('ClockPaused', { at: '2026-03-02T08:00:00.000Z' })];
    expect(await missed([paused], '2026-06-01T00:00:00.000Z')).toEqual([null, 0, 0]);
    // The 2nd and the 3rd are skipped, so it is owed by the 6th.
    const resumed = [...paused, an('ClockResumed', { at: '2026-03-04T08:00:00.000Z' })];
    expect(await missed([resumed], '2026-03-06T19:59:59.999Z')).toEqual([null, 0, 0]);
    expect(await missed([resumed], '2026-03-06T20:00:00.000Z')).toEqual([1, 1, 0]);
  });
  it('leaves out imported complaints and updates at an unknown time', async () => {
    expect(await missed([[imported()], [imported(), an('PolicyPinned', { policy: ours, calendar: office })]], justAfter)).toEqual([
      null,
      0,
      2,
    ]);
    expect(await missed([[received, update(null)]], justAfter)).toEqual([null, 0, 1]);
  });
  it('stands by event on the day on which it runs out', async () => {
    const on = async (day: string) =>
      (await asked('updates-missed', [[received]], { basis: 'event', from: day, to: day, asOf: '2026-04-01T00:00:00.000Z' })).value;
    expect([await on('2026-03-04'), await on('2026-03-05')]).toEqual([1, null]);
  });
  it('is judged anew when the time of an update was corrected', async () => {
    const story = [received, update(justAfter), correction('ProgressUpdateSent', 1, 'at', lastInstant)];
    expect(await missed([story], justAfter)).toEqual([0, 1, 0]);
  });

  const step = fc.tuple(
    fc.constantFrom(
      'ProgressUpdateSent',
      'DecisionCommunicated',
      'ComplaintResolved',
      'ComplaintReopened',
      'ComplaintClosed',
      'PolicyPinned',
    ),
    fc.integer({ min: 0, max: 100 }),
  );
  it('is what the clocks say of every round, as of any instant', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.integer({ min: 0, max: 600 }), async (steps, later) => {
        let hours = 0;
        const story = steps.map(([type, passed]) => {
          hours += passed;
          const at = plusHours('2026-03-01T08:00:00.000Z', hours);
          return type === 'PolicyPinned' ? an(type, { at, policy: ours, calendar: office }) : an(type as 'ComplaintClosed', { at });
        });
        const asOf = plusHours('2026-03-01T20:00:00.000Z', hours + later);
        const { moments } = countedOf(told(received, ...story))!;
        const rounds = clocksAt(moments, versions, asOf).filter(({ id }) => id === 'update');
        const having = (...verdicts: readonly string[]) => rounds.filter(({ verdict }) => verdicts.includes(verdict)).length;
        const [value, denominator] = await missed([[received, ...story]], asOf);
        expect([value ?? 0, denominator]).toEqual([having('missed', 'overdue'), having('met', 'missed', 'overdue')]);
      }),
      { numRuns: 200, seed: 20_261_126 },
    );
  });
});

describe('the times in working hours', () => {
  // Monday at ten, Tuesday at noon, and Wednesday in the evening: the calendar works from nine to five.
  const acknowledged = an('ComplaintAcknowledged', { at: '2026-03-02T06:00:00.000Z' });
  const resolved = (at: string) => an('ComplaintResolved', { at });
  const story = [
    received,
    acknowledged,
    resolved('2026-03-03T08:00:00.000Z'),
    an('ComplaintReopened', { at: '2026-03-03T09:00:00.000Z' }),
    resolved('2026-03-04T08:30:00.000Z'),
    an('ComplaintClosed', { at: '2026-03-04T18:00:00.000Z' }),
  ];
  const ids = ['acknowledge', 'resolve-first', 'resolve-last', 'close'];
  const ofAll = (stories: readonly (readonly Stored[])[], basis: 'received' | 'event' = 'received') =>
    Promise.all(ids.map((id) => asked(`working-time-to-${id}`, stories, { basis })));

  it('count the hours of the calendar that is pinned', async () => {
    expect((await ofAll([story])).map(({ value, denominator, leftOut }) => [value, denominator, leftOut])).toEqual([
      [1, 1, 0],
      [11, 1, 0],
      [19.5, 1, 0],
      [24, 1, 0],
    ]);
    expect((await ofAll([story], 'event')).map(({ value }) => value)).toEqual([1, 11, 19.5, 24]);
  });
  it('are those of another calendar once that is pinned', async () => {
    const [acknowledging] = await ofAll([[...story, an('PolicyPinned', { reason: 'reclassified' })]]);
    expect(acknowledging!.value).toBe(22);
  });
  it('follow a corrected time, of the receipt too, and leave out an end before the receipt', async () => {
    const later = correction('ComplaintReceived', 0, 'receivedAt', '2026-03-02T05:30:00.000Z');
    const [acknowledging] = await ofAll([[...story, later]]);
    expect(acknowledging!.value).toBe(0.5);
    const before = [received, an('ComplaintAcknowledged', { at: '2026-02-27T08:00:00.000Z' })];
    for (const basis of ['received', 'event'] as const) {
      const [first] = await ofAll([before, story], basis);
      expect([first!.value, first!.denominator, first!.leftOut]).toEqual([1, 1, 1]);
    }
  });
  it('are not known of an imported complaint, which is left out, and nothing is known where there is no other', async () => {
    const foreign = [
      imported(),
      acknowledged,
      resolved('2026-03-03T08:00:00.000Z'),
      an('ComplaintResolved', { at: null }),
      an('ComplaintClosed'),
    ];
    for (const basis of ['received', 'event'] as const) {
      expect((await ofAll([story, foreign], basis)).map(({ denominator, leftOut }) => [denominator, leftOut])).toEqual(
        ids.map(() => [1, 1]),
      );
      expect((await ofAll([foreign], basis))[1]).toEqual({
        value: null,
        reason: 'No complaint that counts here pinned a calendar.',
        denominator: 0,
        leftOut: 1,
      });
    }
    expect((await ofAll([[received]]))[3]!.reason).toBe('No duration is known in this range.');
  });
});

describe('the dimension policy', () => {
  it('groups by the policy that is pinned, with its version, and what pins none under null', async () => {
    const changed = [an('ComplaintReceived'), an('PolicyPinned', { policy: ours, calendar: office, reason: 'reclassified' })];
    const takenOver = [imported(), an('PolicyPinned', { reason: 'taken-over' })];
    expect((await asked('received', [[received], changed, takenOver, [imported()]], { by: 'policy' })).groups).toEqual([
      { key: 'iso10002-default@1', value: 1 },
      { key: 'ours@2', value: 2 },
      { key: null, value: 1 },
    ]);
  });
});
