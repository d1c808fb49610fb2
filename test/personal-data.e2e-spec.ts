import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaintStream, Lookups } from '@redress/complaints';
import { SqliteKeyStore } from '@redress/sealing';
import { addEventOfNewerBuild } from './driving/broken-register';
import { Canaries, canariesIn, type Schemas, withCanaries } from './driving/canaries';
import { sendBy, type Written } from './driving/desk';
import { type Answer, Client } from './driving/http';
import { ordersOfOne } from './driving/orders';
import { makeRegister, type People } from './driving/people';
import { plantedLife } from './driving/planted-life';
import { type Ended, type Serving, Workplace } from './driving/redress';

const workplace = new Workplace();
const data = workplace.path('register');
const canaries = new Canaries();
let people: People;
let serving: Serving;
let client: Client;
let planted: ReturnType<typeof plantedLife>;
/** Every text that went into the commands of the planted complaint. */
let textsOfPlanted: readonly string[];
/** Complaints beside it: one that is whole, one whose last event this build does not know. */
let whole: ReturnType<typeof ordersOfOne>;
let parkedNumber: string;
/** Of the last thing that was written before anything is read. */
let position: string;
/** What was said to somebody who may not read personal data, and what was said about errors to anybody. */
const heard: { readonly what: string; readonly text: string }[] = [];

const hear = <Body>(what: string, answer: Answer<Body>): Answer<Body> => {
  heard.push({ what: `${what}: ${answer.status}`, text: `${JSON.stringify(answer.headers)}\n${answer.text}` });
  return answer;
};
const run = async (args: readonly string[], options: Readonly<Record<string, string>> = {}): Promise<Ended> => {
  const ended = await workplace.run(data, args, options);
  heard.push({ what: `redress ${args.join(' ')}`, text: `${ended.stdout}\n${ended.stderr}` });
  return ended;
};
const filesOf = (folder: string): readonly string[] => readdirSync(folder).map((name) => join(folder, name));
const filesWithCanaries = (folder: string): readonly unknown[] =>
  filesOf(folder).flatMap((file) => canariesIn(readFileSync(file)).map((form) => ({ file, form })));

const header =
  'Date received,Product,Issue,Consumer complaint narrative,Company public response,Company,State,ZIP code,Tags,Submitted via,Date sent to company,Company response to consumer,Timely response?,Consumer disputed?,Complaint ID,Nickname';
const row = (id: string, received: string): string =>
  [
    received,
    'Mortgage',
    'Other',
    canaries.at(`narrative ${id}`),
    canaries.at(`public response ${id}`),
    'A Bank',
    'TX',
    canaries.at(`ZIP ${id}`),
    canaries.at(`tags ${id}`),
    'Web',
    '2017-03-22',
    'Closed with explanation',
    'Yes',
    'Yes',
    id,
    canaries.at(`a column of its own ${id}`),
  ].join(',');

beforeAll(async () => {
  people = await makeRegister(data);
  serving = workplace.serve(data, { REDRESS_LOG_LEVEL: 'debug' });
  client = new Client((await serving.listening()).url);
  const { components } = (await client.get<{ components: { schemas: Schemas } }>(undefined, '/openapi.json')).body;
  planted = plantedLife(people, components.schemas, canaries);
  textsOfPlanted = canaries.texts;
  const receivedAt = new Date(Date.now() - 3_600_000).toISOString();
  whole = ordersOfOne({ people, name: 'whole', receivedAt });
  const refused: unknown[] = [];
  for (const order of [...planted.orders, ...whole.orders.filter(({ isRefused }) => !isRefused)]) {
    const { status, text } = await sendBy(client)(order);
    if (status > 201) refused.push({ path: order.path, status, text });
  }
  const member = withCanaries(components.schemas, 'AddStaffMemberBody', { roles: ['agent'], team: 'north' }, canaries);
  const { body } = await client.post<Written>(people.admin.key, '/staff', member);
  const leaving = withCanaries(components.schemas, 'RemoveStaffMemberBody', {}, canaries);
  const left = await client.post(people.admin.key, `/staff/${body.id}/remove`, leaving);
  const waiting = withCanaries(components.schemas, 'ReceiveComplaintBody', { channel: 'phone', documents: [] }, canaries);
  ({ number: parkedNumber = '', position } = (await client.post<Written>(people.agent.key, '/complaints', waiting)).body);
  await addEventOfNewerBuild(data, parkedNumber);
  expect([refused, left.status]).toEqual([[], 200]);
}, 240_000);
afterAll(async () => {
  client.close();
  await workplace.remove();
});

