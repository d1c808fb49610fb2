import { Complaints } from '@redress/complaints';
import { Adoptions, beginFirstDay, preset, publishedCalendar } from '@redress/deadlines';
import { examples } from '../openapi/examples';
import { type Answer, type ProblemBody, TestApi } from '../test-api.spec-support';

let test: TestApi;
beforeEach(async () => (test = await TestApi.start()));
afterEach(() => test.stop());

const india = publishedCalendar('india').calendar;
const ours = { ...preset('iso10002-default').text, title: 'Ours', applies: { products: ['router'] } };
const adopt = <Body = Record<string, unknown>>(path: string, body: object): Promise<Answer<Body>> =>
  test.post<Body>('quality-manager', path, body);
const received = (body: object): Promise<string> => test.received({ ...examples.ReceiveComplaint, ...body });
const ofBank = (receivedAt: string): object => ({
  region: 'IN',
  segment: 'financial-services',
  receivedAt,
  backdating: 'It lay in the post room',
});
const clocksOf = async (number: string): Promise<unknown> =>
  (await test.get<{ clocks: unknown }>('supervisor', `/complaints/${number}/clocks?asOf=2026-12-01T00:00:00Z`)).body.clocks;
const pinsOf = async (number: string): Promise<readonly string[]> =>
  (await test.log())
    .filter(({ stream }) => stream === `complaint-${number}`)
    .flatMap(({ type, data }) => {
      const { policy, calendar, reason } = JSON.parse(data) as { policy?: Pin; calendar?: Pin; reason?: string };
      return policy && calendar ? [`${type} ${policy.id} ${policy.version} ${calendar.id} ${calendar.version} ${reason ?? ''}`.trim()] : [];
    });
interface Pin {
  readonly id: string;
  readonly version: number;
}
const indian = async (): Promise<void> => {
  await adopt('/calendars/india', india);
  for (const id of ['in-rbi-2021', 'in-rbi-2026'] as const) await adopt(`/policies/${id}`, preset(id).text);
};

describe('adopting through the API', () => {
  it('answers the version and where it is read, and a second time the same one', async () => {
    const [first, again] = [await adopt('/policies/ours', ours), await adopt('/policies/ours', ours)];
    const { version, sha256 } = first.body as { version: number; sha256: string };
    expect([first.status, first.headers['location'], again.body]).toEqual([201, '/policies/ours/1', { id: 'ours', version, sha256 }]);
    const read = await test.get('auditor', '/policies/ours/1');
    expect([read.status, read.body['sha256'], read.body['adoptedBy'], read.body['adoptedAt']]).toEqual([
      200,
      sha256,
      { id: test.staff['quality-manager'], role: 'quality-manager' },
      test.now,
    ]);
    expect((await test.get<{ items: object[] }>('admin', '/policies')).body.items.slice(1)).toEqual([
      { id: 'ours', version, sha256, title: 'Ours' },
    ]);
  });
  it('is refused with every reason and its place at once, never with what was sent', async () => {
    const wrong = {
      ...ours,
      escalation: [],
      reminders: [],
      title: '',
      'se.cret': 1,
      approvalLimits: { sealer: null },
      clocks: [{ ...ours.clocks[0], stops: ['secretly'] }],
    };
    const { status, body } = await adopt<ProblemBody>('/policies/Ours', wrong);
    expect([status, body.errors.map(({ code, path }) => [code, path])]).toEqual([
      422,
      [
        ['id.name.expected', undefined],
        ['field.unknown', ''],
        ['text.expected', '/title'],
        ['word.unknown', '/clocks/0/stops/0'],
        ['word.unknown', '/approvalLimits'],
      ],
    ]);
    expect(JSON.stringify(body)).not.toMatch(/se\.cret|sealer|secretly/);
  });
  it('answers what is not there with 404', async () => {
    const answers = ['/policies/nothing', '/calendars/every-day/2', '/calendars/every-day/one', '/policies/Not%20one'];
    const all = await Promise.all(answers.map((path) => test.get<ProblemBody>('auditor', path)));
    expect(all.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'policy.unknown'],
      [404, 'calendar.unknown'],
      [404, 'calendar.unknown'],
      [404, 'policy.unknown'],
    ]);
  });
  it('with a key of its own that was used for another body is refused', async () => {
    const key = { 'idempotency-key': 'k' };
    await test.post('admin', '/policies/ours', ours, key);
    const other = await test.post<ProblemBody>('admin', '/policies/ours', { ...ours, title: 'Other' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key.reused']);
  });
});

