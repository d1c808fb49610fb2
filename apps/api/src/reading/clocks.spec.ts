import type { DerivedClock } from '@redress/deadlines';
import { TestApi } from '../test-api.spec-support';

interface Clocks {
  readonly number: string;
  readonly asOf: string;
  readonly revision: number;
  readonly clocks: readonly DerivedClock[];
}

describe('reading the clocks of a complaint', () => {
  let test: TestApi, number: string;
  const clocks = async (query = '') => (await test.get<Clocks>('auditor', `/complaints/${number}/clocks${query}`)).body;
  const shown = ({ clocks: all }: Clocks) => all.map(({ id, verdict, due }) => [id, verdict, due]);

  beforeEach(async () => {
    test = await TestApi.start();
    number = await test.received();
    await test.engine.projectors.catchUp();
  });
  afterEach(() => test.stop());

  it('says of each when it runs out, how it stands, and what it is derived from', async () => {
    const { asOf, revision, clocks: all } = await clocks();
    const [acknowledge, final] = all;
    expect([all.length, revision, acknowledge!.verdict, final!.limit]).toEqual([2, 0, 'running', { amount: 30, unit: 'calendar-days' }]);
    expect(all.map(({ startedAt, derivation }) => [derivation[0]?.from ?? startedAt, derivation.at(-1)?.until ?? asOf])).toEqual(
      all.map(({ startedAt }) => [startedAt, asOf]),
    );
  });
  it('says as of then what was said then', async () => {
    const before = await clocks();
    test.now = '2026-05-01T13:00:00.000Z';
    const receipt = `Complaint ${number}, received on 2026-05-01: Router`;
    const { status } = await test.post('agent', `/complaints/${number}/acknowledge`, { channel: 'email', receipt });
    expect(status).toBe(200);
    await test.engine.projectors.catchUp();
    expect(shown(await clocks())[0]![1]).toBe('met');
    expect(await clocks(`?asOf=${before.asOf}`)).toEqual(before);
  });
  it('shows every clock in the case', async () => {
    const { body } = await test.get<{ clocks: readonly DerivedClock[] }>('agent', `/complaints/${number}`);
    expect(body.clocks.map(({ id, verdict, due }) => [id, verdict, due])).toEqual(shown(await clocks()));
  });
  it('refuses a number that is none, and a time before there was one', async () => {
    const refused = async (url: string) => {
      const { status, body } = await test.get<{ code: string }>('auditor', url);
      return [status, body.code];
    };
    expect(await refused('/complaints/370691682023/clocks')).toEqual([400, 'number.mistyped']);
    expect(await refused(`/complaints/${number}/clocks?asOf=2020-01-01T00:00:00Z`)).toEqual([404, 'complaint.unknown']);
    expect(await refused(`/complaints/${number}/clocks?asOf=soon`)).toEqual([400, 'query.malformed']);
  });
});
