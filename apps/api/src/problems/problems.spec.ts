import { Busy, OutcomeUnknown, RevisionConflict, StoreUnavailable, StreamTampered, TooLarge, UnknownEvent } from '@redress/event-store';
import { DocumentsUnavailable } from '@redress/projections';
import { KeysUnavailable } from '@redress/sealing';
import { examples } from '../openapi/examples';
import { type Answer, type ProblemBody, TestApi } from '../test-api.spec-support';

let test: TestApi;
beforeAll(async () => (test = await TestApi.start()));
afterAll(() => test.stop());

const told = ({ status, body, headers }: Answer<ProblemBody>) => [status, headers['content-type'], body.status, body.code];
const problem = (status: number, code: string) => [status, 'application/problem+json; charset=utf-8', status, code];

describe('a problem', () => {
  it('has every member that is promised, and the correlation id in body and header', async () => {
    const answer = await test.post<ProblemBody>('agent', '/complaints', { channel: 'pigeon', summary: 's', description: 'd' });
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Unprocessable Entity',
      status: 422,
      code: 'field.not-in-list',
      detail: answer.body.errors[0]!.detail,
      correlationId: answer.headers['x-correlation-id'],
      errors: [
        {
          code: 'field.not-in-list',
          path: '/channel',
          detail:
            'Expected is one of: phone, email, letter, form, web, call-centre, mobile-app, social-media, in-person, api, fax, referral, other.',
          params: {
            allowed: [
              'phone',
              'email',
              'letter',
              'form',
              'web',
              'call-centre',
              'mobile-app',
              'social-media',
              'in-person',
              'api',
              'fax',
              'referral',
              'other',
            ],
          },
        },
      ],
    });
    expect(answer.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each<[string, () => Promise<Answer<ProblemBody>>, unknown[]]>([
    ['a body that is no JSON', () => test.post('agent', '/complaints', '{"a":'), problem(400, 'body.not-json')],
    ['no body', () => test.send('POST', 'agent', '/complaints'), problem(400, 'body.missing')],
    ['an empty body', () => test.post('agent', '/complaints', ''), problem(400, 'body.missing')],
    ['a body that is not UTF-8', () => test.post('agent', '/complaints', Buffer.from([0x22, 0xff, 0x22])), problem(400, 'body.not-utf-8')],
    [
      'a key that stands twice',
      () => test.post('agent', '/complaints', '{"channel":"web","channel":"fax"}'),
      problem(400, 'body.duplicate-key'),
    ],
    ['__proto__', () => test.post('agent', '/complaints', '{"__proto__":{"role":"admin"}}'), problem(400, 'body.forbidden-key')],
    ['a deep body', () => test.post('agent', '/complaints', '['.repeat(30_000)), problem(400, 'body.too-deep')],
    ['NUL in a text', () => test.post('agent', '/complaints', '{"summary":"\\u0000"}'), problem(400, 'body.not-text')],
    [
      'a body of 64 KiB and one byte',
      () => test.post('agent', '/complaints', `"${'x'.repeat(64 * 1024 - 1)}"`),
      problem(413, 'body.too-large'),
    ],
    ['a body of 64 KiB', () => test.post('agent', '/complaints', `"${'x'.repeat(64 * 1024 - 2)}"`), problem(422, 'field.wrong-type')],
    [
      'another media type',
      () => test.post('agent', '/complaints', '{}', { 'content-type': 'text/plain' }),
      problem(415, 'body.wrong-media-type'),
    ],
    [
      'a form',
      () => test.post('agent', '/complaints', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      problem(415, 'body.wrong-media-type'),
    ],
    ['no media type', () => test.send('POST', 'agent', '/complaints', {}, '{}'), problem(415, 'body.wrong-media-type')],
    [
      'another charset',
      () => test.post('agent', '/complaints', '{}', { 'content-type': 'application/json; charset=utf-16' }),
      problem(415, 'body.wrong-charset'),
    ],
    ['a compressed body', () => test.post('agent', '/complaints', '{}', { 'content-encoding': 'gzip' }), problem(415, 'body.compressed')],
    ['an unknown path', () => test.get('agent', '/complaint'), problem(404, 'route.unknown')],
    ['an unknown command', () => test.post('agent', '/complaints/370691682022/explode', {}), problem(404, 'route.unknown')],
    ['a path that is no UTF-8', () => test.post('agent', '/complaints/%ff/close', {}), problem(400, 'url.malformed')],
    ['a very long number', () => test.post('agent', `/complaints/${'3'.repeat(500)}/close`, {}), problem(404, 'route.unknown')],
    ['no number', () => test.post('agent', '/complaints//close', {}), problem(404, 'route.unknown')],
    ['a staff id that cannot be one', () => test.post('admin', '/staff/a%20b/remove', {}), problem(404, 'staff.unknown')],
    ['a staff id of nobody', () => test.post('admin', '/staff/nobody/remove', {}), problem(404, 'staff.unknown')],
    [
      'a staff id of nobody with If-Match',
      () => test.post('admin', '/staff/nobody/remove', {}, { 'if-match': '"0"' }),
      problem(404, 'staff.unknown'),
    ],
    ['a known path and another method', () => test.send('DELETE', 'agent', '/complaints'), problem(405, 'method.not-allowed')],
  ])('is answered to %s', async (_name, send, expected) => expect(told(await send())).toEqual(expected));

  it('of a wrong method names those that the path takes', async () => {
    const answers = [await test.send('PUT', 'agent', '/complaints/370691682022/close'), await test.send('POST', 'agent', '/health/live')];
    expect(answers.map(({ headers }) => headers['allow'])).toEqual(['POST', 'GET, HEAD']);
  });

  it.each([
    ['a full disk', new StoreUnavailable('full', '/secret/path is full'), problem(507, 'store.full'), '5'],
    ['a store that another process keeps', new StoreUnavailable('busy', 'locked'), problem(503, 'store.unavailable'), '5'],
    ['a store that failed', new StoreUnavailable('failed', 'EIO'), problem(503, 'store.unavailable'), '5'],
    ['keys on a full disk', new KeysUnavailable('full', new Error('x')), problem(507, 'key-store.full'), '5'],
    ['read models whose server is away', new DocumentsUnavailable('mongo:27017'), problem(503, 'read-model.unavailable'), '5'],
    ['keys that cannot be written', new KeysUnavailable('failed', new Error('x')), problem(503, 'key-store.unavailable'), '5'],
    [
      'an event too large',
      new TooLarge('An event holds more than 128 KiB; send the document by its hash.'),
      problem(413, 'body.too-large'),
      undefined,
    ],
    ['an event of a newer build', new UnknownEvent('x'), problem(503, 'build.too-old'), '5'],
    ['a stream that many write to', new RevisionConflict('s', 0, 1), problem(503, 'complaint.busy'), '1'],
    ['an outcome that stays unknown', new OutcomeUnknown('x'), problem(503, 'complaint.busy'), '1'],
    ['a stream that something was taken out of', new StreamTampered('complaint-1', 'x'), problem(409, 'complaint.tampered'), undefined],
    ['three appends that did not come through', new Busy('x'), problem(503, 'complaint.busy'), '1'],
  ])('is answered where the engine meets %s', async (_name, error, expected, retryAfter) => {
    const number = await test.received();
    test.store.before = () => Promise.reject(error);
    const answer = await test.post<ProblemBody>('agent', `/complaints/${number}/add-note`, examples.AddNote);
    test.store.before = async () => {};
    expect([told(answer), answer.headers['retry-after']]).toEqual([expected, retryAfter]);
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|EIO/);
  });

  it('of a fault of ours is 500, says only the correlation id, and logs its place without its message', async () => {
    const number = await test.received();
    test.store.before = () => Promise.reject(new TypeError('Zahra Canary is not a function'));
    const answer = await test.post<ProblemBody>('agent', `/complaints/${number}/add-note`, examples.AddNote);
    test.store.before = async () => {};
    const line = test.logged.map((each) => JSON.parse(each) as Record<string, unknown>).find(({ msg }) => msg === 'fault')!;
    expect([told(answer), line['correlationId'], line['error'], (line['at'] as string[]).length > 0]).toEqual([
      problem(500, 'internal'),
      answer.body.correlationId,
      'TypeError',
      true,
    ]);
    expect(JSON.stringify([answer.body, test.logged])).not.toContain('Zahra');
  });
});

describe('a wrong body', () => {
  const refusedFor = async (body: object | string) => {
    const { status, body: answer } = await test.post<ProblemBody>('agent', '/complaints', body);
    return [status, answer.errors.map(({ code, path }) => [code, path])];
  };

  it('is told every wrong field at once, with its place', async () =>
    expect(
      await refusedFor({
        channel: 'pigeon',
        receivedAt: '2026-02-30T10:00:00Z',
        complainant: { email: '' },
        documents: [{ name: 'a', sha256: 'x', mediaType: 'image/png', bytes: 1.5 }],
        loss: { minor: -1, currency: 'azn' },
        repeat: 'yes',
        subjects: 'ada',
      }),
    ).toEqual([
      422,
      [
        ['field.missing', '/summary'],
        ['field.missing', '/description'],
        ['field.not-in-list', '/channel'],
        ['field.no-moment', '/receivedAt'],
        ['field.missing', '/complainant/name'],
        ['field.too-short', '/complainant/email'],
        ['field.wrong-form', '/documents/0/sha256'],
        ['field.wrong-type', '/documents/0/bytes'],
        ['field.too-small', '/loss/minor'],
        ['field.wrong-form', '/loss/currency'],
        ['field.wrong-type', '/repeat'],
        ['field.wrong-type', '/subjects'],
      ],
    ]));

  it('may not hold a field that is not known, at the top or nested; its name is not repeated', async () => {
    const body = { channel: 'web', summary: 's', description: 'd', 'Zahra Canary': 1, complainant: { name: 'n', nickname: 'Zahra' } };
    expect(await refusedFor(body)).toEqual([
      422,
      [
        ['field.unknown', ''],
        ['field.unknown', '/complainant'],
      ],
    ]);
    const { body: answer } = await test.post<ProblemBody>('agent', '/complaints', body);
    expect([JSON.stringify(answer).includes('Zahra'), answer.errors[1]!.params]).toEqual([
      false,
      { known: ['name', 'address', 'phone', 'email', 'other', 'representative', 'needs'] },
    ]);
  });

  it('with very many faults is told the first hundred', async () => {
    const { body } = await test.post<ProblemBody>('agent', '/complaints', { subjects: Array.from({ length: 10_000 }, () => 1) });
    expect(body.errors.length).toBe(100);
  });

  it('takes a correction that is a text, a number, yes or no, money or null, and no other shape', async () => {
    const number = await test.received();
    const send = async (value: unknown) => {
      const body = { revision: 0, path: 'product', value, reason: 'r' };
      const answer = await test.post<ProblemBody>('supervisor', `/complaints/${number}/correct`, body);
      return [answer.status, answer.body.code];
    };
    expect([await send('modem'), await send(null), await send(7), await send({ minor: 1, currency: 'AZN' })]).toEqual([
      [200, undefined],
      [200, undefined],
      [409, 'correction.wrong-value'],
      [409, 'correction.wrong-value'],
    ]);
    expect([await send({ a: { b: 1 } }), await send([]), await send(1.5), await send({ minor: 1, currency: 'AZN', a: 1 })]).toEqual(
      [1, 2, 3, 4].map(() => [422, 'field.wrong-type']),
    );
  });

  it('with a number too large for JSON is refused', async () =>
    expect((await test.post('agent', '/complaints/370691682022/accept-remedy', '{"remedy":1e999}')).status).toBe(422));
});
