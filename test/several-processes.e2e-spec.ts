import { join } from 'node:path';
import { sendBy, type Written } from './driving/desk';
import { Client } from './driving/http';
import { Load } from './driving/load';
import { makeRegister } from './driving/people';
import { type Ended, Workplace } from './driving/redress';

const register = join(__dirname, '..', 'data-samples', 'cfpb', 'nyu-2015-2020-6623.csv.gz');
const quiet = { REDRESS_LOG_LEVEL: 'error' };

const workplace = new Workplace();
afterAll(() => workplace.remove());

/** Is the record whole, and do its read models show what a rebuild shows? */
const isWhole = async (data: string): Promise<unknown> => {
  const verified = await workplace.run(data, ['verify', '--json']);
  const rebuilt = await workplace.run(data, ['projections', 'rebuild', '--quiet']);
  return [verified.code, (JSON.parse(verified.stdout) as { ok: boolean }).ok, rebuilt.code, rebuilt.stderr];
};
const whole = [0, true, 0, ''];
const cleanEnd = ({ code, signal, stderr }: Ended): unknown => [code, signal, stderr];

interface Shown {
  readonly name: string;
  readonly position: string;
  readonly lag: { readonly events: number };
  readonly digest: object;
}

describe('an import beside a running server', () => {
  it('takes every row, and keeps nobody from being answered', async () => {
    const data = workplace.path('import-beside');
    const load = new Load(data, await makeRegister(data), 'import');
    const serving = workplace.serve(data, quiet);
    const client = new Client((await serving.listening()).url);
    const working = load.work(sendBy(client));
    await load.answered(12);
    const importing = workplace.run(data, ['import', 'cfpb', register, '--limit', '2000', '--json']);
    const before = load.acknowledged;
    const imported = await importing;
    const meanwhile = load.acknowledged - before;
    const ended = await serving.stop();
    await working;
    client.close();
    const { rows, imported: complaints, rejected } = JSON.parse(imported.stdout) as { rows: number; imported: number; rejected: unknown[] };
    expect([imported.code, rows, complaints, rejected, meanwhile > 24]).toEqual([0, 2_000, 2_000, [], true]);
    expect([cleanEnd(ended), await load.wrong(), await isWhole(data)]).toEqual([[0, null, ''], [], whole]);
  }, 300_000);
});

describe('two servers on one data folder', () => {
  it('take commands side by side, know what the other did, and show the same read models', async () => {
    const data = workplace.path('two-servers');
    const load = new Load(data, await makeRegister(data), 'two');
    const servers = [workplace.serve(data, quiet), workplace.serve(data, quiet)];
    const clients = await Promise.all(servers.map(async (server) => new Client((await server.listening()).url)));
    let turn = 0;
    // Each command goes to the other server than the one before, and the three of an impatient client to both.
    const toEither = (order: Parameters<ReturnType<typeof sendBy>>[0]) => sendBy(clients[turn++ % 2]!)(order);
    const working = load.work(toEither);
    await load.answered(400);
    const ends = [await servers[0]!.stop(), await servers[1]!.stop()];
    await working;
    clients.forEach((client) => client.close());
    expect([ends.map(cleanEnd), await load.wrong()]).toEqual([
      [
        [0, null, ''],
        [0, null, ''],
      ],
      [],
    ]);

    // What the two of them applied in turns is what one alone reads from the record.
    expect((await workplace.run(data, ['stats', '--quiet'])).code).toBe(0);
    const shown = (await workplace.run(data, ['projections', '--json'])).stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Shown);
    expect(shown.map(({ name, lag }) => [name, lag.events])).toEqual(shown.map(({ name }) => [name, 0]));
    expect(await isWhole(data)).toEqual(whole);
    const rebuilt = (await workplace.run(data, ['projections', '--json'])).stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Shown);
    expect(rebuilt.map(({ name, digest }) => [name, digest])).toEqual(shown.map(({ name, digest }) => [name, digest]));
  }, 300_000);

  it('show on one what the other has acknowledged, or say that they are behind', async () => {
    const data = workplace.path('read-your-writes');
    const { agent } = await makeRegister(data);
    const servers = [workplace.serve(data, quiet), workplace.serve(data, quiet)];
    const [one, other] = (await Promise.all(servers.map(async (server) => new Client((await server.listening()).url)))) as [Client, Client];
    const missing: unknown[] = [];
    for (let n = 0; n < 100; n += 1) {
      const body = { channel: 'phone', summary: `Kettle ${n}`, description: 'It does not boil.' };
      const { number, position } = (await one.post<Written>(agent.key, '/complaints', body)).body;
      const read = await other.get(agent.key, `/complaints/${number}?atLeast=${position}&wait=10s`);
      const isNew = BigInt(read.headers['x-redress-position'] as string) >= BigInt(position);
      if (read.status !== 200 || !isNew) missing.push([number, read.status, read.text]);
    }
    const early = await other.get(agent.key, '/complaints?atLeast=999999&wait=50ms');
    expect([missing, early.status, early.body['code']]).toEqual([[], 412, 'read-model.behind']);
    [one, other].forEach((client) => client.close());
    expect((await Promise.all(servers.map((server) => server.stop()))).map(cleanEnd)).toEqual([
      [0, null, ''],
      [0, null, ''],
    ]);
  }, 300_000);
});

