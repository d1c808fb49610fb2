import { complaintCodec, ProcessManager } from '@redress/complaints';
import { firstCalendar, firstPolicy, type Policy, policyOfFirst } from '@redress/deadlines';
import { metadataOf, OutcomeUnknown, StoreUnavailable } from '@redress/event-store';
import { type Instant, plusHours, uuidOf } from '@redress/kernel';
import { QueueDueIndex } from '@redress/read-models';
import { collect } from '@redress/testing';
import { type ProblemBody, TestApi } from './test-api.spec-support';

const first = policyOfFirst(firstPolicy.policy);
/** Whom nobody hears of for eight weeks is warned a week before. */
const silence: Policy = {
  ...first,
  calendar: firstCalendar('UTC').id,
  silence: { after: { amount: 8, unit: 'weeks' }, warning: { amount: 1, unit: 'weeks' } },
};
const assessment = {
  ...{ severity: 2, safety: false, complexity: 'low', impact: 'low' },
  ...{ immediateActionNeeded: false, immediateActionPossible: false, resolvability: 'resolvable' },
};

describe('what happens by itself', () => {
  let test: TestApi, number: string;
  beforeEach(async () => {
    test = await TestApi.start();
    number = await test.received();
    await test.engine.projectors.catchUp();
  });
  afterEach(() => test.stop());

  /** A process that acts; where it does not follow, its index knows nothing of what it did itself. */
  const manager = (follows = true, onTrouble: (error: unknown) => void = fail): ProcessManager => {
    const { engine } = test;
    const index = new QueueDueIndex(engine.readModels);
    index.follow = async () => (follows ? engine.projectors.catchUp() : undefined);
    const clock = { now: () => test.now, wait: () => Promise.resolve() };
    return new ProcessManager({ ...engine, index }, { clock, onTrouble });
  };
  const fail = (error: unknown): never => {
    throw error;
  };
  const post = async (path: string, body: object = {}, role: 'supervisor' | 'admin' = 'supervisor') => {
    const { status, body: answer } = await test.post<ProblemBody>(role, `/complaints/${number}/${path}`, body);
    await test.engine.projectors.catchUp();
    return status === 200 ? [status] : [status, ...answer.errors.map(({ code }) => code)];
  };
  const assigned = async (): Promise<void> => {
    expect(await post('assess', assessment)).toEqual([200]);
    expect(await post('assign', { handler: test.staff.agent })).toEqual([200]);
  };
  const stored = async (of = number) => collect(test.store.read(`complaint-${of}`));
  /** What the process manager recorded: what, at which business time, owed when. */
  const done = async (of = number): Promise<readonly string[]> =>
    (await stored(of))
      .filter((recorded) => metadataOf(recorded).actor.id === 'process-manager')
      .map((recorded) => {
        const { type, data } = complaintCodec.decode(recorded);
        const { at, owedAt, owed, clock, level } = data as Record<string, string> & { owed?: { at: string; clock: string | null } };
        const what = [type, level ?? '', clock ?? owed?.clock ?? ''].filter((word) => word !== '').join(' ');
        return `${what} at ${at} owed ${owedAt ?? owed?.at ?? at}`;
      });
  /** Turns the clock so many hours at a time and lets it act each time. */
  const passes = async (until: Instant, hours: number, acting = manager()): Promise<void> => {
    for (; test.now < until; test.now = plusHours(test.now, hours)) await acting.workOff();
  };

  it('reminds, records what was missed and goes up the chain, each at its time', async () => {
    await assigned();
    await passes('2026-06-12T12:00:00.000Z', 1);
    // #region done
    // Received on 1 May at noon and assigned, then an hour at a time.
    expect(await done()).toEqual([
      'HandlerReminded acknowledge at 2026-05-02T09:00:00.000Z owed 2026-05-02T08:00:00.000Z',
      'DeadlineMissed acknowledge at 2026-05-02T12:00:00.000Z owed 2026-05-02T12:00:00.000Z',
      'HandlerReminded final at 2026-05-26T13:00:00.000Z owed 2026-05-26T12:00:00.000Z',
      'ComplaintEscalated supervisor final at 2026-05-29T13:00:00.000Z owed 2026-05-29T12:00:00.000Z',
      'DeadlineMissed final at 2026-05-31T12:00:00.000Z owed 2026-05-31T12:00:00.000Z',
      'ComplaintEscalated management final at 2026-05-31T13:00:00.000Z owed 2026-05-31T12:00:00.000Z',
      'ComplaintEscalated top-management final at 2026-06-07T13:00:00.000Z owed 2026-06-07T12:00:00.000Z',
    ]);
    // #endregion
  });

  it('is caught up with after a week in the order in which it was owed, and says since when', async () => {
    await assigned();
    test.now = '2026-06-05T00:00:00.000Z';
    expect(await manager().workOff()).toEqual({ acts: 4, left: 0 });
    expect(await done()).toEqual([
      'DeadlineMissed acknowledge at 2026-05-02T12:00:00.000Z owed 2026-05-02T12:00:00.000Z',
      'ComplaintEscalated supervisor final at 2026-06-05T00:00:00.000Z owed 2026-05-29T12:00:00.000Z',
      'DeadlineMissed final at 2026-05-31T12:00:00.000Z owed 2026-05-31T12:00:00.000Z',
      'ComplaintEscalated management final at 2026-06-05T00:00:00.000Z owed 2026-05-31T12:00:00.000Z',
    ]);
  });

  it('is done once, however many do it and however far behind their index is', async () => {
    await assigned();
    for (const now of ['2026-05-02T09:00:00.000Z', '2026-05-30T00:00:00.000Z', '2026-06-05T00:00:00.000Z']) {
      test.now = now;
      const others = Array.from({ length: 4 }, () => manager(false));
      await Promise.all(others.map((each) => each.workOff()));
      await others[0]!.workOff();
      await test.engine.projectors.catchUp();
      await manager().workOff();
    }
    const all = await done();
    expect(new Set(all).size).toBe(all.length);
    expect(all.map((each) => each.split(' at ')[0])).toEqual([
      'HandlerReminded acknowledge',
      'DeadlineMissed acknowledge',
      'HandlerReminded final',
      'ComplaintEscalated supervisor final',
      'DeadlineMissed final',
      'ComplaintEscalated management final',
    ]);
    const ids = (await stored()).map((recorded) => metadataOf(recorded).commandId);
    const owedAt = '2026-05-29T12:00:00.000Z';
    expect(ids).toContain(uuidOf('redress-act-1', `complaint-${number}`, 'final', owedAt, 'escalate supervisor'));
  });

  it('is done once also where the answer of an append is lost, or the store goes away in the middle', async () => {
    await assigned();
    test.now = '2026-06-05T00:00:00.000Z';
    let appends = 0;
    test.store.before = async () => {
      appends += 1;
      if (appends % 3 === 1) throw new OutcomeUnknown('Nobody knows.');
      if (appends % 3 === 2) throw new StoreUnavailable('failed', 'It is gone.');
    };
    for (let pass = 0; pass < 12; pass += 1)
      await manager(false)
        .workOff()
        .catch(() => null);
    expect((await done()).map((each) => each.split(' at ')[0])).toEqual([
      'DeadlineMissed acknowledge',
      'ComplaintEscalated supervisor final',
      'DeadlineMissed final',
      'ComplaintEscalated management final',
    ]);
  });

  it('takes up what nobody answers for, until somebody does', async () => {
    await passes('2026-05-05T00:00:00.000Z', 1);
    const up = async () => (await done()).filter((each) => each.startsWith('ComplaintEscalated'));
    expect(await up()).toEqual([
      'ComplaintEscalated supervisor at 2026-05-02T13:00:00.000Z owed 2026-05-02T12:00:00.000Z',
      'ComplaintEscalated management at 2026-05-04T13:00:00.000Z owed 2026-05-04T12:00:00.000Z',
    ]);
    await assigned();
    await passes('2026-05-08T00:00:00.000Z', 6);
    expect(await up()).toHaveLength(2);
    const { body } = await test.get<{ metrics: readonly { value: number | null }[] }>('analyst', '/statistics/ownerless-seconds');
    expect(body).toMatchObject({ metrics: [{ id: 'ownerless-seconds' }] });
    expect(body.metrics[0]!.value).toBeGreaterThan(3 * 86_400);
  });

  it('asks for an owner of what was converted from when it became a complaint, not from when it came', async () => {
    number = await test.received({ kind: 'enquiry', channel: 'phone', summary: 'Router', description: 'How does it start?' });
    test.now = '2026-05-04T13:00:00.000Z';
    expect(await post('convert-to-complaint', { reason: 'It does not start.' })).toEqual([200]);
    await passes('2026-05-06T00:00:00.000Z', 1);
    expect((await done()).filter((each) => each.startsWith('ComplaintEscalated'))).toEqual([
      'ComplaintEscalated supervisor at 2026-05-05T14:00:00.000Z owed 2026-05-05T13:00:00.000Z',
    ]);
  });

  it('takes up what a handler left behind who no longer works here', async () => {
    await assigned();
    test.now = '2026-05-04T12:00:00.000Z';
    await test.post('admin', `/staff/${test.staff.agent}/remove`, {});
    await test.engine.projectors.catchUp();
    await passes('2026-05-06T00:00:00.000Z', 1);
    expect((await done()).filter((each) => each.startsWith('ComplaintEscalated'))).toEqual([
      'ComplaintEscalated supervisor at 2026-05-05T13:00:00.000Z owed 2026-05-05T12:00:00.000Z',
    ]);
  });

  it('closes for silence what the complainant was warned of, and nothing else', async () => {
    expect((await test.post('admin', `/policies/${firstPolicy.id}`, silence)).status).toBe(201);
    await test.engine.versions.read(test.store);
    number = await test.received();
    await assigned();
    expect(await post('request-clarification', { channel: 'email', text: 'Which router is it?' })).toEqual([200]);
    const warning = { channel: 'email', text: 'Unless you write to us we close it on 1 July 2026.' };
    expect(await post('warn-of-closing', warning)).toEqual([409, 'warning.too-early', 'warning.without-date']);
    await passes('2026-06-24T00:00:00.000Z', 6);
    const reminder = 'HandlerReminded at 2026-06-19T18:00:00.000Z owed 2026-06-19T12:00:00.000Z';
    expect(await done()).toContain(reminder);
    // Nobody warned the complainant, so it stays open however long that is.
    await passes('2026-07-20T00:00:00.000Z', 24);
    expect((await stored()).map(({ type }) => type)).not.toContain('ComplaintClosed');
    expect(await post('warn-of-closing', { ...warning, text: 'Unless you write to us we close it on 27 July 2026.' })).toEqual([200]);
    await passes('2026-07-28T00:00:00.000Z', 6);
    expect((await done()).at(-1)).toBe('ComplaintClosed at 2026-07-27T06:00:00.000Z owed 2026-07-27T06:00:00.000Z');
    expect((await test.get<{ state: string }>('agent', `/complaints/${number}`)).body.state).toBe('closed');
  });

  it('goes on with the others where something is wrong with one complaint, and says so', async () => {
    const other = await test.received();
    await test.engine.projectors.catchUp();
    await test.store.append(`complaint-${number}`, [{ id: uuidOf('x', 'y'), type: 'Unheard', data: '{}', metadata: '{}' }], 0);
    test.now = '2026-05-02T12:30:00.000Z';
    const troubles: unknown[] = [];
    const acting = manager(true, (error) => void troubles.push(error));
    expect(await acting.workOff()).toMatchObject({ left: 1 });
    expect(await done(other)).toHaveLength(2);
    expect(troubles).toHaveLength(1);
    // It is left alone for a while.
    expect(await acting.workOff()).toEqual({ acts: 0, left: 1 });
    expect(troubles).toHaveLength(1);
  });
});