/** Asks in every wrong way there is, each time with something personal in it. */
const askWrongly = async (): Promise<void> => {
  const { agent, analyst, supervisor } = people;
  const canary = canaries.at('whatever is asked wrongly');
  const encoded = encodeURIComponent(canary);
  const note = `/complaints/${planted.number}/add-note`;
  const json = { 'content-type': 'application/json' };
  const raw = (body: string | Buffer, headers: Readonly<Record<string, string>> = json) =>
    client.send({ method: 'POST', path: note, key: agent.key, headers, body });
  const asked: readonly (readonly [what: string, answer: Promise<Answer>])[] = [
    ['an unknown field', client.post(agent.key, note, { text: canary, [canary]: canary })],
    ['a wrong type', client.post(agent.key, note, { text: [canary] })],
    ['a choice', client.post(agent.key, '/complaints', { channel: canary, summary: canary, description: canary })],
    ['a moment', client.post(agent.key, note, { text: canary, at: canary })],
    ['a text that is too long', client.post(agent.key, note, { text: canary.repeat(2_000) })],
    ['a body that is too long', raw(JSON.stringify({ text: canary.repeat(9_000) }))],
    ['no JSON', raw(`{"text":"${canary}"`)],
    ['no UTF-8', raw(Buffer.concat([Buffer.from(`{"text":"${canary}`), Buffer.from([0xff, 0x22, 0x7d])]))],
    ['a prototype', raw(`{"__proto__":{"text":"${canary}"}}`)],
    ['another media type', raw(canary, { 'content-type': 'text/plain' })],
    ['a rule', client.post(agent.key, note.replace('add-note', 'resolve'), { finding: 'upheld', outcome: 'closed', remedy: canary })],
    [
      'a correction',
      client.post(agent.key, note.replace('add-note', 'correct'), { revision: 0, path: 'number', value: canary, reason: canary }),
    ],
    ['a person', client.post(supervisor.key, note.replace('add-note', 'assign'), { handler: 'nobody', reason: canary })],
    ['a role', client.post(analyst.key, note, { text: canary })],
    ['no key', client.post(canary.replace(/[^ -~]/g, ''), note, { text: canary })],
    ['an Idempotency-Key', client.post(agent.key, note, { text: canary }, { 'idempotency-key': `${canary.slice(0, 8)} x` })],
    ['an If-Match', client.post(agent.key, note, { text: canary }, { 'if-match': canary.slice(0, 8) })],
    ['a number', client.post(agent.key, `/complaints/${encoded}/add-note`, { text: canary })],
    ['a number of nobody', client.post(agent.key, '/complaints/370691682022/add-note', { text: canary })],
    ['a path', client.get(agent.key, `/${encoded}`)],
    ['a path below', client.get(agent.key, `/complaints/${planted.number}/${encoded}`)],
    ['a method', client.send({ method: 'DELETE', path: `/complaints?name=${encoded}`, key: agent.key })],
    ['a query that is unknown', client.get(agent.key, `/complaints?name=${encoded}`)],
    ['a name in a query', client.get(agent.key, `/complaints?${encoded}=1`)],
    ['a value in a query', client.get(agent.key, `/complaints?state=${encoded}`)],
    ['a cursor', client.get(agent.key, `/complaints?after=${encoded}`)],
    ['a position', client.get(agent.key, `/complaints?atLeast=${encoded}`)],
    ['a queue', client.get(agent.key, `/queues/${encoded}`)],
    ['a metric', client.get(agent.key, `/statistics/${encoded}`)],
    ['a person in the path', client.post(people.admin.key, `/staff/${encoded}/move`, { team: 'north' })],
    ['a broken escape', client.get(agent.key, `/complaints/${canary.slice(0, 8)}%`)],
    ['a search that finds nobody', client.post(agent.key, '/complaints/search', { email: canary })],
    ['a search by nobody who may', client.post(analyst.key, '/complaints/search', { email: canary })],
  ];
  for (const [what, answer] of asked) hear(what, await answer);
};

