import Ajv2020 from 'ajv/dist/2020';
import { TestApi } from '../test-api.spec-support';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly 'x-roles'?: object;
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Record<string, { schema: { $ref: string }; examples: Record<string, { value: object }> }>;
  };
  readonly responses: Record<
    string,
    { readonly description: string; readonly headers: object; readonly content: Record<string, { schema: object }> }
  >;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object; readonly example?: unknown }[];
}

interface Schema {
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
}

let test: TestApi;
let operations: readonly (readonly [string, Operation])[];
let document: {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { headers: Record<string, object>; schemas: Record<string, Schema> };
};
beforeAll(async () => {
  test = await TestApi.start();
  document = (await test.get<typeof document>(null, '/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
});
afterAll(() => test.stop());

describe('the OpenAPI document', () => {
  it('is 3.1, whose schemas are JSON Schema', () => expect(document.openapi).toBe('3.1.0'));

  it('holds every route but those of the page that shows it', () =>
    expect(operations.map(([route]) => route).sort()).toEqual(
      test.api.routes
        .filter((route) => !route.startsWith('HEAD') && !route.includes('/docs'))
        .map((route) => route.replace(/:(\w+)/g, '{$1}'))
        .sort(),
    ));

  it('gives every operation a name of its own, a summary, and who may', () => {
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
    const open = ['GET /health/live', 'GET /health/ready', 'GET /openapi.json'];
    expect(operations.filter(([, operation]) => !operation.summary).map(([route]) => route)).toEqual([]);
    expect(
      operations
        .filter(([, operation]) => !operation.security || !operation['x-roles'])
        .map(([route]) => route)
        .sort(),
    ).toEqual(open);
  });

  it('shows for every body its schema and an example that the schema takes', () => {
    const ajv = new Ajv2020({ strict: false })
      .addFormat('moment', true)
      .addFormat('day', true)
      .addSchema({ $id: 'api', components: document.components });
    const wrong = operations
      .filter(([route]) => route.startsWith('POST'))
      .filter(([, { requestBody }]) => {
        const { schema, examples } = requestBody!.content['application/json']!;
        const accepts = ajv.compile({ $ref: `api${schema.$ref}` });
        return (
          !requestBody!.required || Object.keys(examples).length === 0 || !Object.values(examples).every(({ value }) => accepts(value))
        );
      });
    expect(wrong.map(([route]) => route)).toEqual([]);
  });

  it('documents every refusal as a problem, and headers of writes', () => {
    const statuses = (route: string) => Object.keys(operations.find(([each]) => each === route)![1].responses);
    expect([statuses('POST /complaints'), statuses('POST /complaints/{number}/close'), statuses('GET /health/ready')]).toEqual([
      ['201', '400', '401', '403', '409', '413', '415', '422', '429', '503', '507'],
      ['200', '400', '401', '403', '404', '409', '412', '413', '415', '422', '429', '503', '507'],
      ['200', '503'],
    ]);
    const others = operations.flatMap(([route, { responses }]) =>
      Object.entries(responses)
        .filter(([status, { content }]) => Number(status) >= 400 && Object.keys(content)[0] !== 'application/problem+json')
        .map(([status]) => `${route} ${status}`),
    );
    expect(others).toEqual([]);
  });

  it('takes Idempotency-Key for every write, and If-Match for every change', () => {
    const headers = ([, { parameters = [] }]: (typeof operations)[number]) =>
      parameters
        .filter((each) => each.in === 'header')
        .map(({ name }) => name)
        .sort();
    const of = (route: string) => headers(operations.find(([each]) => each === route)!);
    expect([of('POST /complaints'), of('POST /complaints/{number}/close'), of('POST /staff'), of('POST /staff/{id}/move')]).toEqual([
      ['Idempotency-Key'],
      ['Idempotency-Key', 'If-Match'],
      ['Idempotency-Key'],
      ['Idempotency-Key', 'If-Match'],
    ]);
  });

  it('tells of every answer which headers it carries', () => {
    const headersOf = (route: string, status: string) =>
      Object.keys(operations.find(([each]) => each === route)![1].responses[status]!.headers);
    expect([
      headersOf('POST /complaints', '201'),
      headersOf('POST /complaints/{number}/close', '200'),
      headersOf('GET /complaints/{number}', '200'),
      headersOf('GET /complaints/{number}/history', '200'),
      headersOf('GET /queues/{name}', '200'),
      headersOf('GET /statistics', '200'),
    ]).toEqual([
      ['X-Correlation-Id', 'ETag', 'X-Redress-Position', 'Location'],
      ['X-Correlation-Id', 'ETag', 'X-Redress-Position'],
      ['X-Correlation-Id', 'X-Redress-Position', 'ETag', 'X-Redress-Parked', 'X-Redress-Sealed'],
      ['X-Correlation-Id', 'X-Redress-Position', 'ETag', 'X-Redress-Sealed'],
      ['X-Correlation-Id', 'X-Redress-Position', 'X-Redress-Sealed'],
      ['X-Correlation-Id', 'X-Redress-Position'],
    ]);
    const refusals = operations.flatMap(([route, { responses }]) =>
      Object.entries(responses)
        .filter(([status]) => Number(status) >= 400)
        .map(([status, { headers }]) => [route, status, Object.keys(headers).join()] as const),
    );
    const expected: Readonly<Record<string, string>> = {
      '401': 'X-Correlation-Id,WWW-Authenticate',
      '429': 'X-Correlation-Id,Retry-After',
      '503': 'X-Correlation-Id,Retry-After',
      '507': 'X-Correlation-Id,Retry-After',
    };
    expect(refusals.filter(([, status, headers]) => headers !== (expected[status] ?? 'X-Correlation-Id'))).toEqual([]);
  });

  it('says of every field that is stored in clear that no personal data belongs there', () => {
    const codes = ['product', 'category', 'department', 'segment', 'region', 'batch', 'language', 'privacyNotice', 'team'];
    const silent = Object.entries(document.components.schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([field, { description = '' }]) => name.endsWith('Body') && codes.includes(field) && !/no personal data/.test(description))
        .map(([field]) => `${name}.${field}`),
    );
    expect(silent).toEqual([]);
  });

  it('shows values that their own schema takes, wherever it shows one', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ $id: 'api', components: document.components });
    const wrong: unknown[] = [];
    const look = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if ('example' in schema && ('type' in schema || '$ref' in schema) && !ajv.validate(schema, schema.example)) wrong.push(schema);
      Object.values(schema).forEach(look);
    };
    look(document.components.schemas);
    for (const [, { parameters = [] }] of operations) {
      look(parameters.map(({ schema }) => schema));
      for (const { schema, example } of parameters) if (example !== undefined && !ajv.validate(schema, example)) wrong.push(schema);
    }
    expect(wrong).toEqual([]);
  });

  it('refers to nothing that it does not hold', () => {
    const refs = [...JSON.stringify(document).matchAll(/"#\/components\/(schemas|headers)\/(\w+)"/g)];
    expect(refs.filter(([, kind, name]) => !document.components[kind as 'schemas' | 'headers'][name!])).toEqual([]);
  });
});

describe('the page of the API', () => {
  it('loads only what this server gives it', async () => {
    const page = await test.get<string>(null, '/docs');
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => `/${source}`);
    const files = await Promise.all(sources.map((source) => test.get<string>(null, source)));
    expect([sources, files.map(({ status, headers }) => [status, headers['content-type']])]).toEqual([
      ['/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/docs/start.js'],
      [
        [200, 'text/css; charset=utf-8'],
        [200, 'text/javascript; charset=utf-8'],
        [200, 'text/javascript; charset=utf-8'],
      ],
    ]);
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;font-src 'self' data:;connect-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'",
    );
    expect(page.body).not.toMatch(/<script>|onload=|https?:/);
  });

  it('gives no other file', async () => {
    const answers = await Promise.all(
      ['package.json', '..%2fpackage.json', 'constructor', '__proto__'].map((name) => test.get(null, `/docs/${name}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('is not there in production', async () => {
    const production = await TestApi.start({ withDocs: false });
    const answers = await Promise.all(['/docs', '/docs/start.js', '/openapi.json'].map((url) => production.get(null, url)));
    await production.stop();
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 200]);
  });
});
