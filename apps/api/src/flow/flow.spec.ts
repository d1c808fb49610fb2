import type { Role } from '@redress/kernel';
import { BareConnection } from '../bare-connection.spec-support';
import { examples } from '../openapi/examples';
import { type Answer, type ProblemBody, TestApi } from '../test-api.spec-support';

const requestOf = (method: string, path: string, key: string, body: string): string =>
  [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');

/** The store waits from now on until it is let go; `reached` when the first append waits. */
const held = (test: TestApi): { readonly reached: Promise<void>; readonly letGo: () => void } => {
  let letGo = (): void => undefined;
  let arrive = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  test.store.before = () => {
    arrive();
    return gate;
  };
  return { reached, letGo };
};

let running: TestApi[] = [];
const started = async (...options: Parameters<typeof TestApi.start>): Promise<TestApi> => {
  const test = await TestApi.start(...options);
  running.push(test);
  return test;
};
afterEach(async () => {
  await Promise.all(running.map((test) => test.stop()));
  running = [];
});

describe('stopping', () => {
  it('answers what is under way, sends new requests away, and ends every connection', async () => {
    const test = await started();
    const url = await test.api.listen(0, '127.0.0.1');
    const number = await test.received();
    const note = requestOf('POST', `/complaints/${number}/add-note`, test.keys.agent, JSON.stringify(examples.AddNote));
    const [busy, idle, silent, half] = [
      await BareConnection.to(url),
      await BareConnection.to(url),
      await BareConnection.to(url),
      await BareConnection.to(url),
    ];
    idle.send(requestOf('GET', '/health/live', test.keys.agent, ''));
    await idle.until(/"status":"ok"/);
    const { reached, letGo } = held(test);
    busy.send(note);
    await reached;
    half.send(note.slice(0, 40));

    const stopped = test.stop();
    idle.send(requestOf('GET', '/health/ready', test.keys.agent, ''));
    expect(await idle.until(/server\.stopping/)).toMatch(/HTTP\/1\.1 503 Service Unavailable\r\n(.*\r\n)*retry-after: 5/i);
    half.send(note.slice(40));
    expect(await half.until(/server\.stopping/)).toMatch(/HTTP\/1\.1 503 [^]*connection: close/i);
    await Promise.all([idle.ended, silent.ended, half.ended]);
    expect(busy.received).toBe('');
    letGo();
    expect(await busy.until(/"revision":1/)).toMatch(/HTTP\/1\.1 200 OK[^]*connection: close/i);
    await Promise.all([stopped, busy.ended]);
    expect(await test.eventsOf(number)).toEqual(['ComplaintReceived', 'NoteAdded']);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });

  it('is done at once where nothing is under way', async () => {
    const test = await started();
    const url = await test.api.listen(0, '127.0.0.1');
    const kept = await BareConnection.to(url);
    kept.send(requestOf('GET', '/health/live', '', ''));
    await kept.until(/"status":"ok"/);
    await Promise.all([test.stop(), kept.ended]);
  });

  it('ends what was connected to a name such as localhost, which is one address and no other', async () => {
    const test = await started();
    const url = await test.api.listen(0, 'localhost');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(fetch(`${url.replace('127.0.0.1', '[::1]')}/health/live`)).rejects.toThrow('fetch failed');
    const kept = await BareConnection.to(url);
    kept.send(requestOf('GET', '/health/live', '', ''));
    await kept.until(/"status":"ok"/);
    await Promise.all([test.stop(), kept.ended]);
  });

  it('is said by health before it is done', async () => {
    const test = await started();
    const stopped = test.stop();
    const { status, body } = await test.get<ProblemBody>(null, '/health/ready');
    await stopped;
    expect([status, body.code]).toEqual([503, 'server.stopping']);
  });
});

describe('overload', () => {
  const adding = (test: TestApi, number: string, role: Role = 'agent') =>
    test.post<ProblemBody>(role, `/complaints/${number}/add-note`, examples.AddNote);
  const received = async (test: TestApi, many: number): Promise<readonly string[]> => {
    const numbers: string[] = [];
    while (numbers.length < many) numbers.push(await test.received());
    return numbers;
  };

  it('sends writes beyond the capacity away, tells when to come again, and takes them again afterwards', async () => {
    const test = await started({ capacity: { writes: 3, reads: 2 } });
    const numbers = await received(test, 3);
    const newcomer = await test.engine.apiKeys.create({ id: test.staff.agent, role: 'agent' }, test.now);
    const { letGo } = held(test);
    const waiting = (['agent', 'supervisor', 'investigator'] as const).map((role, n) => adding(test, numbers[n]!, role));
    const late = () =>
      test.send<ProblemBody>(
        'POST',
        null,
        `/complaints/${numbers[0]}/add-note`,
        { authorization: `Bearer ${newcomer.key}`, 'content-type': 'application/json' },
        JSON.stringify(examples.AddNote),
      );
    const { status, body, headers } = await late();
    letGo();
    const taken = await Promise.all([...waiting, waiting[0]!.then(late)]);
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'server.overloaded', '1']);
    expect(taken.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
  });

  it('lets reads give way to writes, and operators see everything', async () => {
    const test = await started({ capacity: { writes: 4, reads: 2 } });
    const number = await test.received();
    const { reached, letGo } = held(test);
    const waiting = [adding(test, number), adding(test, number, 'supervisor')];
    await reached;
    const answers = [await test.get(null, '/openapi.json'), await test.get(null, '/health/live'), await test.get(null, '/metrics')];
    letGo();
    await Promise.all(waiting);
    expect(answers.map(({ status }) => status)).toEqual([503, 200, 200]);
  });

  it('by one key leaves places to every other: it holds half of them, beside another a third, and so on', async () => {
    const test = await started({ capacity: { writes: 12, reads: 12 } });
    const numbers = await received(test, 12);
    const { letGo } = held(test);
    const asked: (readonly [Role, Promise<Answer<ProblemBody>>[]])[] = [];
    for (const role of ['agent', 'supervisor', 'investigator'] as const) {
      const sent = numbers.map((number) => adding(test, number, role));
      asked.push([role, sent]);
      // Those that are sent away are answered while the others wait for the store.
      await Promise.race(sent);
    }
    letGo();
    const answered = await Promise.all(
      asked.map(async ([role, sent]) => [role, (await Promise.all(sent)).filter(({ status }) => status === 200).length]),
    );
    // The third finds two places and not three, because the first took its half when nobody else was there.
    expect(answered).toEqual([
      ['agent', 6],
      ['supervisor', 4],
      ['investigator', 2],
    ]);
  });

  it('by one key is told to it as such, and forgotten once its answers have left', async () => {
    const test = await started({ capacity: { writes: 2, reads: 2 } });
    const [one, two] = (await received(test, 2)) as [string, string];
    const { reached, letGo } = held(test);
    const waiting = adding(test, one);
    await reached;
    const { status, body, headers } = await adding(test, two);
    letGo();
    await waiting;
    expect([status, body.code, headers['retry-after']]).toEqual([429, 'client.share-used', '1']);
    expect((await adding(test, two)).status).toBe(200);
  });

  it('counts a request no longer whose client went away', async () => {
    const test = await started({ capacity: { writes: 1, reads: 1 } });
    const url = await test.api.listen(0, '127.0.0.1');
    const number = await test.received();
    const { reached, letGo } = held(test);
    const client = await BareConnection.to(url);
    client.send(requestOf('POST', `/complaints/${number}/add-note`, test.keys.agent, JSON.stringify(examples.AddNote)));
    await reached;
    client.break();
    while ((await test.get(null, '/openapi.json')).status !== 200) await new Promise((resolve) => setImmediate(resolve));
    letGo();
    expect(test.logged.some((line) => line.includes('"aborted":true'))).toBe(true);
  });

  it('counts requests no longer that waited behind another on a connection that broke', async () => {
    const test = await started({ capacity: { writes: 4, reads: 4 } });
    const url = await test.api.listen(0, '127.0.0.1');
    const number = await test.received();
    const { reached, letGo } = held(test);
    const note = requestOf('POST', `/complaints/${number}/add-note`, test.keys.agent, JSON.stringify(examples.AddNote));
    const client = await BareConnection.to(url);
    client.send(note + note + requestOf('GET', '/queues', test.keys.agent, ''));
    await reached;
    client.break();
    while (!test.logged.some((line) => line.includes('"aborted":true'))) await new Promise((resolve) => setImmediate(resolve));
    letGo();
    await test.get('agent', '/queues');
    expect((await test.get<string>(null, '/metrics')).body).toContain('redress_http_in_flight_requests 1\n');
    expect(test.logged.filter((line) => line.includes('"aborted":true')).length).toBe(3);
  });

  it('holds no place for a client that went away while its key was looked up', async () => {
    const test = await started({ capacity: { writes: 1, reads: 1 } });
    const url = await test.api.listen(0, '127.0.0.1');
    const look = test.keyStore.findApiKey.bind(test.keyStore);
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const reached = new Promise<void>((arrive) => {
      test.keyStore.findApiKey = async (sha256) => {
        arrive();
        await gate;
        return look(sha256);
      };
    });
    const client = await BareConnection.to(url);
    client.send(requestOf('GET', '/queues', test.keys.agent, ''));
    await reached;
    client.break();
    while (!test.logged.some((line) => line.includes('"aborted":true'))) await new Promise((resolve) => setImmediate(resolve));
    letGo();
    expect((await test.get('agent', '/queues')).status).toBe(200);
  });
});

describe('what is no HTTP', () => {
  it.each([
    ['garbage', 'hello\r\n\r\n', 400, 'request.malformed'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n', 400, 'request.malformed'],
    ['two lengths', 'POST /complaints HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400, 'request.malformed'],
    [
      'length and chunks',
      'POST /complaints HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'request.malformed',
    ],
    ['no host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'request.without-host'],
    ['huge headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'request.headers-too-large'],
  ])('such as %s is answered with a problem on a connection that ends', async (_name, text, status, code) => {
    const test = await started();
    const client = await BareConnection.to(await test.api.listen(0, '127.0.0.1'));
    client.send(text);
    await client.ended;
    expect(client.received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*"code":"${code}"`));
  });
});
