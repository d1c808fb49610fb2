import { type DerivedClock, preset } from '@redress/deadlines';
import { TestApi } from '../test-api.spec-support';

interface Clocks {
  readonly number: string;
  readonly asOf: string;
  readonly revision: number;
  readonly because: string | null;
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
  it('says why its policy was chosen, by what could be chosen then', async () => {
    const because = async (query = '') => (await clocks(query)).because;
    const theDefault = 'iso10002-default version 1 was chosen: no other policy applies.';
    const ours = { ...preset('iso10002-default').text, applies: { products: ['router'] } };
    expect(await because()).toBe(theDefault);
    const adopted = await test.post('quality-manager', '/policies/ours', ours);
    expect([adopted.status, await because()]).toEqual([201, theDefault]);

    test.now = '2026-05-01T13:00:00.000Z';
    const classified = await test.post('supervisor', `/complaints/${number}/classify`, { product: 'router', reason: 'It is one' });
    await test.engine.projectors.catchUp();
    const chosen = 'ours version 1 was chosen: it applies to product router; iso10002-default is only for what no other policy applies to.';
    expect([classified.status, await because()]).toEqual([200, chosen]);

    await test.post('quality-manager', '/policies/closer', { ...ours, applies: { products: ['router'], kinds: ['complaint'] } });
    expect([await because(), await because('?asOf=2026-05-01T12:00:00Z')]).toEqual([chosen, theDefault]);
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
