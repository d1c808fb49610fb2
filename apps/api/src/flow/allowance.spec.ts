import { examples } from '../openapi/examples';
import { type Answer, type ProblemBody, TestApi } from '../test-api.spec-support';
import { allowanceOf } from './allowance';

let test: TestApi;
const running: TestApi[] = [];
const start = async (perKey: number, perAddress: number): Promise<void> => {
  test = await TestApi.start({ allowance: { perKey, perAddress } });
  running.push(test);
};
afterEach(() => Promise.all(running.splice(0).map((each) => each.stop())));

const told = ({ status, body, headers }: Answer<ProblemBody>) => [status, body.code, headers['retry-after']];
const tooMany = [429, 'requests.too-many', '10'];
const withKey = (key: string) => test.send<ProblemBody>('GET', null, '/queues', { authorization: `Bearer ${key}` });
const wrongKey = (n: number): string => Buffer.alloc(32, n).toString('base64url');

it('an allowance is a mean of ten seconds, and without an end where no limit is set', () =>
  expect([allowanceOf(1_000).perKey, allowanceOf(0).perKey]).toEqual([10_000, Infinity]));

describe('the allowance of a key', () => {
  it('is the same for all routes, and every key has its own', async () => {
    await start(3, 100);
    const number = await test.received();
    await test.get('agent', '/queues');
    await test.post('agent', `/complaints/${number}/add-note`, examples.AddNote);
    const used = await test.post<ProblemBody>('agent', `/complaints/${number}/add-note`, examples.AddNote);
    expect(told(used)).toEqual(tooMany);
    expect((await test.get('supervisor', '/queues')).status).toBe(200);
    expect(await test.eventsOf(number)).toEqual(['ComplaintReceived', 'NoteAdded']);
  });

  it('is new after the time that Retry-After tells', async () => {
    await start(1, 100);
    await test.get('agent', '/queues');
    test.now = '2026-05-01T12:00:09.000Z';
    expect(told(await test.get<ProblemBody>('agent', '/queues'))).toEqual([429, 'requests.too-many', '1']);
    test.now = '2026-05-01T12:00:10.000Z';
    expect((await test.get('agent', '/queues')).status).toBe(200);
  });

  it('does not keep operators from seeing', async () => {
    await start(1, 1);
    const seen = ['/health/live', '/health/live', '/health/ready', '/metrics', '/metrics'];
    expect(await Promise.all(seen.map(async (url) => (await test.get('admin', url)).status))).toEqual([200, 200, 200, 200, 200]);
  });
});

describe('an address without a right key', () => {
  it('may read what is open, so many times', async () => {
    await start(100, 2);
    const answers = [await test.get(null, '/openapi.json'), await test.get(null, '/docs'), await test.get<ProblemBody>(null, '/docs')];
    expect([answers[0]!.status, answers[1]!.status, told(answers[2] as Answer<ProblemBody>)]).toEqual([200, 200, tooMany]);
  });

  it('that tries keys is sent away, and keys from there are no longer looked up', async () => {
    await start(100, 2);
    const answers = [await withKey(wrongKey(1)), await test.get<ProblemBody>(null, '/queues'), await withKey(wrongKey(2))];
    expect(answers.map(told)).toEqual([
      [401, 'key.unknown', undefined],
      [401, 'key.missing', undefined],
      [429, 'key.tried-too-often', '10'],
    ]);
    expect(told(await withKey(test.keys.auditor))).toEqual([429, 'key.tried-too-often', '10']);
    test.now = '2026-05-01T12:00:10.000Z';
    expect((await withKey(test.keys.auditor)).status).toBe(200);
  });

  it('does not lock out who has been working from there', async () => {
    await start(100, 1);
    await withKey(test.keys.agent);
    for (const n of [1, 2, 3]) await withKey(wrongKey(n));
    expect([(await withKey(test.keys.agent)).status, (await withKey(wrongKey(4))).status]).toEqual([200, 429]);
  });
});
