import { OutcomeUnknown, StoreUnavailable, verifyLog } from '@redress/event-store';
import fc from 'fast-check';
import { examples } from '../openapi/examples';
import { TestApi } from '../test-api.spec-support';
import { type Asked, canary, readsOf, writesOf } from './asked.spec-support';
import { Documented } from './documented.spec-support';
import { type HttpAnswer, HttpClient } from './http-client.spec-support';
import { answersTo, type Raw, rawOf } from './raw.spec-support';

/** `FUZZ_RUNS=2000000 FUZZ_SEED=7 npx jest apps/api/src/fuzz` asks more; a failure names its seed. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 30_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const atOnce = 24;
/** Later complaints take the place of earlier ones, or the few there are would grow without end. */
const mostComplaints = 60;

let test: TestApi;
let url: string;
let client: HttpClient;
let documented: Documented;
const complaints: string[] = [];
const seen = new Map<number, number>();

/** A complaint that went so many steps towards being closed. */
const complaintAt = async (steps: number): Promise<string> => {
  const number = await test.received(examples.ReceiveComplaint);
  const path: readonly (readonly [string, object])[] = [
    ['assess', { severity: 2, safety: false }],
    ['assign', { handler: test.staff.agent }],
    ['add-evidence', examples.AddEvidence],
    ['propose-remedy', examples.ProposeRemedy],
    ['accept-remedy', examples.AcceptRemedy],
    ['investigate', examples.InvestigateComplaint],
    ['communicate-decision', examples.CommunicateDecision],
    ['resolve', examples.ResolveComplaint],
  ];
  for (const [command, body] of path.slice(0, steps)) {
    const role = command === 'assign' ? 'supervisor' : 'agent';
    expect([command, (await test.post(role, `/complaints/${number}/${command}`, body)).status]).toEqual([command, 200]);
  }
  return number;
};

beforeAll(async () => {
  test = await TestApi.start({ capacity: { writes: 8, reads: 8 }, allowance: { perKey: 1_000, perAddress: 60 } });
  url = await test.api.listen(0, '127.0.0.1');
  client = new HttpClient(url);
  documented = new Documented(test.api.document);
  for (const steps of [0, 1, 2, 5, 8]) complaints.push(await complaintAt(steps));
});
afterAll(async () => {
  client.close();
  await test.stop();
});

const send = async ({ method, route, role, complaint, url: asked, headers, body }: Asked): Promise<readonly string[]> => {
  const number = typeof complaint === 'number' ? complaints[complaint % complaints.length]! : complaint;
  const authorization = role === null ? {} : { authorization: `Bearer ${test.keys[role]}` };
  const answer = await client.send(method, asked.replace('{number}', number), { ...authorization, ...headers }, body);
  if (answer.status === 201 && route === '/complaints') remember((JSON.parse(answer.text) as { number: string }).number);
  seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
  const faults = isOtherPath(answer, number) ? documented.faultsOfProblem(answer) : documented.faultsOf(method, route, answer);
  return [...faults, ...repeated(answer, method === 'POST' && route !== '/complaints/search')];
};

/** Some texts in the place of a number make another path of it. */
const isOtherPath = ({ status, text }: HttpAnswer, number: string): boolean =>
  (number === '..' || number === '%ff') && status < 500 && /"(route\.unknown|url\.malformed|method\.not-allowed)"/.test(text);

const remember = (number: string): void => {
  complaints.push(number);
  if (complaints.length > mostComplaints) complaints.shift();
};

/** Nothing that was sent comes back in a refusal, or in an answer that shows nobody's data. */
const repeated = ({ status, headers, text }: HttpAnswer, isWrite: boolean): readonly string[] =>
  JSON.stringify(headers).includes(canary) || ((isWrite || status !== 200) && text.includes(canary)) ? ['what was sent came back'] : [];

