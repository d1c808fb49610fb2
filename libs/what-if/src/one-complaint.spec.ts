import type { Policy } from '@redress/deadlines';
import { plusHours } from '@redress/kernel';
import { event } from '../../complaints/src/domain/examples.spec-support';
import { Trial, whatIfOne } from '.';
import { asOf, daysBefore, promise, Register, resolved, resolvedBetween, trialOf } from './register.spec-support';

const number = '370691682022';
let register: Register;
beforeEach(async () => (register = await Register.begun()));
const sentences = async (trial = trialOf()): Promise<readonly string[]> =>
  (await whatIfOne(register, trial, number, asOf))!.changed.map(({ sentence }) => sentence);

/** The final answer as the policy of the first day promises it, in its calendar, but for this. */
const likePinned = (about: Parameters<typeof promise>[0], pauses: Policy['pauses'] = []): Trial => {
  const { calendar } = register.versions.inForce();
  const text = promise({ limit: { amount: 30, unit: 'calendar-days' }, ends: 'at-the-instant', ...about });
  const { policy } = trialOf({ ...text, pauses });
  return new Trial(policy, { pin: calendar, value: register.versions.calendar(calendar) });
};

describe('what-if of one complaint', () => {
  it('derives every clock on both sides, and names the text that nobody adopted', async () => {
    await register.received(number, 100);
    const { before, after, judgedBefore } = (await whatIfOne(register, trialOf(), number, asOf))!;
    expect([judgedBefore, before.map(({ id }) => id), after.map(({ id }) => id)]).toEqual([true, ['acknowledge', 'final'], ['final']]);
    expect(after[0]!.derivation[0]).toEqual({
      from: daysBefore(100),
      until: '2026-03-22T20:00:00.000Z',
      kind: 'off',
      days: 0,
      why: 'the day it began',
      source: 'calendar shop, not adopted',
    });
  });

  it('says that a limit is another one, and where it counts', async () => {
    await register.received(number, 100);
    await register.add(number, event('ComplaintAcknowledged', { at: daysBefore(100) }), resolved(90));
    // #region why
    expect(await sentences()).toEqual([
      'final: met now, missed under this policy: the limit is 5 days, not 30 days; it counts in calendar shop, not adopted, not in calendar every-day version 1.',
      'acknowledge: met now; under this policy no such clock began.',
    ]);
    // #endregion
  });

  it('says nothing of standing still where neither did, whatever they count in', async () => {
    await register.received(number, 100);
    await register.add(number, resolved(90));
    const [final] = await sentences(trialOf(promise({ limit: { amount: 1, unit: 'hours' }, ends: 'at-the-instant' })));
    expect(final).toBe(
      'final: met now, missed under this policy: the limit is 1 hour, not 30 days; it counts in calendar shop, not adopted, not in calendar every-day version 1.',
    );
  });

  it('says that it starts from something else, and that something else satisfies it', async () => {
    await register.received(number, 100);
    await register.add(
      number,
      event('ComplaintAcknowledged', { at: daysBefore(60) }),
      event('ClockPaused', { at: daysBefore(59), reason: 'documents', clocks: null }),
      event('ClockResumed', { at: daysBefore(57) }),
      event('DecisionCommunicated', { at: daysBefore(55) }),
      resolved(50),
    );
    const text = promise({ start: 'acknowledged', stops: ['decided'] });
    const [final] = await sentences(trialOf({ ...text, pauses: [{ reason: 'documents', once: false, notice: [] }] }));
    expect(final).toBe(
      'final: missed now, met under this policy: it starts from acknowledged at 2026-05-01 09:00 Asia/Baku, not from received at 2026-03-22 09:00 Asia/Baku; the limit is 5 days, not 30 days; it counts in calendar shop, not adopted, not in calendar every-day version 1; event 4 (decided) satisfies it, not event 5 (resolved).',
    );
  });

  it('says of an imported complaint that nothing judges it now', async () => {
    await register.imported(number, 100, resolvedBetween(100, 97));
    const one = (await whatIfOne(register, trialOf(), number, asOf))!;
    expect([one.judgedBefore, one.before, await sentences()]).toEqual([
      false,
      [],
      ['final: not judged now, for no policy is pinned; met under this one.'],
    ]);
  });

  it('says that it stood still for another time', async () => {
    await register.received(number, 40);
    await register.add(
      number,
      event('ClockPaused', { at: daysBefore(30), reason: 'documents', clocks: null }),
      event('ClockResumed', { at: daysBefore(25) }),
      resolved(7),
    );
    const capped = { reason: 'documents', once: false, most: { amount: 2, unit: 'calendar-days' }, notice: [] } as const;
    expect((await sentences(likePinned({}, [capped])))[0]).toBe(
      'final: met now, missed under this policy: it stood still for 2 days, not for 5 days.',
    );
  });

  it('says that it runs out at another time of its last day', async () => {
    await register.received(number, 40);
    await register.add(number, event('ComplaintResolved', { at: plusHours(daysBefore(10), 1) }));
    expect((await sentences(likePinned({ ends: 'end-of-day' })))[0]).toBe(
      'final: missed now, met under this policy: it runs out at 2026-06-20 23:59 Asia/Baku, not at 2026-06-20 09:00 Asia/Baku.',
    );
  });

  it('has no clocks for feedback that is no complaint, and no answer for what does not exist', async () => {
    await register.received(number, 18, { kind: 'enquiry' });
    const one = (await whatIfOne(register, trialOf(), number, asOf))!;
    expect([one.before, one.after, one.changed, await whatIfOne(register, trialOf(), '130081818450', asOf)]).toEqual([[], [], [], null]);
  });
});
