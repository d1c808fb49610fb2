import { setTimeout as wait } from 'node:timers/promises';
import { complaintCodec, complaintStream } from '@redress/complaints';
import { metadataOf } from '@redress/event-store';
import { type Engine, openEngine, settingsFrom } from '@redress/platform';
import { collect } from '@redress/testing';
import { makeRegister } from './driving/people';
import { randoms } from './driving/randoms';
import { Workplace } from './driving/redress';

/** `ACT_KILLS=100 ACT_SEED=7 npx jest test/acting-kill` tortures longer; a failure names its seed. */
const kills = Number(process.env['ACT_KILLS'] ?? 4);
const seed = Number(process.env['ACT_SEED'] ?? 1);
const complaints = 60 * kills;
const quiet = { REDRESS_LOG_LEVEL: 'error' };
const day = 86_400_000;

const receivedLongAgo = async (engine: Engine, nth: number): Promise<string> => {
  const now = engine.clock.now();
  const at = new Date(Date.parse(now) - 60 * day).toISOString();
  const receiving = {
    kind: 'complaint',
    channel: 'letter',
    at,
    ...{ occurredFrom: null, occurredTo: null, language: null, preferredChannel: null, product: null, category: null },
    ...{ department: null, segment: null, region: null, batch: null, loss: null, repeat: null, privacyNotice: null, complainant: null },
    subjects: [],
    documents: [],
    summary: `Kettle ${nth}`,
    description: 'Broken',
    backdating: 'The register was away',
  } as const;
  const actor = { id: 'clerk', role: 'agent' } as const;
  return (await engine.complaints.receive(receiving, receiving, { actor, now, key: `long-ago-${nth}` })).number;
};
const opened = async <T>(data: string, work: (engine: Engine) => Promise<T>): Promise<T> => {
  const engine = await openEngine(settingsFrom({ REDRESS_DATA: data }));
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
};

/** What is owed of each of them, in the order in which it is: nobody acknowledged, answered or took it for sixty days. */
const owed = [
  'DeadlineMissed acknowledge',
  'ComplaintEscalated supervisor',
  'DeadlineMissed final',
  'ComplaintEscalated management',
  'ComplaintEscalated top-management',
];

describe(`two servers that do what time brings, each killed ${kills} times (seed ${seed})`, () => {
  const workplace = new Workplace();
  const data = workplace.path('register');
  let numbers: readonly string[];
  beforeAll(async () => {
    await makeRegister(data);
    numbers = await opened(data, async (engine) => {
      const received: string[] = [];
      for (let nth = 0; nth < complaints; nth += 1) received.push(await receivedLongAgo(engine, nth));
      return received;
    });
  }, 120_000);
  afterAll(() => workplace.remove());

  const doneIn = (engine: Engine, number: string): Promise<readonly string[]> =>
    collect(engine.events.read(complaintStream(number))).then((stored) =>
      stored.flatMap((recorded) => {
        if (metadataOf(recorded).actor.id !== 'process-manager') return [];
        const { type, data: told } = complaintCodec.decode(recorded);
        const { clock, level } = told as { readonly clock?: string; readonly level?: string };
        return [`${type} ${level ?? clock}`];
      }),
    );

  const killed = async (): Promise<void> => {
    const random = randoms(seed);
    for (let kill = 0; kill < kills; kill += 1) {
      const servers = [workplace.serve(data, quiet), workplace.serve(data, quiet)];
      await Promise.all(servers.map((server) => server.listening()));
      await wait(random() * 1_500);
      servers.forEach((server) => server.signal('SIGKILL'));
      for (const server of servers) expect((await server.ended).stderr).toBe('');
    }
    const last = workplace.serve(data, quiet);
    const { url } = await last.listening();
    const waiting = async (): Promise<number> =>
      Number(/^redress_act_waiting_seconds (\S+)$/m.exec(await (await fetch(`${url}/metrics`)).text())![1]);
    while ((await waiting()) > 0) await wait(200);
    expect((await last.stop()).stderr).toBe('');
    const done = await opened(data, (engine) => Promise.all(numbers.map((number) => doneIn(engine, number))));
    expect(done.filter((acts) => acts.join() !== owed.join())).toEqual([]);
    const verified = await workplace.run(data, ['verify', '--json']);
    const rebuilt = await workplace.run(data, ['projections', 'rebuild', '--quiet']);
    expect([verified.code, rebuilt.code, rebuilt.stderr]).toEqual([0, 0, '']);
  };
  it('do each act once, in the order in which it is owed, and leave none', killed, 120_000 + kills * 20_000);
});