/** What those may read who may not read personal data. */
const readSealed = async (): Promise<void> => {
  const { number } = planted;
  const paths = [
    `/complaints/${number}`,
    `/complaints/${number}/notes`,
    `/complaints/${number}/evidence`,
    `/complaints/${parkedNumber}`,
    '/complaints',
    '/queues/all',
    '/statistics?by=product',
    '/staff?active=false',
  ];
  for (const path of paths) {
    const { status } = hear(`GET ${path}`, await client.get(people.analyst.key, path));
    expect([path, status]).toEqual([path, 200]);
  }
  const unknown = await client.get(people.agent.key, `/complaints/${parkedNumber}/history`);
  expect([hear('history of what waits', unknown).status, unknown.body['code']]).toEqual([503, 'build.too-old']);
  hear('GET /projections', await client.get(people.admin.key, '/projections'));
  hear('GET /metrics', await client.get(undefined, '/metrics'));
  hear('GET /health/ready', await client.get(undefined, '/health/ready'));
  const codes: (number | null)[] = [];
  for (const verb of [
    ['replay', number, '--json'],
    ['replay', number],
    ['replay', number, '--raw'],
    ['replay', parkedNumber],
    ['queue', '--json'],
    ['stats', '--json', '--by', 'product'],
    ['projections', '--json'],
    ['parked', 'list'],
    ['parked', 'show', parkedNumber],
    ['projections', 'rebuild', 'case'],
    ['verify', '--json'],
    ['backup', workplace.path('backup')],
    ['check'],
  ])
    codes.push((await run(verb)).code);
  // What this build does not know is not replayed, and refuses a rebuild.
  expect(codes).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 3, 0, 0, 0]);
};

const importPlanted = async (): Promise<void> => {
  const csv = [header, row('900001', '2017-03-21'), row('900002', canaries.at('a date')), row('900003', '2017-03-21'), ''].join('\n');
  const imported = await run(['import', 'cfpb', '-', '--json'], { input: csv });
  const { imported: taken, rejected } = JSON.parse(imported.stdout) as { imported: number; rejected: { row: number }[] };
  expect([imported.code, taken, rejected.map((each) => each.row)]).toEqual([3, 2, [2]]);
  expect((await run(['import', 'cfpb', '-'], { input: `${canaries.at('no header')}\n${canaries.at('no row')}\n` })).code).toBe(1);
};