const sendRaw = async (raw: Raw): Promise<readonly string[]> => {
  const answers = await answersTo(url, raw);
  for (const { status } of answers) seen.set(status, (seen.get(status) ?? 0) + 1);
  const faults = answers.flatMap((answer) => [
    ...(answer.status >= 400 ? documented.faultsOfProblem(answer) : []),
    ...(answer.status >= 500 && answer.status !== 503 && answer.status !== 507 ? [`${answer.status}`] : []),
    ...repeated(answer, true),
  ]);
  return raw.then === 'waits' && answers.length === 0 ? ['there was no answer'] : faults;
};

const shown = (each: Asked | Raw): string =>
  ('bytes' in each ? `${each.what}, which ${each.then}: ${each.bytes.toString('latin1')}` : JSON.stringify(each)).slice(0, 3_000);

/** The report of fast-check holds a whole batch; which request it was, the error says. */
const onlyTheError = ({ errorInstance }: { readonly errorInstance?: unknown }): void => {
  if (errorInstance) throw errorInstance as Error;
};

describe(`whatever a client sends, ${runs} times (seed ${seed})`, () => {
  it('is answered with a documented status, headers and shape, never 500, and never repeated', async () => {
    const { document } = test.api;
    const staff = [test.staff.agent, test.staff.analyst];
    const asked = fc.oneof(
      { weight: 6, arbitrary: writesOf(document, staff) },
      { weight: 3, arbitrary: readsOf(document) },
      { weight: 1, arbitrary: rawOf(test.keys.agent, complaints[1]!) },
    );
    const trouble = fc.oneof(
      { weight: 30, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(new StoreUnavailable('full', 'x'), new StoreUnavailable('failed', 'x'), new OutcomeUnknown('x')),
      },
    );
    const begun = Date.parse(test.now);
    let batches = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: atOnce, maxLength: atOnce }), trouble, async (batch, error) => {
        test.store.before = () => (error ? Promise.reject(error) : Promise.resolve());
        const wrong = await Promise.all(
          batch.map(async (each) => ({ each, faults: 'bytes' in each ? await sendRaw(each) : await send(each) })),
        );
        expect(wrong.filter(({ faults }) => faults.length > 0).map(({ each, faults }) => [faults, shown(each)])).toEqual([]);
        if ((batches += 1) % 20 === 0) await test.engine.projectors.catchUp();
        // A tenth of a second a batch, so that allowances run out and begin anew.
        test.now = new Date(begun + batches * 100).toISOString();
      }),
      { numRuns: Math.ceil(runs / atOnce), seed, endOnFailure: true, reporter: onlyTheError },
    );
    test.store.before = async () => {};
  }, 3_600_000);

  it('was answered in every way there is', () => {
    // What comes once in a thousand times a short run may not meet.
    const rare = runs >= 30_000 ? [413, 429, 431, 503, 507] : [];
    const ways = [200, 201, 400, 401, 403, 404, 405, 409, 412, 415, 422, ...rare];
    expect(ways.filter((status) => !seen.has(status))).toEqual([]);
  });

  it('leaves nothing personal in logs and metrics, and no fault of ours', async () => {
    const { body } = await test.get<string>(null, '/metrics');
    const log = test.logged.join('');
    expect([body.includes('Zahra'), log.includes('Zahra'), log.includes('"msg":"fault"')]).toEqual([false, false, false]);
  });

  it('leaves no half-written stream, and is stored sealed', async () => {
    const { problems, events } = await verifyLog(test.store);
    expect([problems, events > runs / 20]).toEqual([[], true]);
    const stored = (await test.log()).map(({ data, metadata, stream }) => stream + data + metadata);
    const codes =
      /"(product|category|department|segment|region|batch|cause|body|competence|language|privacyNotice|team|to|from)":"Zahra Canary/;
    expect(stored.filter((line) => line.includes('Zahra') && !codes.test(line))).toEqual([]);
  });
});
