import { setTimeout as wait } from 'node:timers/promises';
import { betweenLooks, type Crew, type Worker } from './driving/crew';
import { sendBy, unhurried, type Written } from './driving/desk';
import { clean, endOf, figure, judged, Keepers, kettle, lease, longLease, right, seed } from './driving/keepers';
import { randoms } from './driving/randoms';
import { everyPair } from './driving/stores';

describe.each(everyPair())('processes that keep the same read models on $name', (stores) => {
  const pauses = figure('LEASE_PAUSES', 20, stores);
  const ends = figure('LEASE_ENDS', 6, stores);
  const keepers = new Keepers(stores);
  beforeAll(() => keepers.start());
  afterAll(() => keepers.remove());

  /**
   * Stops it between folding and storing, until the others have taken over and stored what it had folded, and more. Answers false where it
   * was not active any more: on a machine with much else to do a lease may lapse at any moment.
   */
  const pausedAtTheWorst = async (crew: Crew, worker: Worker): Promise<boolean> => {
    const before = worker.process.stdout.length;
    worker.process.tell('pause');
    while (worker.process.stdout.length === before) {
      await wait(betweenLooks);
      if ((await crew.holders()).includes(worker.holder) || worker.process.stdout.length > before) continue;
      worker.process.tell('go on');
      return false;
    }
    while ((await crew.holders()).includes(worker.holder)) await wait(betweenLooks);
    await crew.hasMovedOn((await crew.lines()).map(({ position }) => position));
    return true;
  };

  /** Longer than a lease; answers whether somebody took over meanwhile. Nobody can where it was stopped with the lock of the views. */
  const pausedAnywhere = async (crew: Crew, worker: Worker): Promise<boolean> => {
    worker.signal('SIGSTOP');
    const begun = performance.now();
    await wait(1.5 * lease);
    while (performance.now() - begun < 20 * lease) {
      if (!(await crew.holders()).includes(worker.holder)) return true;
      await wait(betweenLooks);
    }
    return false;
  };

  const pausing = async (): Promise<void> => {
    const { crew, people, load } = await keepers.of('pauses', lease / 1_000);
    const [one, two] = [await crew.hireWhoPauses(), await crew.hireWhoPauses()];
    const working = load.work(unhurried(sendBy(crew.client)));
    const random = randoms(seed);
    let takenOver = 0;
    for (let pause = 0; pause < pauses;) {
      const worker = await crew.active();
      await wait(random() * 100);
      if (pause % 2 === 0) pause += (await pausedAtTheWorst(crew, worker)) ? 1 : 0;
      else {
        takenOver += (await pausedAnywhere(crew, worker)) ? 1 : 0;
        pause += 1;
      }
      worker.signal('SIGCONT');
    }
    const { position } = (await crew.client.post<Written>(people.agent.key, '/complaints', kettle)).body;
    const read = await crew.client.get(people.agent.key, `/queues/all?atLeast=${position}&wait=10s`);
    expect([read.status, takenOver > pauses / 4, one.process.stderr, two.process.stderr]).toEqual([200, true, '', '']);
    const ended = await crew.end();
    await working;
    expect([ended.map(endOf), await judged(crew)]).toEqual([[clean, clean, clean], right]);
  };
  it(
    `apply nothing twice where the active one is paused ${pauses} times for longer than its lease, and wakes`,
    pausing,
    300_000 + pauses * 3_000,
  );

  const handingOver = async (): Promise<void> => {
    const { crew, people, load } = await keepers.of('hand-over', longLease);
    const working = load.work(unhurried(sendBy(crew.client)));
    let active = await crew.hire();
    await crew.isKeptBy(active);
    for (let end = 0; end < ends; end += 1) {
      const next = await crew.hire();
      const ended = await crew.dismiss(active, 'SIGTERM');
      await crew.isKeptBy(next);
      expect(endOf(ended)).toEqual(clean);
      active = next;
    }
    const { position } = (await crew.client.post<Written>(people.agent.key, '/complaints', kettle)).body;
    const read = await crew.client.get(people.agent.key, `/queues/all?atLeast=${position}&wait=10s`);
    const ended = await crew.end();
    await working;
    expect([read.status, ended.map(endOf), await judged(crew)]).toEqual([200, [clean, clean], right]);
  };
  it(`hand them over at once when they are told to end, ${ends} times`, handingOver, 300_000 + ends * 5_000);

  const killing = async (): Promise<void> => {
    const { crew, load } = await keepers.of('kills', lease / 1_000);
    const working = load.work(unhurried(sendBy(crew.client)));
    await crew.hire();
    for (let kill = 0; kill < ends; kill += 1) {
      const next = await crew.hire();
      const active = await crew.active();
      await crew.dismiss(active, 'SIGKILL');
      await crew.isKeptBy(crew.workers.find((worker) => worker !== active) ?? next);
    }
    const ended = await crew.end();
    await working;
    expect([ended.map(endOf), await judged(crew)]).toEqual([[clean, clean], right]);
  };
  it(`take over from one that is killed, ${ends} times, and apply nothing twice`, killing, 300_000 + ends * 5_000);

  it('are told by their own health and metrics, and none of them is unwell for standing by', async () => {
    const { crew } = await keepers.of('health', longLease);
    const [one, two] = [await crew.hire({ REDRESS_HEALTH_PORT: '0' }), await crew.hire({ REDRESS_HEALTH_PORT: '0' })];
    await crew.isKeptBy(one);
    const ask = async ({ health }: Worker, path: string) => (await fetch(`${health}${path}`)).text();
    const activeIn = (metrics: string) => metrics.split('\n').filter((line) => /^redress_read_model_active/.test(line));
    const [activeOne, standsBy] = [activeIn(await ask(one, '/metrics')), activeIn(await ask(two, '/metrics'))];
    const names = ['queue', 'case', 'audit-trail', 'statistics', 'staff'];
    expect([activeOne, standsBy]).toEqual([
      names.map((name) => `redress_read_model_active{read_model="${name}"} 1`),
      names.map((name) => `redress_read_model_active{read_model="${name}"} 0`),
    ]);
    const up = '{"status":"ok","checks":{"events":"up","views":"up"}}';
    expect([await ask(one, '/health/ready'), await ask(two, '/health/ready'), await ask(two, '/health/live')]).toEqual([
      up,
      up,
      '{"status":"ok","checks":{}}',
    ]);
    const { port } = new URL(one.health!);
    expect(endOf(await crew.run(['work'], { REDRESS_HEALTH_PORT: port }).ended)).toEqual([
      1,
      null,
      `Port ${port} of 127.0.0.1 is taken; end what listens there, or set REDRESS_HEALTH_PORT to another (0 takes a free one).\n`,
    ]);
    expect((await crew.end()).map(endOf)).toEqual([clean, clean, clean]);
  }, 120_000);
});
