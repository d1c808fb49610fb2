import { StoreUnavailable } from '@redress/event-store';
import { createApi } from '../create-api';
import { examples } from '../openapi/examples';
import { type ProblemBody, TestApi } from '../test-api.spec-support';

let broken = false;
let test: TestApi;
beforeAll(async () => {
  const store = { name: 'events', check: () => (broken ? Promise.reject(new Error('/secret/path')) : Promise.resolve(null)) };
  test = await TestApi.start({}, [store, { name: 'keys', check: async () => null }]);
});
afterAll(() => test.stop());

describe('health', () => {
  it('is live while the process answers', async () =>
    expect((await test.get(null, '/health/live')).body).toEqual({ status: 'ok', checks: {} }));

  it('is ready while everything it needs is up', async () =>
    expect((await test.get(null, '/health/ready')).body).toEqual({ status: 'ok', checks: { events: 'up', keys: 'up', space: 'up' } }));

  it('is not ready while something is down, names it without its message, and is ready again afterwards', async () => {
    broken = true;
    const down = await test.get<ProblemBody>(null, '/health/ready');
    broken = false;
    const up = await test.get(null, '/health/ready');
    expect([down.status, down.body.code, down.headers['retry-after'], down.body.errors[0]!.params, up.status]).toEqual([
      503,
      'server.not-ready',
      '5',
      { checks: { events: 'down', keys: 'up', space: 'up' } },
      200,
    ]);
    expect(JSON.stringify([down.body, test.logged])).not.toContain('secret');
  });
});

describe('metrics', () => {
  it('count requests by route pattern, method and status, never by path', async () => {
    const number = await test.received();
    await test.post('agent', `/complaints/${number}/add-note`, examples.AddNote);
    await test.get(null, '/no/such/path');
    const { body } = await test.get<string>(null, '/metrics');
    expect(body).toContain(
      'redress_http_request_duration_seconds_count{method="POST",route="/complaints/:number/add-note",status="200"} 1',
    );
    expect(body).toContain('redress_http_request_duration_seconds_count{method="any",route="none",status="404"} 1');
    expect(body).toContain('redress_http_in_flight_requests 1');
    expect(body).toContain('nodejs_eventloop_lag_seconds');
    expect([body.includes(number), body.includes('such')]).toEqual([false, false]);
  });
});

describe('metrics beside those of requests', () => {
  const ours = async (name: string) =>
    (await test.get<string>(null, '/metrics')).body
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

  it('say of each need whether it is up, as health does', async () => {
    broken = true;
    const down = await ours('redress_ready');
    broken = false;
    expect(down).toEqual(['redress_ready{need="events"} 0', 'redress_ready{need="keys"} 1', 'redress_ready{need="space"} 1']);
    expect(await ours('redress_ready')).toEqual([
      'redress_ready{need="events"} 1',
      'redress_ready{need="keys"} 1',
      'redress_ready{need="space"} 1',
    ]);
  });

  it('say nothing of read models that another process keeps', async () => expect(await ours('redress_read_model_active')).toEqual([]));

  it('say how far the read models are that this process keeps', async () => {
    const { projectors } = test.engine;
    await projectors.catchUp();
    const names = projectors.all.map(({ name }) => name);
    const readModels = { names, status: () => projectors.status(), active: () => new Set(['queue']) };
    const api = await createApi(test.engine, { withDocs: false, logLevel: 'silent', readModels });
    const lines = (await api.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).payload.split('\n');
    await api.stop();
    expect(lines.filter((line) => /^redress_read_model_(lag_events|active)/.test(line))).toEqual([
      ...names.map((name) => `redress_read_model_lag_events{read_model="${name}"} 0`),
      ...names.map((name) => `redress_read_model_active{read_model="${name}"} ${name === 'queue' ? 1 : 0}`),
    ]);
  });
});

describe('the log', () => {
  const lines = () => test.logged.map((line) => JSON.parse(line) as Record<string, unknown>);

  it('has one line a request: pattern, status, correlation id, actor id', async () => {
    const number = await test.received();
    const answer = await test.post('agent', `/complaints/${number}/add-note?name=Zahra`, examples.AddNote);
    const line = lines().find(({ correlationId }) => correlationId === answer.headers['x-correlation-id'])!;
    expect({ ...line, time: null, ms: null }).toEqual({
      level: 30,
      time: null,
      ms: null,
      correlationId: answer.headers['x-correlation-id'],
      method: 'POST',
      route: '/complaints/:number/add-note',
      status: 200,
      actor: test.staff.agent,
      role: 'agent',
    });
  });

  it('holds no path, query, header or body', async () => {
    const number = await test.received();
    await test.post(
      'agent',
      `/complaints/${number}/add-note?name=Zahra`,
      { text: 'Zahra' },
      { 'idempotency-key': 'Zahra', 'user-agent': 'Zahra' },
    );
    await test.get('agent', '/Zahra');
    expect(test.logged.join('')).not.toMatch(new RegExp(`Zahra|${number}|${test.keys.agent}`));
  });

  it('speaks of Nest only to warn', () => expect(lines().filter(({ context }) => context !== undefined)).toEqual([]));
});

describe('every answer', () => {
  it('carries security headers and is kept by nobody', async () => {
    const { headers } = await test.post('agent', '/complaints', examples.ReceiveComplaint);
    expect([
      headers['cache-control'],
      headers['x-content-type-options'],
      headers['x-frame-options'],
      headers['referrer-policy'],
      headers['x-powered-by'],
    ]).toEqual(['no-store', 'nosniff', 'SAMEORIGIN', 'no-referrer', undefined]);
  });
});

describe('a full disk', () => {
  const full = (): void => {
    test.hasRoom = false;
    test.store.before = () => Promise.reject(new StoreUnavailable('full', 'no space left'));
  };
  const emptied = (): void => {
    test.hasRoom = true;
    test.store.before = () => Promise.resolve();
  };
  afterEach(emptied);
  const ready = async () => {
    const { status, body } = await test.get<ProblemBody>(null, '/health/ready');
    return [status, body.errors?.map(({ code }) => code)];
  };

  it('refuses writes, serves reads, is told by health, and is over as soon as there is room', async () => {
    const number = await test.received();
    const note = () => test.post<ProblemBody>('agent', `/complaints/${number}/add-note`, examples.AddNote);
    await test.engine.projectors.catchUp();
    full();
    const refused = await note();
    const [read, list] = [await test.get('analyst', `/complaints/${number}`), await test.get('agent', '/queues/all')];
    const whileFull = await ready();
    emptied();
    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([507, 'store.full', '5']);
    expect([read.status, list.status, whileFull]).toEqual([200, 200, [503, ['server.not-ready', 'store.full']]]);
    expect([await ready(), (await note()).status]).toEqual([[200, undefined], 200]);
    expect(await test.eventsOf(number)).toEqual(['ComplaintReceived', 'NoteAdded']);
  });

  it('shows no personal data, because the reading cannot be recorded, and is told by health then too', async () => {
    const number = await test.received({ channel: 'phone', summary: 'Zahra', description: 'It does not start.' });
    await test.engine.projectors.catchUp();
    full();
    const { status, headers, body } = await test.get('agent', `/complaints/${number}`);
    expect([status, headers['x-redress-sealed'], JSON.stringify(body).includes('Zahra')]).toEqual([200, 'unrecorded', false]);
    expect(await ready()).toEqual([503, ['server.not-ready', 'store.full']]);
  });
});