describe('projectors of their own beside an API', () => {
  it('keep the read models current, whichever of them is killed, and end cleanly', async () => {
    const data = workplace.path('separate');
    const people = await makeRegister(data);
    const load = new Load(data, people, 'separate');
    const serving = workplace.serve(data, { ...quiet, REDRESS_PROJECTOR: 'separate' });
    const client = new Client((await serving.listening()).url);
    const working = load.work(sendBy(client));
    await load.answered(12);
    const alone = await client.get(people.agent.key, '/queues/all?wait=10ms');

    const workers = [1, 2, 3].map(() => workplace.start(data, ['work', '--json'], quiet));
    const first = await Promise.all(workers.map((worker) => worker.firstLine()));
    await load.answered(100);
    workers[0]!.signal('SIGKILL');
    await load.answered(200);
    const ended = await serving.stop();
    await working;
    client.close();
    workers.slice(1).forEach((worker) => worker.signal('SIGTERM'));
    const ends = await Promise.all(workers.map((worker) => worker.ended));

    expect([alone.status, alone.body['code']]).toEqual([503, 'read-model.missing']);
    const told = first.map((line) => JSON.parse(line!) as { readModels: string[]; holder: string; health: string | null });
    const readModels = ['queue', 'case', 'audit-trail', 'statistics', 'staff'];
    expect(told.map(({ holder: _opaque, ...rest }) => rest)).toEqual(told.map(() => ({ readModels, health: null })));
    expect(new Set(told.map(({ holder }) => holder)).size).toBe(3);
    expect(ends.map(cleanEnd)).toEqual([
      [null, 'SIGKILL', ''],
      [0, null, ''],
      [0, null, ''],
    ]);
    expect([cleanEnd(ended), await load.wrong(), await isWhole(data)]).toEqual([[0, null, ''], [], whole]);
  }, 300_000);

  it('show at once what an API has acknowledged', async () => {
    const data = workplace.path('separate-reads');
    const { agent } = await makeRegister(data);
    const serving = workplace.serve(data, { ...quiet, REDRESS_PROJECTOR: 'separate' });
    const client = new Client((await serving.listening()).url);
    const worker = workplace.start(data, ['work', '--json'], quiet);
    await worker.firstLine();
    const missing: unknown[] = [];
    for (let n = 0; n < 25; n += 1) {
      const body = { channel: 'phone', summary: `Kettle ${n}`, description: 'It does not boil.' };
      const { number, position } = (await client.post<Written>(agent.key, '/complaints', body)).body;
      const read = await client.get(agent.key, `/complaints/${number}?atLeast=${position}&wait=10s`);
      if (read.status !== 200) missing.push([number, read.status, read.text]);
    }
    client.close();
    worker.signal('SIGTERM');
    expect([missing, cleanEnd(await worker.ended), cleanEnd(await serving.stop())]).toEqual([[], [0, null, ''], [0, null, '']]);
  }, 300_000);
});
