import type { OpenAPIObject } from '@nestjs/swagger';
import { type Role, roles } from '@redress/kernel';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import fc from 'fast-check';
import { examples } from './openapi/examples';
import { anythingLike, takenBy } from './schema-arbitraries.spec-support';
import { type Answer, type ProblemBody, TestApi } from './test-api.spec-support';

const canary = 'Zahra Canary';
/** One and the same run every time; another with FUZZ_SEED. */
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const runs = 2_500;

let test: TestApi;
let document: OpenAPIObject;
let numbers: readonly string[];
beforeAll(async () => {
  test = await TestApi.start({ capacity: { writes: 10_000, reads: 10_000 } });
  document = test.api.document;
  numbers = [await test.received(), await complaintAt(1), await complaintAt(2), await complaintAt(5), await complaintAt(8), '370691682022'];
});
afterAll(() => test.stop());

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

interface Asked {
  readonly route: string;
  readonly role: Role | null;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const often = fc.constantFrom<Role | null>(
  'agent',
  'supervisor',
  'admin',
  'agent',
  'supervisor',
  'admin',
  'agent',
  'supervisor',
  null,
  ...roles,
);
const someHeaders = fc.record(
  {
    'idempotency-key': fc.constantFrom('k1', 'k2', 'k3', canary, '', 'x'.repeat(201)),
    'if-match': fc.constantFrom('"0"', '"1"', '"5"', 'W/"1"', '*', canary),
  },
  { requiredKeys: [] },
);
const contentType = fc.constantFrom(
  ...Array.from({ length: 12 }, () => 'application/json'),
  'text/plain',
  'application/json; charset=utf-16',
  canary,
);
const rawBody = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 4 }),
  fc.constantFrom(
    '',
    '{',
    'null',
    '[]',
    `"${canary}"`,
    `{"${canary}":1,"${canary}":2}`,
    '\ufeff{}',
    '{"__proto__":{"a":1}}',
    '{"text":"\\u0000"}',
    '{"at":1e999}',
    '['.repeat(5_000),
    `"${'x'.repeat(70_000)}"`,
  ),
);

/** A request of the document: who, where, and a body that is right, nearly right, or anything. */
const askedOf = (route: string, bodyName: string): fc.Arbitrary<Asked> => {
  const schemas = document.components!.schemas as Record<string, Record<string, unknown>>;
  const json = fc
    .oneof(
      { weight: 5, arbitrary: takenBy(schemas, schemas[bodyName]!, canary) },
      { weight: 3, arbitrary: anythingLike(schemas, bodyName, canary) },
    )
    .map((body) => JSON.stringify(body));
  const id = fc.constantFrom(test.staff.agent, test.staff.analyst, 'nobody', 'a%20b', encodeURIComponent(canary));
  const number = fc.constantFrom(...numbers, ...numbers, '370691682023', '370%20691%20682%20022', encodeURIComponent(canary), '%ff', '0');
  return fc
    .record({
      role: often,
      id,
      number,
      query: fc.constantFrom('', '', '', `?name=${encodeURIComponent(canary)}`, '?atLeast=1'),
      headers: fc.tuple(someHeaders, contentType).map(([some, type]) => ({ ...some, 'content-type': type })),
      body: fc.oneof({ weight: 9, arbitrary: json }, { weight: 2, arbitrary: rawBody }),
    })
    .map(({ role, id, number, query, headers, body }) => {
      const url = route.replace('{id}', id).replace('{number}', number) + query;
      return { route, role, url, headers: headers, body };
    });
};

const validators = () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ $id: 'api', components: document.components });
  const of = (name: string): ValidateFunction => ajv.compile({ $ref: `api#/components/schemas/${name}` });
  return { problem: of('Problem'), written: { complaints: of('ComplaintWritten'), staff: of('StaffWritten') } };
};

