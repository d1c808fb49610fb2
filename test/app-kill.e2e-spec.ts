import { setTimeout as wait } from 'node:timers/promises';
import { Lookups } from '@redress/complaints';
import { SqliteKeyStore } from '@redress/sealing';
import { sendBy } from './driving/desk';
import { Client } from './driving/http';
import { streamsWithKeys } from './driving/key-file';
import { Load } from './driving/load';
import { makeRegister } from './driving/people';
import { randoms } from './driving/randoms';
import { type Serving, Workplace } from './driving/redress';

/** `APP_KILLS=200 APP_SEED=7 npx jest test/app-kill` tortures longer; a failure names its seed. */
const kills = Number(process.env['APP_KILLS'] ?? 20);
const seed = Number(process.env['APP_SEED'] ?? 1);
const quiet = { REDRESS_LOG_LEVEL: 'error' };

/** At a random instant of its work, or, every fifth time, of its start. */
const killAtRandom = async (serving: Serving, load: Load, kill: number, random: () => number): Promise<void> => {
  if (kill % 5 === 4) return void (await wait(random() * 1_000));
  const client = new Client((await serving.listening()).url);
  const working = load.work(sendBy(client));
  await load.answered(12);
  await wait(random() * 300);
  serving.signal('SIGKILL');
  await working;
  client.close();
};

/** The values by which a complaint is not found although it holds them. */
const lookupsMissing = async (data: string, load: Load): Promise<readonly string[]> => {
  const keys = new SqliteKeyStore(`${data}/keys.db`, { readOnly: true });
  const missing: string[] = [];
  for (const { number, email, laterEmail } of load.desks.flatMap(({ complaints }) => complaints)) {
    for (const value of [email, laterEmail]) {
      if ((await new Lookups(keys).find('email', value)).join() !== `complaint-${number}`) missing.push(value);
    }
  }
  await keys.close();
  return missing;
};

describe(`a server that is killed ${kills} times under load (seed ${seed})`, () => {
  const workplace = new Workplace();
  const data = workplace.path('register');
  let load: Load;
  beforeAll(async () => (load = new Load(data, await makeRegister(data), seed)));
  afterAll(() => workplace.remove());

  const killed = async (): Promise<void> => {
    const random = randoms(seed);
    for (let kill = 0; kill < kills; kill += 1) {
      const serving = workplace.serve(data, quiet);
      await killAtRandom(serving, load, kill, random);
      serving.signal('SIGKILL');
      const { signal, stderr } = await serving.ended;
      expect({ kill, signal, stderr, wrong: await load.wrong() }).toEqual({ kill, signal: 'SIGKILL', stderr: '', wrong: [] });
    }
    expect([load.acknowledged > 5 * kills, load.refused > 0]).toEqual([true, true]);
  };
  it('loses nothing it acknowledged, and holds no chain that is torn', killed, 240_000 + kills * 8_000);

  const sentAgain = async (): Promise<void> => {
    const serving = workplace.serve(data, quiet);
    const client = new Client((await serving.listening()).url);
    await load.finish(sendBy(client));
    expect(await load.answeredOtherwise(sendBy(client))).toEqual([]);
    client.close();
    const { code, stderr } = await serving.stop();
    expect({ code, stderr, wrong: await load.wrong() }).toEqual({ code: 0, stderr: '', wrong: [] });
  };
  it('answers every command that is sent again as it did before, and does it once', sentAgain, 300_000 + kills * 1_000);

  it('has made a key for what it stored and for nothing else', () =>
    expect(streamsWithKeys(`${data}/keys.db`)).toEqual(load.log.streams.filter((stream) => /^(complaint|staff)-/.test(stream)).sort()));

  it('finds every complaint by what it can be found by', async () => expect(await lookupsMissing(data, load)).toEqual([]));

  it('shows what a rebuild from the same record shows', async () => {
    const { code, stderr } = await workplace.run(data, ['projections', 'rebuild', '--quiet']);
    expect([code, stderr]).toEqual([0, '']);
  }, 300_000);
});
