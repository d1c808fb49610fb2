import { examples } from './openapi/examples';
import { TestApi } from './test-api.spec-support';

let test: TestApi;
beforeAll(async () => (test = await TestApi.start()));
afterAll(() => test.stop());

interface Written {
  readonly number: string;
  readonly revision: number;
  readonly position: string;
  readonly state: string;
}
const withKey = (key: string, more: Readonly<Record<string, string>> = {}) => ({ 'idempotency-key': key, ...more });

describe('the same Idempotency-Key', () => {
  it('sent three times at once receives one complaint and answers alike', async () => {
    const before = (await test.log()).length;
    const answers = await Promise.all(
      [1, 2, 3].map(() => test.post<Written>('agent', '/complaints', examples.ReceiveComplaint, withKey('once'))),
    );
    expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [201, answers[0]!.body]));
    expect((await test.log()).length - before).toBe(1);
  });

  it.each([
    ['without If-Match', withKey('note')],
    ['with If-Match', withKey('note', { 'if-match': '"0"' })],
  ])('sent three times at once %s writes one note, and answers alike also later', async (_name, headers) => {
    const number = await test.received();
    const send = () => test.post<Written>('agent', `/complaints/${number}/add-note`, examples.AddNote, headers);
    const answers = await Promise.all([send(), send(), send()]);
    await test.post('agent', `/complaints/${number}/add-note`, { text: 'Another.' });
    answers.push(await send());
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      answers.map(() => [200, { number, revision: 1, position: answers[0].body.position, state: 'received' }]),
    );
    expect(await test.eventsOf(number)).toEqual(['ComplaintReceived', 'NoteAdded', 'NoteAdded']);
  });

  it('with another body is refused', async () => {
    const number = await test.received();
    await test.post('agent', `/complaints/${number}/add-note`, examples.AddNote, withKey('k'));
    const again = await test.post('agent', `/complaints/${number}/add-note`, { text: 'Something else.' }, withKey('k'));
    expect([again.status, again.body['code']]).toEqual([422, 'idempotency-key.reused']);
  });

  it('with another body for a creation is refused', async () => {
    await test.post('agent', '/complaints', examples.ReceiveComplaint, withKey('c'));
    const again = await test.post('agent', '/complaints', { ...examples.ReceiveComplaint, product: 'modem' }, withKey('c'));
    expect([again.status, again.body['code']]).toEqual([422, 'idempotency-key.reused']);
  });

  it('with the same fields in another order is the same request', async () => {
    const number = await test.received();
    const [first, second] = [
      await test.post('agent', `/complaints/${number}/assess`, '{"severity":2,"safety":false}', withKey('order')),
      await test.post('agent', `/complaints/${number}/assess`, '{ "safety": false, "severity": 2.0 }', withKey('order')),
    ];
    expect([second.status, second.body]).toEqual([200, first.body]);
  });

  it('with another command is refused', async () => {
    const number = await test.received();
    await test.post('agent', `/complaints/${number}/add-note`, examples.AddNote, withKey('k'));
    const other = await test.post('agent', `/complaints/${number}/assess`, examples.AssessComplaint, withKey('k'));
    expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key.reused']);
  });

  it('of two clients names two commands', async () => {
    const number = await test.received();
    const answers = [
      await test.post<Written>('agent', `/complaints/${number}/add-note`, examples.AddNote, withKey('k')),
      await test.post<Written>('supervisor', `/complaints/${number}/add-note`, { text: 'Mine.' }, withKey('k')),
    ];
    expect(answers.map(({ status, body }) => [status, body.revision])).toEqual([
      [200, 1],
      [200, 2],
    ]);
  });

  it('of two clients receives two complaints', async () => {
    const [a, b] = [
      await test.post<Written>('agent', '/complaints', examples.ReceiveComplaint, withKey('shared')),
      await test.post<Written>('supervisor', '/complaints', examples.ReceiveComplaint, withKey('shared')),
    ];
    expect([a.status, b.status, a.body.number === b.body.number]).toEqual([201, 201, false]);
  });

  it('adds a person once', async () => {
    const add = () => test.post<{ id: string }>('admin', '/staff', examples.AddStaffMember, withKey('person'));
    const [first, second] = [await add(), await add()];
    expect([first.status, second.status, second.body, second.headers['location']]).toEqual([
      201,
      201,
      first.body,
      `/staff/${first.body.id}`,
    ]);
  });

  it('leaves no trace of a refusal: the command is decided again', async () => {
    const number = await test.received();
    const assign = () => test.post('supervisor', `/complaints/${number}/assign`, { handler: test.staff.agent }, withKey('later'));
    const refused = await assign();
    await test.post('agent', `/complaints/${number}/assess`, examples.AssessComplaint);
    const done = await assign();
    expect([refused.status, refused.body['code'], done.status]).toEqual([409, 'complaint.not-assessed', 200]);
  });
});

describe('If-Match', () => {
  it('lets the command pass at the revision it names', async () => {
    const number = await test.received();
    const written = await test.post('agent', `/complaints/${number}/add-note`, examples.AddNote, { 'if-match': '"0"' });
    expect([written.status, written.headers['etag']]).toEqual([200, '"1"']);
  });

  it('refuses when somebody was faster, and tells the revision and who changed it last', async () => {
    const number = await test.received();
    await test.post('supervisor', `/complaints/${number}/add-note`, examples.AddNote);
    const refused = await test.post<{ code: string; errors: object[] }>('agent', `/complaints/${number}/add-note`, examples.AddNote, {
      'if-match': '"0"',
    });
    expect([refused.status, refused.body.errors]).toEqual([
      412,
      [
        {
          code: 'revision.stale',
          detail: 'It is at revision 1 by now; look at it again, then repeat your command with that revision.',
          params: { revision: 1, changedBy: { id: test.staff.supervisor, role: 'supervisor' } },
        },
      ],
    ]);
  });

  it('lets one of two at once pass', async () => {
    const number = await test.received();
    const send = () => test.post('agent', `/complaints/${number}/add-note`, examples.AddNote, { 'if-match': '"0"' });
    expect((await Promise.all([send(), send()])).map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('is refused where something is created, and malformed everywhere', async () => {
    const number = await test.received();
    const answers = [
      await test.post('agent', '/complaints', examples.ReceiveComplaint, { 'if-match': '"0"' }),
      await test.post('admin', '/staff', examples.AddStaffMember, { 'if-match': '"0"' }),
      await test.post('agent', `/complaints/${number}/add-note`, examples.AddNote, { 'if-match': 'W/"0"' }),
      await test.post('agent', `/complaints/${number}/add-note`, examples.AddNote, { 'idempotency-key': 'x'.repeat(201) }),
    ];
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual([
      [400, 'if-match.not-here'],
      [400, 'if-match.not-here'],
      [400, 'if-match.malformed'],
      [400, 'idempotency-key.malformed'],
    ]);
  });
});
