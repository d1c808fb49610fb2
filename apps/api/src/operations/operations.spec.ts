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
    expect((await test.get(null, '/health/ready')).body).toEqual({ status: 'ok', checks: { events: 'up', keys: 'up' } }));

  it('is not ready while something is down, names it without its message, and is ready again afterwards', async () => {
    broken = true;
    const down = await test.get<ProblemBody>(null, '/health/ready');
    broken = false;
    const up = await test.get(null, '/health/ready');
    expect([down.status, down.body.code, down.headers['retry-after'], down.body.errors[0]!.params, up.status]).toEqual([
      503,
      'server.not-ready',
      '5',
      { checks: { events: 'down', keys: 'up' } },
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
