import { join } from 'node:path';
import { sendBy, unhurried, type Written } from './driving/desk';
import { type Answer, Client } from './driving/http';
import { Load } from './driving/load';
import { makeRegister } from './driving/people';
import { type Ended, Workplace } from './driving/redress';
import { onServers } from './driving/stores';

const copy = join(__dirname, '..', 'data-samples', 'cfpb', 'nyu-2015-2020-6623.csv.gz');
const quiet = { REDRESS_LOG_LEVEL: 'error' };

const stores = onServers();
const workplace = new Workplace();
beforeAll(() => stores.start());
afterAll(async () => {
  await workplace.remove();
  await stores.remove();
});
const run = (data: string, args: readonly string[], environment = {}): Promise<Ended> =>
  workplace.run(data, args, { ...stores.environment(data), ...environment });
/** Metrics that grow while nothing happens. */
const asOfNow: readonly string[] = ['open-age', 'ownerless-seconds'];
const linesOf = ({ stdout }: Ended): Record<string, unknown>[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe(`a register on ${stores.name}`, () => {
  const data = workplace.path('imported');

  it('is not begun by looking at it', async () => {
    const { code, stdout } = await run(data, ['check']);
    const log = await stores.openLog(data);
    expect([code, /ok +stores +none yet; the first start makes them/.test(stdout), await log.head()]).toEqual([0, true, null]);
    await log.close();
  });

  it('takes a foreign register in, and the same one again adds nothing', async () => {
    const imported = async () => {
      const { code, stdout } = await run(data, ['import', 'cfpb', copy, '--limit', '250', '--json']);
      const { rows, imported: complaints, alreadyThere, events } = JSON.parse(stdout) as Record<string, number>;
      return [code, rows, complaints, alreadyThere, events! > 0];
    };
    expect([await imported(), await imported()]).toEqual([
      [0, 250, 250, 0, true],
      [0, 250, 0, 250, false],
    ]);
  }, 120_000);

  it('answers queue, statistics and replay as the same one on the embedded stores does', async () => {
    const same = workplace.path('embedded');
    await workplace.run(same, ['import', 'cfpb', copy, '--limit', '250', '--quiet']);
    const answered = async (of: (args: readonly string[]) => Promise<Ended>) => {
      const queue = linesOf(await of(['queue', '--json', '--limit', '200']));
      const [statistics] = linesOf(await of(['stats', '--json', '--by', 'product']));
      const replayed = linesOf(await of(['replay', queue[0]!['number'] as string, '--json']));
      return [
        queue,
        (statistics!['metrics'] as { id: string }[]).filter(({ id }) => !asOfNow.includes(id)),
        replayed.map(({ revision, type, at, actor, state, chain, summary }) => ({ revision, type, at, actor, state, chain, summary })),
      ];
    };
    expect(await answered((args) => run(data, args))).toEqual(await answered((args) => workplace.run(same, args)));
  }, 120_000);

  it('is verified, holds the head that was saved, and equals what is rebuilt from its record', async () => {
    const head = workplace.path('head.jsonl');
    const saved = await run(data, ['verify', '--json', '--save-head', head]);
    const held = await run(data, ['verify', '--json', '--head', head]);
    const rebuilt = await run(data, ['projections', 'rebuild', '--json']);
    const { ok, head: heads } = JSON.parse(saved.stdout) as { ok: boolean; head: object };
    expect([saved.code, held.code, rebuilt.code, ok, (JSON.parse(held.stdout) as { head: object }).head]).toEqual([0, 0, 0, true, heads]);
    expect(linesOf(rebuilt).map(({ name, differences }) => [name, differences])).toEqual(
      ['queue', 'case', 'audit-trail', 'statistics', 'staff'].map((name) => [name, null]),
    );
  }, 120_000);

  it('is copied by the tools of its servers, and says so', async () => {
    const sentence = (what: string): string =>
      `This register has stores on servers. ${what} with the servers' own tools, in the order that docs/running/README.md gives.\n`;
    const [backup, restore] = [await run(data, ['backup', workplace.path('copy')]), await run(data, ['restore', workplace.path('copy')])];
    expect([backup.code, backup.stderr, restore.code, restore.stderr]).toEqual([1, sentence('Back them up'), 1, sentence('Restore them')]);
  });

  it.each<[string, (environment: Record<string, string>) => Record<string, string>, string]>([
    [
      'keys of another database',
      ({ REDRESS_KEY_STORE: keys }) => ({ REDRESS_KEY_STORE: keys!.replace('redress-keys', 'redress-other') }),
      'REDRESS_KEY_STORE does not hold the keys of the record in REDRESS_EVENT_STORE. Name the right one, or restore both from backups of one register.',
    ],
    [
      'read models among the keys',
      ({ REDRESS_KEY_STORE: keys }) => ({ REDRESS_DOCUMENT_STORE: keys! }),
      'is no store of views; each store needs a database of its own.',
    ],
    [
      'another time zone',
      () => ({ REDRESS_TIME_ZONE: 'Asia/Baku' }),
      'The register was begun in the time zone UTC, not Asia/Baku; set REDRESS_TIME_ZONE=UTC.',
    ],
    [
      'an EventStoreDB that is not there',
      () => ({ REDRESS_EVENT_STORE: 'esdb://127.0.0.1:1?tls=false' }),
      'EventStoreDB cannot be reached; see that it runs and that REDRESS_EVENT_STORE names it.',
    ],
    [
      'a MongoDB that is not there',
      () => ({ REDRESS_DOCUMENT_STORE: 'mongodb://127.0.0.1:1/views?replicaSet=rs0' }),
      'No MongoDB server answers at 127.0.0.1:1 (REDRESS_DOCUMENT_STORE); start it, or correct host and port.',
    ],
  ])(
    'is not opened with %s, in a sentence',
    async (_what, changed, sentence) => {
      const environment = stores.environment(data);
      const { code, stdout, stderr } = await run(data, ['queue'], changed(environment));
      expect([code, stdout, stderr.endsWith(`${sentence}\n`), stderr.split('\n').length]).toEqual([1, '', true, 2]);
    },
    30_000,
  );
});

describe(`a register that nobody began on ${stores.name}`, () => {
  const data = workplace.path('unbegun');
  const sentenceOf = (setting: string): RegExp =>
    new RegExp(`^The database \\S+ of ${setting} belongs to a register, but the record that is named holds none; correct .*\\n$`);

  it.each([
    ['keys', 'REDRESS_KEY_STORE'],
    ['read models', 'REDRESS_DOCUMENT_STORE'],
  ])(
    'is not begun beside the %s of another one, and its record stays empty',
    async (_what, setting) => {
      const others = stores.environment(workplace.path('begun'));
      await workplace.run(workplace.path('begun'), ['queue'], others);
      const { code, stdout, stderr } = await run(data, ['queue'], { [setting]: others[setting]! });
      const log = await stores.openLog(data);
      expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(sentenceOf(setting))]);
      expect(await log.head()).toBeNull();
      await log.close();
    },
    60_000,
  );
});