describe('what is personal', () => {
  it('is planted in every field of every command that takes it', () => {
    const commands = new Set(planted.orders.map(({ path }) => path.split('/')[3] ?? 'receive'));
    expect([commands.size, textsOfPlanted.length > 70]).toEqual([21, true]);
  });

  it('is shown to those who may read it', async () => {
    const { number } = planted;
    const [read, history, found, replayed] = await Promise.all([
      client.get(people.agent.key, `/complaints/${number}?atLeast=${position}&wait=10s`),
      client.get(people.auditor.key, `/complaints/${number}/history`),
      client.post<{ items: { number: string }[] }>(people.agent.key, `/complaints/search?atLeast=${position}&wait=10s`, {
        phone: '+994501731884206',
      }),
      workplace.run(data, ['replay', number, '--json'], { REDRESS_API_KEY: people.auditor.key }),
    ]);
    const missing = textsOfPlanted.filter((text) => !replayed.stdout.includes(JSON.stringify(text).slice(1, -1)));
    expect([read.status, canariesIn(read.text), history.status, found.status, found.body.items.map((item) => item.number)]).toEqual([
      200,
      ['as it is'],
      200,
      200,
      [number],
    ]);
    expect([replayed.code, missing]).toEqual([0, []]);
  });

  it('is in no answer to anybody else, and in no error', async () => {
    await importPlanted();
    await askWrongly();
    await readSealed();
    expect(heard.flatMap(({ what, text }) => canariesIn(text).map((form) => ({ what, form })))).toEqual([]);
  }, 240_000);

  it('is in no file of the register while it runs, and in no backup', () =>
    expect([...filesWithCanaries(data), ...filesWithCanaries(workplace.path('backup'))]).toEqual([]));

  it('is in no log line, even where everything is logged', () => {
    const lines = serving.stderr.split('\n');
    expect([lines.length > planted.orders.length, lines.filter((line) => canariesIn(line).length > 0)]).toEqual([true, []]);
  });

  it('is not kept as a hash that could be guessed', () => {
    const hashes = canaries.texts.flatMap((text) =>
      [text, text.toLowerCase()].flatMap((each) => {
        const hash = createHash('sha256').update(each).digest();
        return [hash, Buffer.from(hash.toString('hex')), Buffer.from(hash.toString('base64url'))];
      }),
    );
    const found = filesOf(data).filter((file) => {
      const bytes = readFileSync(file);
      return hashes.some((hash) => bytes.includes(hash));
    });
    expect(found).toEqual([]);
  });

  it.each([
    ['as it is', 'qxzvWKJY-1'],
    ['in base64', Buffer.from('a name, Qxzvwkjy-1 Ləyla').toString('base64url')],
    ['in base64', Buffer.from('the name, Qxzvwkjy-1 Ləyla').toString('base64')],
    ['in base64', Buffer.from('one name, Qxzvwkjy-1 Ləyla').toString('base64')],
    ['in UTF-16', Buffer.from('Qxzvwkjy', 'utf16le')],
    ['in hexadecimal', Buffer.from('Qxzvwkjy').toString('hex')],
    ['as JSON escapes', '\\u0051\\u0078\\u007A\\u0076\\u0077\\u006B\\u006A\\u0079'],
    ['percent-encoded', '%51%78%7A%76%77%6B%6A%79'],
  ])('would be found %s', (form, text) => expect(canariesIn(text)).toEqual([form]));
});

