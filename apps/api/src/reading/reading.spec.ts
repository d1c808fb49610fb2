import type { Role } from '@redress/kernel';
import { complaintStream } from '@redress/complaints';
import { TestApi } from '../test-api.spec-support';
import { startOf } from './query';

interface Line {
  readonly number: string;
  readonly summary: string | null;
}
interface Page<Item = Line> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

describe('reading through the API', () => {
  let test: TestApi, number: string;
  const get = async <Body>(role: Role, url: string) => test.get<Body & Record<string, unknown>>(role, url);
  const caughtUp = () => test.engine.projectors.catchUp();
  const access = async (): Promise<number> => Number(await test.engine.events.head());

  beforeEach(async () => {
    test = await TestApi.start();
    number = await test.received({
      channel: 'phone',
      summary: 'Broken kettle',
      description: 'It burned.',
      complainant: { name: 'Leyla', email: 'leyla@example.org' },
      product: 'Kettle',
    });
    await caughtUp();
  });
  afterEach(() => test.stop());

  it('opens personal data to roles that may read it and records the reading first', async () => {
    const before = await access();
    const { body, headers } = await get<{ receipt: { brief: unknown; personal: unknown } }>('agent', `/complaints/${number}`);
    expect([body.receipt.brief, headers['etag'], headers['cache-control']]).toEqual([
      { summary: 'Broken kettle' },
      'W/"0"',
      'private, no-store',
    ]);
    const last = await test.engine.events.last(`access-2026-05-01-${test.staff.agent}`);
    expect([(await access()) - before, last!.data]).toEqual([
      1,
      JSON.stringify({ numbers: [number], operation: 'GET /complaints/:number' }),
    ]);
  });
  it('leaves it sealed for others, and records nothing', async () => {
    const before = await access();
    const { body } = await get<{ receipt: { brief: string } }>('analyst', `/complaints/${number}`);
    expect([body.receipt.brief.slice(0, 28), (await get<Page>('analyst', '/queues/all')).body.items[0]!.summary, await access()]).toEqual([
      's1:ComplaintReceived:1:brief',
      null,
      before,
    ]);
  });
  it('answers sealed and says so where the reading cannot be recorded', async () => {
    test.store.before = () => Promise.reject(new Error('down'));
    const one = await get<{ receipt: { brief: string } }>('agent', `/complaints/${number}`);
    const list = await get<Page>('agent', '/queues/all');
    expect([one.status, one.headers['x-redress-sealed'], one.body.receipt.brief.slice(0, 3)]).toEqual([200, 'unrecorded', 's1:']);
    expect([list.headers['x-redress-sealed'], list.body.items.map(({ summary }) => summary)]).toEqual(['unrecorded', [null]]);
  });
  it('answers sealed once the key is destroyed, and lists go on', async () => {
    await test.keyStore.destroy(complaintStream(number), test.now);
    const { body } = await get<{ receipt: { brief: string } }>('agent', `/complaints/${number}`);
    expect([body.receipt.brief, (await get<Page>('agent', '/complaints')).body.items.map(({ summary }) => summary)]).toEqual([
      'sealed',
      [null],
    ]);
  });

  it('finds a complaint by an exact e-mail, and only where everything named fits', async () => {
    const found = async (sought: object) =>
      (await test.post<Page & Record<string, unknown>>('agent', '/complaints/search', sought)).body.items.map((line) => line.number);
    expect([
      await found({ email: ' LEYLA@example.org' }),
      await found({ email: 'leyla@example.org', phone: '+994501234567' }),
      await found({ number }),
    ]).toEqual([[number], [], [number]]);
    expect((await test.post('agent', '/complaints/search', {})).body['code']).toBe('search.empty');
  });

  it('refuses an old truth: what was written is in the answer, or it is 412', async () => {
    const { body } = await test.post<{ position: string } & Record<string, unknown>>('agent', `/complaints/${number}/add-note`, {
      text: 'Called back',
    });
    const url = `/complaints/${number}/notes?atLeast=${body.position}&wait=1ms`;
    expect((await get('agent', url)).body['code']).toBe('read-model.behind');
    await caughtUp();
    const { status, body: notes } = await get<Page<{ personal: object }>>('agent', url);
    expect([status, notes.items.map(({ personal }) => personal)]).toEqual([200, [{ text: 'Called back' }]]);
  });

  it('tells the history to an agent of what they handle or received, and of nothing else', async () => {
    const codes = async (role: Role) => [
      (await get(role, `/complaints/${number}/history`)).status,
      (await get(role, `/audit-trail?number=${number}`)).status,
      (await get(role, '/audit-trail')).status,
    ];
    expect([await codes('agent'), await codes('investigator'), await codes('auditor'), await codes('analyst')]).toEqual([
      [200, 200, 403],
      [403, 403, 403],
      [200, 200, 200],
      [403, 403, 403],
    ]);
  });
  it('tells the history by page, as of an instant or a position, and by what had happened', async () => {
    test.now = '2026-05-03T12:00:00.000Z';
    const at = '2026-05-02T12:00:00.000Z';
    const { body } = await test.post<{ position: string } & Record<string, unknown>>('agent', `/complaints/${number}/add-note`, {
      text: 'x',
      at,
    });
    test.now = '2026-05-04T12:00:00.000Z';
    await test.post('agent', `/complaints/${number}/add-note`, { text: 'y' });
    await caughtUp();
    const told = async (query: string) => (await get<Page<{ revision: number }>>('auditor', `/complaints/${number}/history${query}`)).body;
    const revisions = async (query: string) => (await told(query)).items.map(({ revision }) => revision);
    expect([await revisions(''), await revisions(`?asOf=${body.position}`), await revisions('?asOf=2026-05-03T11:59:59Z')]).toEqual([
      [0, 1, 2],
      [0, 1],
      [0],
    ]);
    expect([await revisions('?asOf=2026-05-03T12:00:00Z&by=happened'), await revisions('?asOf=2026-05-04T12:00:00Z&by=happened')]).toEqual([
      [0, 1],
      [0, 1, 2],
    ]);
    const { items, next } = await told('?limit=2');
    expect([items.length, next, await revisions(`?after=${next}`)]).toEqual([2, '1', [2]]);
    expect((await get('auditor', `/complaints/${number}/history?asOf=1`)).status).toBe(404);
  });
  it('tells the history as JSON Lines to whoever asks for them', async () => {
    const { body } = await test.get<string>('auditor', `/complaints/${number}/history`, { accept: 'application/x-ndjson' });
    expect(typeof body).toBe('string');
    expect(
      body
        .trim()
        .split('\n')
        .map((line) => Object.keys(JSON.parse(line) as object)[0]),
    ).toEqual(['number', 'next']);
  });

  it('refuses a query it does not know or cannot read, naming what it takes', async () => {
    const codes = await Promise.all(
      ['?nam=x', '?limit=0', '?limit=501', '?from=2026-02-30', '?state=open', '?after=x'].map(
        async (query) => (await get('agent', `/complaints${query}`)).body['code'],
      ),
    );
    expect(codes).toEqual(['query.unknown', 'query.malformed', 'query.malformed', 'query.malformed', 'query.malformed', 'cursor.unknown']);
  });
});

describe('a day', () => {
  it.each([
    ['UTC', '2026-05-01T00:00:00.000Z'],
    ['Asia/Kathmandu', '2026-04-30T18:15:00.000Z'],
    ['America/New_York', '2026-05-01T04:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-04-30T10:00:00.000Z'],
  ])('begins in %s at %s', (zone, instant) => expect(startOf('2026-05-01', zone)).toBe(instant));
});
