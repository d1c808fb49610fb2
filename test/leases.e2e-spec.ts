import { setTimeout as wait } from 'node:timers/promises';
import { Crew, type Worker } from './driving/crew';
import { sendBy, type Written } from './driving/desk';
import { Load } from './driving/load';
import { makeRegister, type People } from './driving/people';
import { randoms } from './driving/randoms';
import { type Ended, Workplace } from './driving/redress';
import { everyPair, type Stores } from './driving/stores';

/** `LEASE_PAUSES=200 LEASE_ENDS=50 REBUILD_KILLS=100 LEASE_SEED=7 npx jest test/leases` tortures longer. */
const figure = (name: string, usual: number, { share }: Stores): number => Number(process.env[name] ?? Math.ceil(usual * share));
const seed = Number(process.env['LEASE_SEED'] ?? 1);

/** Milliseconds of REDRESS_LEASE=0.2. */
const lease = 200;
const clean = [0, null, ''];
const endOf = ({ code, signal, stderr }: Ended): unknown => [code, signal, stderr];

describe.each(everyPair())('processes that keep the same read models on $name', (stores) => {
  const pauses = figure('LEASE_PAUSES', 20, stores);
  const ends = figure('LEASE_ENDS', 6, stores);
  const kills = figure('REBUILD_KILLS', 10, stores);
  const workplace = new Workplace();
  beforeAll(() => stores.start());
  afterAll(async () => {
    await workplace.remove();
    await stores.remove();
  });
  let people: People;
  let load: Load;

  const crewOf = async (name: string, seconds: number): Promise<Crew> => {
    const data = workplace.path(name);
    const environment = { ...stores.environment(data), REDRESS_LEASE: String(seconds) };
    people = await makeRegister(data, environment);
    load = new Load(data, people, `${name}-${seed}`, stores);
    return Crew.started(workplace, data, environment, people.admin);
  };

  /** Is the record whole, and does every read model equal, by its digests, what is built from the record anew? */
  const isRight = async (crew: Crew): Promise<unknown> => {
    const verified = await crew.run(['verify', '--json']).ended;
    const rebuilt = await crew.run(['projections', 'rebuild', '--quiet', '--json']).ended;
    const lines = rebuilt.stdout.split('\n').slice(0, -1);
    const compared = lines.map((line) => JSON.parse(line) as { parked: unknown[]; comparedWith: string | null; differences: unknown });
    return [
      [verified.code, rebuilt.code, rebuilt.stderr],
      compared.map(({ parked, comparedWith, differences }) => [parked.length, comparedWith === null, differences]),
    ];
  };
  const right = [[0, 0, ''], Array.from({ length: 5 }, () => [0, false, null])];

  /** Stops it between folding and storing, until the others have taken over and stored what it had folded, and more. */
  const pausedAtTheWorst = async (crew: Crew, worker: Worker): Promise<void> => {
    const before = worker.process.stdout.length;
    worker.process.tell('pause');
    while (worker.process.stdout.length === before) await wait(5);
    while ((await crew.holders()).includes(worker.holder)) await wait(10);
    await crew.hasMovedOn((await crew.lines()).map(({ position }) => position));
  };

  /** Longer than a lease; answers whether somebody took over meanwhile. Nobody can where it was stopped with the lock of the views. */
  const pausedAnywhere = async (crew: Crew, worker: Worker): Promise<boolean> => {
    worker.signal('SIGSTOP');
    const begun = performance.now();
    await wait(1.5 * lease);
    while (performance.now() - begun < 10 * lease) {
      if (!(await crew.holders()).includes(worker.holder)) return true;
      await wait(20);
    }
    return false;
  };

  const pausing = async (): Promise<void> => {
    const crew = await crewOf('pauses', lease / 1_000);
    const [one, two] = [await crew.hireWhoPauses(), await crew.hireWhoPauses()];
    const working = load.work(sendBy(crew.client));
    const random = randoms(seed);
    let takenOver = 0;
    for (let pause = 0; pause < pauses; pause += 1) {
      const worker = await crew.active();
      await wait(random() * 100);
      if (pause % 2 === 0) await pausedAtTheWorst(crew, worker);
      else takenOver += (await pausedAnywhere(crew, worker)) ? 1 : 0;
      worker.signal('SIGCONT');
    }
    const { position } = (await crew.client.post<Written>(people.agent.key, '/complaints', kettle)).body;
    const read = await crew.client.get(people.agent.key, `/queues/all?atLeast=${position}&wait=10s`);
    expect([read.status, takenOver > pauses / 4, one.process.stderr, two.process.stderr]).toEqual([200, true, '', '']);
    const ended = await crew.end();
    await working;
    expect([ended.map(endOf), await isRight(crew)]).toEqual([[clean, clean, clean], right]);
  };
  it(
    `apply nothing twice where the active one is paused ${pauses} times for longer than its lease, and wakes`,
    pausing,
    300_000 + pauses * 3_000,
  );

  const handingOver = async (): Promise<void> => {
    // Nobody lives to see such a lease lapse: who takes over was handed it.
    const crew = await crewOf('hand-over', 600);
    const working = load.work(sendBy(crew.client));
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
    expect([read.status, ended.map(endOf), await isRight(crew)]).toEqual([200, [clean, clean], right]);
  };
  it(`hand them over at once when they are told to end, ${ends} times`, handingOver, 300_000 + ends * 5_000);

  const killing = async (): Promise<void> => {
    const crew = await crewOf('kills', lease / 1_000);
    const working = load.work(sendBy(crew.client));
    await crew.hire();
    for (let kill = 0; kill < ends; kill += 1) {
      const next = await crew.hire();
      const active = await crew.active();
      await crew.dismiss(active, 'SIGKILL');
      await crew.isKeptBy(crew.workers.find((worker) => worker !== active) ?? next);
    }
    const ended = await crew.end();
    await working;
    expect([ended.map(endOf), await isRight(crew)]).toEqual([[clean, clean], right]);
  };
  it(`take over from one that is killed, ${ends} times, and apply nothing twice`, killing, 300_000 + ends * 5_000);

  describe('beside a rebuild of another process', () => {
    const rebuild = ['projections', 'rebuild', '--quiet', '--json'];

    const rebuilding = async (): Promise<void> => {
      const crew = await crewOf('rebuilds', lease / 1_000);
      const active = await crew.hire();
      const working = load.work(sendBy(crew.client));
      await load.answered(500);
      const reading = { isOver: false, answers: new Map<number, number>() };
      const reads = (async () => {
        for (; !reading.isOver; await wait(5)) {
          const { status } = await crew.client.get(people.agent.key, '/queues/all');
          reading.answers.set(status, (reading.answers.get(status) ?? 0) + 1);
        }
      })();
      const random = randoms(seed);
      const begun = performance.now();
      const first = await crew.run(rebuild).ended;
      const usual = performance.now() - begun;
      expect([first.code, first.stderr]).toEqual([0, '']);

      let cut = 0;
      for (let kill = 0; kill < kills; kill += 1) {
        const running = crew.run(rebuild);
        await wait(usual * (0.2 + 0.6 * random()));
        running.signal(kill % 3 === 2 ? 'SIGINT' : 'SIGKILL');
        const { code, signal, stderr } = await running.ended;
        // Ended while it loaded or at work, cancelled, or done before.
        expect(`${signal ?? code} ${stderr}`).toMatch(
          /^(SIGKILL|SIGINT|0) $|^1 The rebuild of .* was ended; what was served before still is/,
        );
        cut += code === 0 ? 0 : 1;
      }
      const last = await crew.run(rebuild).ended;
      await load.answered(50);
      await crew.isKeptBy(active);
      reading.isOver = true;
      await reads;
      const ended = await crew.end();
      await working;
      expect([cut > kills / 2, last.code, last.stderr, [...reading.answers.keys()], active.process.stderr]).toEqual([
        true,
        0,
        '',
        [200],
        '',
      ]);
      expect([ended.map(endOf), await isRight(crew)]).toEqual([[clean, clean], right]);
    };
    it(`go on, and answer from the old generation, while it is killed ${kills} times and then done`, rebuilding, 300_000 + kills * 10_000);
  });

  it('are told by their own health and metrics, and none of them is unwell for standing by', async () => {
    const crew = await crewOf('health', 600);
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

const kettle = { channel: 'phone', summary: 'Kettle', description: 'It does not boil.' };