describe('a complaint whose key is destroyed', () => {
  let key: Buffer;
  let before: Standing;
  const parts = (text: string): readonly unknown[] =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as { data?: Record<string, unknown> }).data ?? {})
      .flatMap((stored) => ['brief', 'personal', 'corrected'].map((part) => stored[part]).filter((part) => part !== undefined));

  interface Standing {
    readonly events: number;
    readonly metrics: readonly unknown[];
    readonly contents: readonly unknown[];
  }
  const linesOf = ({ stdout }: Ended): readonly Record<string, unknown>[] =>
    stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  /** What must not change: the record, the figures that do not grow with the clock, the read models. */
  const standing = async (): Promise<Standing> => {
    const verified = await run(['verify', '--json']);
    const { metrics } = linesOf(await run(['stats', '--json']))[0]! as { metrics: { id: string }[] };
    const projections = linesOf(await run(['projections', '--json']));
    expect(verified.code).toBe(0);
    return {
      events: linesOf(verified)[0]!['events'] as number,
      metrics: metrics.filter(({ id }) => id !== 'open-age' && id !== 'ownerless-seconds'),
      contents: projections.map(({ name, digest }) => [name, (digest as { content: string }).content]),
    };
  };

  beforeAll(async () => {
    before = await standing();
    const keys = new SqliteKeyStore(join(data, 'keys.db'));
    key = (await keys.find(complaintStream(planted.number))) as Buffer;
    await keys.destroy(complaintStream(planted.number), new Date().toISOString());
    await keys.close();
  }, 180_000);

  it('leaves no byte of the key in the files, though the server runs', () =>
    expect([key.length, filesOf(data).filter((file) => readFileSync(file).includes(key))]).toEqual([32, []]));

  it('reads sealed wherever it is read', async () => {
    const { number } = planted;
    const { agent, auditor, supervisor } = people;
    const [read, notes, listed, queued, history, replayed] = await Promise.all([
      client.get(agent.key, `/complaints/${number}`),
      client.get(agent.key, `/complaints/${number}/notes`),
      client.get(agent.key, '/complaints'),
      client.get(supervisor.key, '/queues/all'),
      client.get(auditor.key, `/complaints/${number}/history`),
      workplace.run(data, ['replay', number, '--json'], { REDRESS_API_KEY: auditor.key }),
    ]);
    expect([read, notes, listed, queued, history].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const leaked = [read, notes, history].flatMap(({ text }) => canariesIn(text));
    expect([replayed.code, leaked, new Set(parts(replayed.stdout))]).toEqual([0, [], new Set(['sealed'])]);
    const line = (listed.body as { items?: readonly { number: string; summary: string | null }[] }).items!.find(
      (item) => item.number === number,
    );
    expect(line!.summary).toBe(null);
  });

  it('is found by nothing personal any more', async () => {
    const found = await client.post(people.agent.key, '/complaints/search', { phone: '+994501731884206' });
    expect([found.status, found.body]).toEqual([200, { items: [], next: null }]);
    const keys = new SqliteKeyStore(join(data, 'keys.db'), { readOnly: true });
    expect(await new Lookups(keys).find('phone', '+994501731884206')).toEqual([]);
    await keys.close();
  });

  it('takes nothing personal any more, and still tells what was done', async () => {
    const refused = hear(
      'a note after erasure',
      await client.post(people.agent.key, `/complaints/${planted.number}/add-note`, { text: 'x' }),
    );
    expect([refused.status, refused.body['code']]).toEqual([409, 'complaint.erased']);
  });

  it('changes no chain, no count and no read model', async () => {
    const after = await standing();
    // Reading was recorded meanwhile; nothing else was.
    expect({ ...after, events: 0 }).toEqual({ ...before, events: 0 });
    expect(after.events).toBeGreaterThan(before.events);
    expect((await run(['projections', 'rebuild', '--allow-parked', '--json'])).code).toBe(0);
  });

  it('leaves the others as they were', async () => {
    const read = await client.get(people.agent.key, `/complaints/${whole.number}`);
    const replayed = await workplace.run(data, ['replay', whole.number, '--json'], { REDRESS_API_KEY: people.auditor.key });
    expect([read.status, read.text.includes('Kettle whole is broken'), parts(replayed.stdout).includes('sealed')]).toEqual([
      200,
      true,
      false,
    ]);
  });

  it('is as sealed after a restart', async () => {
    const ended = await serving.stop();
    expect([ended.code, canariesIn(ended.stderr), filesWithCanaries(data)]).toEqual([0, [], []]);
    const again = workplace.serve(data, { REDRESS_LOG_LEVEL: 'debug' });
    const other = new Client((await again.listening()).url);
    const read = await other.get(people.agent.key, `/complaints/${planted.number}`);
    other.close();
    expect([read.status, canariesIn(read.text), (await again.stop()).code]).toEqual([200, [], 0]);
    expect(filesOf(data).filter((file) => readFileSync(file).includes(key))).toEqual([]);
  }, 180_000);
});