describe('whatever a client sends', () => {
  it('is answered with a documented status in the documented shape, never 500, and never repeated', async () => {
    const { problem, written } = validators();
    const posts = Object.entries(document.paths).flatMap(([path, { post }]) =>
      post && path !== '/complaints/search' ? [[path, post] as const] : [],
    );
    const any = posts.map(([path, { requestBody }]) => {
      const { $ref } = (requestBody as { content: Record<string, { schema: { $ref: string } }> }).content['application/json']!.schema;
      // Every other route needs a complaint, and only this one makes any.
      return { weight: path === '/complaints' ? 4 : 1, arbitrary: askedOf(path, $ref.split('/').at(-1)!) };
    });
    const seen = new Map<number, number>();
    const isRight = ({ status, body }: Answer, path: string): boolean =>
      status < 300
        ? written[path.startsWith('/staff') ? 'staff' : 'complaints'](body)
        : problem(body) && (body as unknown as ProblemBody).status === status;

    await fc.assert(
      fc.asyncProperty(fc.oneof(...any), async ({ route, role, url, headers, body }) => {
        const answer = await test.post(role, url, body, headers);
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        const documented = Object.keys(document.paths[route]!.post!.responses);
        expect([documented.includes(String(answer.status)), answer.status]).toEqual([true, answer.status]);
        expect([isRight(answer, route), answer.body]).toEqual([true, answer.body]);
        expect(JSON.stringify([answer.headers, answer.body])).not.toContain(canary);
      }),
      { numRuns: runs, seed },
    );
    expect([200, 201, 400, 401, 403, 404, 409, 412, 413, 415, 422].filter((status) => !seen.has(status))).toEqual([]);
  }, 120_000);

  it('of a reading path is answered the same way, whatever the query says', async () => {
    const { problem } = validators();
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ $id: 'api', components: document.components });
    const gets = Object.entries(document.paths).flatMap(([path, { get }]) =>
      get && !/health|openapi|docs|metrics/.test(path) ? [[path, get] as const] : [],
    );
    const value = fc.constantFrom(
      '',
      '1',
      '50',
      '501',
      'all',
      'received',
      'event',
      'month',
      'agent',
      '2026-05-01',
      '2026-02-30',
      'ComplaintReceived',
      '2026-05-01T12:00:00Z',
      'recorded',
      'happened',
      'true',
      'W10',
      'eyJ9',
      '2s',
      '-1',
      '%00',
      encodeURIComponent(canary),
    );
    const any = gets.map(([path, { parameters = [] }]) => {
      const names = [
        ...(parameters as { name: string; in: string }[]).filter(({ in: where }) => where === 'query').map(({ name }) => name),
        'unknown',
      ];
      const query = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 3 });
      const number = fc.constantFrom(...numbers, '370691682022', '370691682023', encodeURIComponent(canary));
      const name = fc.constantFrom('all', 'mine', 'overdue', 'nothing', encodeURIComponent(canary));
      const metric = fc.constantFrom('received', 'time-to-close', 'nothing', '__proto__');
      return fc.record({ role: often, query, number, name, metric }).map(({ role, query: pairs, ...in_ }) => {
        const url = path.replace('{number}', in_.number).replace('{name}', in_.name).replace('{metric}', in_.metric);
        return { path, role, url: `${url}?${[...pairs.map(([key, text]) => `${key}=${text}`), 'wait=1ms'].join('&')}` };
      });
    });
    await test.engine.projectors.catchUp();
    await fc.assert(
      fc.asyncProperty(fc.oneof(...any), async ({ path, role, url }) => {
        const { status, body, headers } = await test.get(role, url);
        const { responses } = document.paths[path]!.get!;
        expect([Object.keys(responses).includes(String(status)), status, url]).toEqual([true, status, url]);
        if (status !== 200) expect([problem(body), body]).toEqual([true, body]);
        else {
          const { $ref } = (responses['200'] as { content: Record<string, { schema: { $ref: string } }> }).content['application/json']!
            .schema;
          const answers = ajv.compile({ $ref: `api${$ref}` });
          expect([answers(body), answers.errors, url]).toEqual([true, null, url]);
        }
        expect(JSON.stringify(headers)).not.toContain(canary);
      }),
      { numRuns: Math.ceil(runs / 2), seed },
    );
  }, 120_000);

  it('leaves nothing personal in logs and metrics, and no fault of ours', async () => {
    const { body } = await test.get<string>(null, '/metrics');
    const log = test.logged.join('');
    expect([body.includes('Zahra'), log.includes('Zahra'), log.includes('"msg":"fault"'), test.logged.length >= runs]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('is stored sealed', async () => {
    const stored = (await test.log()).map(({ data, metadata, stream }) => stream + data + metadata).join('\n');
    const codes = /"(product|category|department|segment|region|batch|language|privacyNotice|team|to|from)":"Zahra Canary/;
    expect(stored.split('\n').filter((line) => line.includes('Zahra') && !codes.test(line))).toEqual([]);
  });
});