/** A read model that is behind says so, and is asked again. */
const onceThere = async (ask: () => Promise<Answer>): Promise<Answer> => {
  for (;;) {
    const answer = await ask();
    if (answer.body['code'] !== 'read-model.behind') return answer;
  }
};

describe(`several processes on ${stores.name}`, () => {
  it('take commands side by side, show each what the other acknowledged, and end cleanly', async () => {
    const data = workplace.path('several');
    const environment = { ...stores.environment(data), ...quiet, REDRESS_PROJECTOR: 'separate' };
    const people = await makeRegister(data, environment);
    const load = new Load(data, people, 'servers', stores);
    const servers = [1, 2].map(() => workplace.serve(data, environment));
    const workers = [1, 2].map(() => workplace.start(data, ['work', '--json'], environment));
    const clients = await Promise.all(servers.map(async (server) => new Client((await server.listening()).url)));
    let turn = 0;
    const working = load.work(unhurried((order) => sendBy(clients[turn++ % 2]!)(order)));
    await load.answered(60);

    const [one, other] = clients as [Client, Client];
    const missing: unknown[] = [];
    for (let n = 0; n < 10; n += 1) {
      const body = { channel: 'phone', summary: `Kettle ${n}`, description: 'It does not boil.' };
      const { number, position } = (await one.post<Written>(people.agent.key, '/complaints', body)).body;
      const read = await onceThere(() => other.get(people.agent.key, `/complaints/${number}?atLeast=${position}&wait=10s`));
      if (read.status !== 200) missing.push([number, read.status, read.text]);
    }
    const ends = await Promise.all(servers.map((server) => server.stop()));
    await working;
    clients.forEach((client) => client.close());
    workers.forEach((worker) => worker.signal('SIGTERM'));
    ends.push(...(await Promise.all(workers.map((worker) => worker.ended))));
    expect([missing, await load.wrong(), ends.map(({ code, signal, stderr }) => [code, signal, stderr])]).toEqual([
      [],
      [],
      ends.map(() => [0, null, '']),
    ]);
    const withKeys = load.log.streams.filter((stream) => /^(complaint|staff)-/.test(stream)).sort();
    expect(await stores.streamsWithKeys(data)).toEqual(withKeys);
    const [verified, rebuilt] = [await run(data, ['verify', '--json']), await run(data, ['projections', 'rebuild', '--quiet'])];
    expect([verified.code, rebuilt.code, rebuilt.stderr]).toEqual([0, 0, '']);
  }, 300_000);
});
