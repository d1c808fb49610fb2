import { UnreadableComplaint } from '@redress/complaints';
import { event } from '../../complaints/src/domain/examples.spec-support';
import type { WhatIf } from '.';
import { readComplaints, type Told } from './register';
import { asOf, daysBefore, promise, Register, receipt, resolved, resolvedBetween, shop, trialOf } from './register.spec-support';

const [one, two, three] = ['370691682022', '130081818450', '000000000018'] as const;
const final = ({ clocks }: WhatIf) => clocks.find(({ clock }) => clock === 'final')!;
const rows = (answer: WhatIf): readonly string[] => final(answer).verdicts.map(({ before, after, count }) => `${before} ${after} ${count}`);

let register: Register;
beforeEach(async () => (register = await Register.begun()));

describe('what-if of a register', () => {
  it('puts every verdict beside the one under the other policy', async () => {
    await register.received(one, 100);
    await register.received(two, 100);
    await register.received(three, 10);
    await register.add(one, resolved(90));
    await register.add(two, resolved(98));
    const { answer } = await register.asked(trialOf());
    expect([rows(answer), answer.totals]).toEqual([
      ['running overdue 1', 'met met 1', 'met missed 1'],
      { complaints: 3, judgedBefore: 3, clocks: 6, changed: 2, newlyJudged: 0, noLongerJudged: 3 },
    ]);
  });

  it('lists what changes with both dates and why, in the order in which the complaints were last told of', async () => {
    await register.received(one, 100);
    await register.received(two, 10);
    await register.add(one, resolved(90));
    const { changed } = await register.asked(trialOf());
    const common = { clock: 'final', round: 1, why: ['limit', 'calendar'] };
    expect(changed.filter(({ clock }) => clock === 'final')).toEqual([
      { ...common, number: two, before: 'running', after: 'overdue', dueBefore: daysBefore(-20), dueAfter: '2026-06-25T19:59:59.999Z' },
      { ...common, number: one, before: 'met', after: 'missed', dueBefore: daysBefore(70), dueAfter: '2026-03-27T19:59:59.999Z' },
    ]);
  });

  it('changes no verdict of a clock that only one of the policies has: it is given no longer, or for the first time', async () => {
    await register.received(one, 100);
    await register.add(one, event('ComplaintAcknowledged', { at: daysBefore(100) }));
    const { answer, changed } = await register.asked(trialOf(promise({ id: 'escalate' })));
    expect(changed.map(({ clock, before, after, dueAfter, why }) => [clock, before, after, dueAfter, why])).toEqual([
      ['escalate', 'no-clock', 'overdue', '2026-03-27T19:59:59.999Z', []],
      ['acknowledge', 'met', 'no-clock', null, []],
      ['final', 'overdue', 'no-clock', null, []],
    ]);
    expect(answer.totals).toEqual({ complaints: 1, judgedBefore: 1, clocks: 3, changed: 0, newlyJudged: 1, noLongerJudged: 2 });
  });

  it('judges imported complaints, which nothing judges now, and changes no verdict by that', async () => {
    await register.imported(one, 100, resolved(98));
    const { answer, changed } = await register.asked(trialOf());
    expect([rows(answer), answer.totals]).toEqual([
      ['not-judged met 1'],
      { complaints: 1, judgedBefore: 0, clocks: 1, changed: 0, newlyJudged: 1, noLongerJudged: 0 },
    ]);
    expect(changed).toEqual([
      {
        number: one,
        clock: 'final',
        round: 1,
        before: 'not-judged',
        after: 'met',
        dueBefore: null,
        dueAfter: '2026-03-27T19:59:59.999Z',
        why: [],
      },
    ]);
  });

  it('never counts as met what nobody published, unless its bounds decide', async () => {
    await register.imported(one, 100, resolvedBetween(100, 97));
    await register.imported(two, 100, resolvedBetween(100, 80));
    await register.imported(three, 100, resolvedBetween(100, null));
    await register.imported('000000000026', 100, resolvedBetween(94, null));
    await register.imported('000000000034', 100, resolved(99));
    const { answer } = await register.asked(trialOf());
    expect([rows(answer), final(answer).after]).toEqual([
      ['not-judged met 2', 'not-judged missed 1', 'not-judged unknown 2'],
      { metAtKnownTime: 1, metByBounds: 1, missedAtKnownTime: 0, missedByBounds: 1, cannotBeKnown: 2 },
    ]);
  });

  it('counts the clock of a complaint that never began where nothing judged it', async () => {
    await register.imported(one, 100);
    const { answer } = await register.asked(trialOf(promise({ start: 'escalation-acknowledged' })));
    expect([rows(answer), answer.totals.newlyJudged]).toEqual([['not-judged no-clock 1'], 0]);
  });

  it('judges the whole life of a complaint that was reopened long after it was closed', async () => {
    await register.received(one, 200);
    await register.add(one, resolved(198), event('ComplaintClosed', { at: daysBefore(198) }));
    for (let nth = 0; nth < 9; nth += 1) await register.received(`00000000010${nth}`, 20 - nth);
    await register.add(one, event('ComplaintReopened', { at: daysBefore(6) }));
    const { changed } = await register.asked(trialOf());
    expect(changed.filter(({ number, clock }) => number === one && clock === 'final').map(({ round, after }) => [round, after])).toEqual([
      [2, 'overdue'],
    ]);
  });

  it('replaces every pin: that one counts forward only is a rule of the record', async () => {
    const { policy, calendar } = register.versions.inForce();
    await register.received(one, 100);
    await register.add(one, event('PolicyPinned', { at: daysBefore(20), policy, calendar, reason: 'reclassified' }));
    const { changed } = await register.asked(trialOf(promise({ limit: { amount: 2, unit: 'months' } })));
    expect(changed.filter(({ clock }) => clock === 'final')).toEqual([]);
  });

  it('counts in another calendar, and says so', async () => {
    await register.received(one, 18);
    // Saturday the 20th of June: a week with a Sunday and a holiday after the receipt.
    await register.add(one, resolved(10));
    const policy = promise({ limit: { amount: 5, unit: 'business-days' }, ends: 'close-of-business' });
    const [ours, closedOnSaturday] = [trialOf(policy), trialOf(policy, { ...shop, week: { ...shop.week, saturday: [] } })];
    const verdictIn = async (trial: typeof ours) => final((await register.asked(trial)).answer).verdicts.map(({ after }) => after);
    expect([await verdictIn(ours), await verdictIn(closedOnSaturday)]).toEqual([['missed'], ['met']]);
  });

  it('says how many counted working time where the calendar knows no holidays', async () => {
    await register.received(one, 18);
    await register.received(two, 300);
    const blind = async (policy = promise()) => final((await register.asked(trialOf(policy))).answer).holidaysUnknown;
    expect([await blind(promise({ limit: { amount: 5, unit: 'business-days' } })), await blind()]).toEqual([1, 0]);
  });

  it('takes the days of receipt in the zone of the register, both included', async () => {
    await register.add(one, receipt(one, 0, { ...register.versions.inForce(), receivedAt: '2026-06-01T19:59:59.999Z' }));
    await register.add(two, receipt(two, 0, { ...register.versions.inForce(), receivedAt: '2026-06-01T20:00:00.000Z' }));
    const received = async (from: string | null, to: string | null) =>
      (await register.asked(trialOf(), { from, to })).answer.totals.complaints;
    expect([
      await received('2026-06-01', '2026-06-01'),
      await received('2026-06-02', null),
      await received(null, '2026-06-02'),
      await received('2026-06-03', null),
    ]).toEqual([1, 1, 2, 0]);
  });

  it('takes complaints only, and what was converted into one', async () => {
    await register.received(one, 10, { kind: 'enquiry' });
    await register.received(two, 10, { kind: 'compliment' });
    await register.add(two, event('ConvertedToComplaint', { at: daysBefore(9), from: 'compliment' }));
    expect((await register.asked(trialOf())).answer.totals.complaints).toBe(1);
  });

  it('writes nothing, and says when it judged and how far it read', async () => {
    await register.received(one, 100);
    await register.imported(two, 100, resolvedBetween(100, null));
    const [texts, head] = [await register.texts(), await register.events.head()];
    const { answer } = await register.asked(trialOf());
    expect([answer.asOf, answer.position, await register.texts()]).toEqual([asOf, head, texts]);
  });

  it.each([0, 9])('leaves out what is recorded while it reads, also where it may hold %d complaints', async (most) => {
    await register.received(one, 100);
    await register.add(one, event('ComplaintAcknowledged', { at: daysBefore(99) }));
    const { events } = register;
    const head = await events.head();
    const all = events.all.bind(events);
    let passes = 0;
    jest.spyOn(events, 'all').mockImplementation(async function* (after) {
      passes += 1;
      if (passes === 2) {
        await register.add(one, resolved(98));
        await register.received(two, 100);
      }
      yield* all(after);
    });
    const told: Told[] = [];
    const position = await readComplaints(register, (each) => told.push(each), most);
    const seen = told.map(({ number, moments }) => [number, moments.at(-1)!.what]);
    expect([passes, seen, position]).toEqual([2, [[one, 'acknowledged']], head]);
  });

  it('reads complaints by themselves where more than it may hold lie open at once, and is told the same', async () => {
    for (const number of [one, two, three]) await register.received(number, 100);
    for (const number of [three, one, two]) await register.add(number, event('ComplaintAcknowledged', { at: daysBefore(99) }));
    for (const number of [two, three]) await register.add(number, resolved(90));
    const told = async (most: number): Promise<readonly Told[]> => {
      const found: Told[] = [];
      await readComplaints(register, (each) => found.push(each), most);
      return found;
    };
    expect([await told(0), await told(1)]).toEqual([await told(9), await told(9)]);
    expect((await told(1)).map(({ number, moments }) => [number, moments.length])).toEqual([
      [one, 5],
      [two, 6],
      [three, 6],
    ]);
  });

  it('answers of a register without complaints that there are none', async () => {
    const { answer, changed } = await register.asked(trialOf());
    expect([answer.totals, answer.clocks, changed]).toEqual([
      { complaints: 0, judgedBefore: 0, clocks: 0, changed: 0, newlyJudged: 0, noLongerJudged: 0 },
      [],
      [],
    ]);
  });

  it('names a complaint that cannot be read, or that has no receipt', async () => {
    const refusal = (): Promise<unknown> => register.asked(trialOf()).catch((error: unknown) => error);
    await register.add(one, resolved(98));
    const withoutReceipt = await refusal();
    await register.events.append(
      `complaint-${two}`,
      [{ id: 'x', type: 'ComplaintReceived', data: '{"cut', metadata: '{"schema":1,"recordedAt":"2026-06-01T00:00:00.000Z"}' }],
      'no-stream',
    );
    const cut = await refusal();
    expect([withoutReceipt, cut]).toEqual([expect.any(UnreadableComplaint), expect.any(UnreadableComplaint)]);
    expect(String(withoutReceipt)).toContain(one);
  });
});
