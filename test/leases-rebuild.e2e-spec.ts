import { setTimeout as wait } from 'node:timers/promises';
import { sendBy, unhurried } from './driving/desk';
import { clean, endOf, figure, judged, Keepers, lease, right, seed } from './driving/keepers';
import { randoms } from './driving/randoms';
import { everyPair } from './driving/stores';

/** Milliseconds. Each reading is recorded, and what is recorded has to be rebuilt. */
const betweenReads = 100;
const rebuild = ['projections', 'rebuild', '--quiet', '--json'];

describe.each(everyPair())('processes that keep the same read models on $name, beside a rebuild of another process', (stores) => {
  const kills = figure('REBUILD_KILLS', 10, stores);
  const keepers = new Keepers(stores);
  beforeAll(() => keepers.start());
  afterAll(() => keepers.remove());

  const rebuilding = async (): Promise<void> => {
    const { crew, people, load } = await keepers.of('rebuilds', lease / 1_000);
    const active = await crew.hire();
    let send = sendBy(crew.client);
    const working = load.work((order) => send(order));
    await load.answered(500);
    send = unhurried(sendBy(crew.client));
    const read = async (): Promise<number> => (await crew.client.get(people.agent.key, '/queues/all')).status;
    // Until its projector has read the log once there is no old generation to answer from.
    while ((await read()) !== 200) await wait(betweenReads);
    const reading = { isOver: false, answers: new Map<number, number>() };
    const reads = (async () => {
      for (; !reading.isOver; await wait(betweenReads)) {
        const status = await read();
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
    expect([cut > kills / 2, last.code, last.stderr, [...reading.answers.keys()], active.process.stderr]).toEqual([true, 0, '', [200], '']);
    expect([ended.map(endOf), await judged(crew)]).toEqual([[clean, clean], right]);
  };
  it(`go on, and answer from the old generation, while it is killed ${kills} times and then done`, rebuilding, 300_000 + kills * 10_000);
});
