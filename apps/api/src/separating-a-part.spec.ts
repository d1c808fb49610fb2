import { type DerivedClock, preset, publishedCalendar } from '@redress/deadlines';
import { type ProblemBody, TestApi } from './test-api.spec-support';

interface Clocks {
  readonly because: string | null;
  readonly parts: readonly { readonly part: number; readonly because: string | null }[];
  readonly clocks: readonly DerivedClock[];
}

/** A complaint to a British bank that is only in part about a payment. */
describe('a part of a complaint that falls under another policy', () => {
  let test: TestApi, number: string;
  const post = async (path: string, body: object = {}): Promise<readonly [number, ...string[]]> => {
    const { status, body: answer } = await test.post<ProblemBody>('supervisor', `/complaints/${number}/${path}`, body);
    await test.engine.projectors.catchUp();
    return status === 200 ? [status] : [status, ...answer.errors.map(({ code }) => code)];
  };
  const clocks = async () => (await test.get<Clocks>('auditor', `/complaints/${number}/clocks`)).body;
  const standing = async () => (await clocks()).clocks.map(({ id, verdict, due }) => `${id} ${verdict} ${due}`);
  const owed = async () => {
    const { body } = await test.get<{ items: readonly { due: string | null; dueClock: string | null }[] }>('agent', '/queues/all');
    return body.items.map(({ due, dueClock }) => `${dueClock} ${due}`);
  };
  const separate = { segment: 'payment-services', product: 'card-payment', reason: 'The payment that was made twice' };
  const letter = { channel: 'email', text: 'The payment was given back.', reasons: 'It was made twice.', recourse: 'The ombudsman' };

  beforeEach(async () => {
    test = await TestApi.start();
    await test.post('admin', '/calendars/england-and-wales', publishedCalendar('england-and-wales').calendar);
    for (const id of ['uk-fca-disp', 'uk-fca-psd'] as const) await test.post('admin', `/policies/${id}`, preset(id).text);
    number = await test.received({
      ...{ channel: 'phone', summary: 'Loan', description: 'The rate is wrong.' },
      region: 'GB',
      segment: 'financial-services',
    });
    await test.engine.projectors.catchUp();
  });
  afterEach(() => test.stop());

  it('has clocks of its own, is answered by itself, and shows in the case, the queue and the replay', async () => {
    expect([await standing(), await owed()]).toEqual([['final running 2026-06-26T22:59:59.999Z'], ['final 2026-06-26T22:59:59.999Z']]);
    expect(await post('separate-part', separate)).toEqual([200]);
    // #region separated
    // Eight weeks for the loan; for the payment fifteen business days, without the bank holidays of 4 and 25 May.
    expect(await standing()).toEqual(['final running 2026-06-26T22:59:59.999Z', 'part-1-final running 2026-05-26T22:59:59.999Z']);
    expect(await owed()).toEqual(['part-1-final 2026-05-26T22:59:59.999Z']);
    // #endregion
    const due = '2026-05-26T22:59:59.999Z';
    expect((await clocks()).parts.map(({ part, because }) => [part, because])).toEqual([
      [1, expect.stringMatching(/^uk-fca-psd version 1 was chosen: .*sector payment-services/)],
    ]);

    test.now = '2026-05-20T09:00:00.000Z';
    expect(await post('answer-part', { part: 1, ...letter })).toEqual([200]);
    expect(await standing()).toEqual(['final running 2026-06-26T22:59:59.999Z', `part-1-final met ${due}`]);
    expect(await owed()).toEqual(['final 2026-06-26T22:59:59.999Z']);
    expect(await test.eventsOf(number)).toEqual(['ComplaintReceived', 'PartSeparated', 'PartAnswered']);
  });

  it('can be extended with the notice that its own policy asks for, under the name of its clock', async () => {
    await post('separate-part', separate);
    const extension = { clock: 'part-1-final', by: { amount: 20, unit: 'business-days' }, reason: 'exceptional-circumstances' };
    expect(await post('extend-deadline', extension)).toEqual([409, 'extension.notice-missing']);
    const notice = { channel: 'email', text: 'A flood closed our archive; we will answer by 23 June 2026.' };
    expect(await post('extend-deadline', { ...extension, ...notice })).toEqual([200]);
    expect((await standing())[1]).toBe('part-1-final running 2026-06-23T22:59:59.999Z');
  });

  it('is refused where it is no part, with a sentence that says what to do', async () => {
    expect(await post('separate-part', { product: 'mortgage', reason: 'Another loan' })).toEqual([409, 'part.same-policy']);
    expect(await post('separate-part', { reason: 'Something' })).toEqual([409, 'part.empty', 'part.same-policy']);
    expect(await post('answer-part', { part: 1, ...letter })).toEqual([409, 'part.unknown']);
    expect((await post('answer-part', { part: 0, ...letter }))[0]).toBe(422);
    expect(await test.eventsOf(number)).toEqual(['ComplaintReceived']);
  });
});