describe('a complaint', () => {
  beforeEach(() => (test.now = '2026-07-02T12:00:00.000Z'));

  it('to an Indian bank falls under the scheme of the day it was received on in India', async () => {
    await indian();
    // #region received
    // Midnight in India is half past six in the evening of UTC.
    const numbers = [await received(ofBank('2026-06-30T18:29:59Z')), await received(ofBank('2026-06-30T18:30:00Z'))];
    expect((await Promise.all(numbers.map(pinsOf))).flat()).toEqual([
      'ComplaintReceived in-rbi-2021 1 india 1',
      'ComplaintReceived in-rbi-2026 1 india 1',
    ]);
    // #endregion
  });
  it('whose receipt is corrected to another day is pinned anew in the same append, and once', async () => {
    await indian();
    const number = await received(ofBank('2026-07-01T08:00:00Z'));
    const correct = (value: string) =>
      test.post('supervisor', `/complaints/${number}/correct`, { revision: 0, path: 'receivedAt', value, reason: 'The stamp says so' });
    await correct('2026-07-01T07:00:00Z');
    await correct('2026-06-30T08:00:00Z');
    expect([await pinsOf(number), (await test.eventsOf(number)).slice(-2)]).toEqual([
      ['ComplaintReceived in-rbi-2026 1 india 1', 'PolicyPinned in-rbi-2021 1 india 1 receipt-corrected'],
      ['CorrectionRecorded', 'PolicyPinned'],
    ]);
  });
  it('that is classified or assessed as another matter is pinned anew, and not because a newer version was adopted', async () => {
    await adopt('/policies/ours', ours);
    await adopt('/policies/grave', { ...ours, title: 'Grave', applies: { products: ['modem'], severities: [5] } });
    const number = await received({ product: 'other', receivedAt: test.now });
    const classify = (body: object) => test.post('supervisor', `/complaints/${number}/classify`, { reason: 'Looked at it', ...body });
    await classify({ product: 'router' });
    await adopt('/policies/ours', { ...ours, title: 'Ours, anew' });
    await classify({ department: 'north' });
    await classify({ product: 'modem' });
    await test.post('supervisor', `/complaints/${number}/assess`, { severity: 5, safety: false });
    expect(await pinsOf(number)).toEqual([
      'ComplaintReceived iso10002-default 1 every-day 1',
      'PolicyPinned ours 1 every-day 1 reclassified',
      'PolicyPinned iso10002-default 1 every-day 1 reclassified',
      'PolicyPinned grave 1 every-day 1 reclassified',
    ]);
  });
  it('keeps every verdict and date when policies and calendars are edited afterwards', async () => {
    await indian();
    await adopt('/policies/ours', ours);
    const numbers = [
      await received(ofBank('2026-06-30T08:00:00Z')),
      await received(ofBank('2026-07-01T08:00:00Z')),
      await received({ receivedAt: '2026-07-01T08:00:00Z' }),
      await received({ receivedAt: '2026-07-01T08:00:00Z', product: 'other' }),
    ];
    await test.post('supervisor', `/complaints/${numbers[0]}/correct`, {
      revision: 0,
      path: 'receivedAt',
      value: '2026-06-29T08:00:00Z',
      reason: 'Stamp',
    });
    const before = await Promise.all(numbers.map(clocksOf));
    const shorter = (id: 'in-rbi-2021' | 'in-rbi-2026' | 'iso10002-default') => {
      const { text } = preset(id);
      return { ...text, clocks: text.clocks.map((clock) => ({ ...clock, limit: { amount: 1, unit: 'calendar-days' } })) };
    };
    const closed = { ...india, holidays: [{ day: '2026-07-03', name: 'Shut' }], knownUntil: '2026-12-31', timeZone: 'Asia/Tokyo' };
    const edited = [
      await adopt('/calendars/india', closed),
      await adopt('/calendars/every-day', { ...closed, timeZone: 'UTC' }),
      await adopt('/policies/in-rbi-2021', shorter('in-rbi-2021')),
      await adopt('/policies/in-rbi-2026', shorter('in-rbi-2026')),
      await adopt('/policies/ours', { ...shorter('iso10002-default'), applies: ours.applies }),
      await adopt('/policies/iso10002-default', shorter('iso10002-default')),
    ];
    expect(edited.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    expect(await Promise.all(numbers.map(clocksOf))).toEqual(before);
    expect(await clocksOf(await received(ofBank('2026-07-01T08:00:00Z')))).not.toEqual(before[1]);
  });
  it('is judged by the rules it was pinned to, whatever was adopted since', async () => {
    const update = async (number: string) => {
      const yesterday = { at: '2026-07-01T12:00:00Z', channel: 'email', text: 'We look into it.' };
      return (await test.post<ProblemBody>('supervisor', `/complaints/${number}/send-progress-update`, yesterday)).status;
    };
    await adopt('/policies/ours', ours);
    const number = await received({ receivedAt: '2026-07-01T08:00:00Z' });
    await adopt('/policies/ours', { ...ours, backdatingAllowanceDays: 0 });
    const later = await received({ receivedAt: '2026-07-01T08:00:00Z', backdating: 'It lay in the post room' });
    expect([await update(number), await update(later)]).toEqual([200, 409]);
  });
  /** Received by another process, under a policy that was adopted there after this one had begun. */
  const receivedElsewhere = async (): Promise<string> => {
    const { store, keyStore, now } = test;
    const versions = await beginFirstDay(store, 'UTC', { id: 'local', role: 'system' }, now);
    await new Adoptions(store, keyStore, versions).adopt('policy', 'ours', ours, { actor: { id: 'staff-kamran', role: 'admin' }, now });
    const elsewhere = new Complaints(store, keyStore, test.engine.staff, versions);
    const said = { ...nothingSaid, product: 'router', at: now, summary: 'Router', description: 'It does not start.' };
    return (await elsewhere.receive(said, {}, { actor: { id: test.staff.agent, role: 'agent' }, now })).number;
  };
  it.each<readonly [string, (number: string) => Promise<Answer>]>([
    ['in its history', (number) => test.get('supervisor', `/complaints/${number}/history`)],
    ['in its clocks', (number) => test.get('supervisor', `/complaints/${number}/clocks`)],
    ['by a command', (number) => test.post('supervisor', `/complaints/${number}/add-note`, { text: 'Looked at' })],
  ])('that another process received under a policy adopted there is read here %s', async (_where, ask) => {
    const number = await receivedElsewhere();
    expect([await pinsOf(number), (await ask(number)).status]).toEqual([['ComplaintReceived ours 1 every-day 1'], 200]);
  });
  it('is received here under a policy that another process adopted', async () => {
    await receivedElsewhere();
    expect(await pinsOf(await received({ receivedAt: test.now }))).toEqual(['ComplaintReceived ours 1 every-day 1']);
  });
});

const nothingSaid = {
  kind: 'complaint',
  channel: 'phone',
  occurredFrom: null,
  occurredTo: null,
  complainant: null,
  language: null,
  preferredChannel: null,
  category: null,
  department: null,
  segment: null,
  region: null,
  batch: null,
  loss: null,
  repeat: null,
  subjects: [],
  documents: [],
  privacyNotice: null,
} as const;
