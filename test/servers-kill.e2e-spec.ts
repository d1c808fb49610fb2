import { setTimeout as wait } from 'node:timers/promises';
import { type Send, sendBy } from './driving/desk';
import { Client } from './driving/http';
import type { Kill } from './driving/kills';
import { Load } from './driving/load';
import { makeRegister } from './driving/people';
import { randoms } from './driving/randoms';
import { type Running, type Serving, Workplace } from './driving/redress';
import { onServers } from './driving/stores';

/** `SERVER_KILLS=1000 SERVER_SEED=7 npx jest test/servers-kill` tortures longer; a failure names its seed. */
const kills = Number(process.env['SERVER_KILLS'] ?? 20);
const seed = Number(process.env['SERVER_SEED'] ?? 1);

/** What a killed process or server, and whoever waits for it, may take on a machine that has much else to do. */
const secondsToBeBack = 30;

const stores = onServers();
const workplace = new Workplace();
const data = workplace.path('killed');

/** An API and two projectors on the same stores, each started again after it was killed. */
class House {
  /** Only what ends a process is told: that a store is away is what this is about. */
  private get environment() {
    return { ...stores.environment(data), REDRESS_LOG_LEVEL: 'fatal', REDRESS_PROJECTOR: 'separate' };
  }
  private serving: Serving | null = null;
  private client: Client | null = null;
  private readonly projectors: Running[] = [];

  /** Starts what does not run. */
  async complete(): Promise<void> {
    this.serving ??= workplace.serve(data, this.environment);
    this.client ??= new Client((await this.serving.listening()).url);
    while (this.projectors.length < 2) this.projectors.push(workplace.start(data, ['work', '--json'], this.environment));
    for (const projector of this.projectors) if ((await projector.firstLine()) === null) throw new Error((await projector.ended).stderr);
  }

  /** To the API of this moment. What it cannot do now is asked again. */
  readonly send: Send = async (order) => {
    const answer = await sendBy(this.client!)(order);
    if (answer.status === 503) throw new Error(answer.body.code);
    return answer;
  };

  async killApi(): Promise<void> {
    this.serving!.signal('SIGKILL');
    await this.serving!.ended;
    this.client!.close();
    [this.serving, this.client] = [null, null];
  }
  async killProjector(): Promise<void> {
    const projector = this.projectors.shift()!;
    projector.signal('SIGKILL');
    await projector.ended;
  }

  async stop(): Promise<readonly unknown[]> {
    this.projectors.forEach((projector) => projector.signal('SIGTERM'));
    const ended = await Promise.all([this.serving!.stop(), ...this.projectors.map((projector) => projector.ended)]);
    this.client!.close();
    return ended.map(({ code, signal, stderr }) => [code, signal, stderr]);
  }
}

const house = new House();
const victims: readonly Kill[] = [['the API', () => house.killApi()], ['a projector', () => house.killProjector()], ...stores.kills];

describe(`on ${stores.name}, of which something is killed ${kills} times under load (seed ${seed})`, () => {
  let load: Load;
  beforeAll(async () => {
    await stores.start();
    load = new Load(data, await makeRegister(data, stores.environment(data)), seed, stores);
  });
  afterAll(async () => {
    await workplace.remove();
    await stores.remove();
  });

  const killed = async (): Promise<void> => {
    const random = randoms(seed);
    for (let kill = 0; kill < kills; kill += 1) {
      const [victim, end] = victims[kill % victims.length]!;
      await house.complete();
      let isOver = false;
      const working = load.work(async (order) => {
        if (isOver) throw new Error('enough');
        return house.send(order);
      });
      await load.answered(8);
      await wait(random() * 200);
      await end();
      isOver = true;
      await working;
      expect({ kill, victim, wrong: await load.wrong() }).toEqual({ kill, victim, wrong: [] });
    }
    expect(load.acknowledged).toBeGreaterThan(5 * kills);
  };
  it('nothing that was acknowledged is lost, and no chain is torn', killed, 240_000 + kills * secondsToBeBack * 1_000);

  const sentAgain = async (): Promise<void> => {
    await house.complete();
    await load.finish(house.send);
    expect(await load.answeredOtherwise(house.send)).toEqual([]);
    expect([await load.wrong(), await house.stop()]).toEqual([[], [1, 2, 3].map(() => [0, null, ''])]);
  };
  it('every command that is sent again is answered as it was before, and done once', sentAgain, 300_000 + kills * 1_000);

  it('there is a key for what was stored and for nothing else', async () =>
    expect(await stores.streamsWithKeys(data)).toEqual(load.log.streams.filter((stream) => /^(complaint|staff)-/.test(stream)).sort()));

  it('the read models show what a rebuild from the same record shows', async () => {
    const { code, stderr } = await workplace.run(data, ['projections', 'rebuild', '--quiet'], stores.environment(data));
    expect([code, stderr]).toEqual([0, '']);
  }, 300_000);
});
