import type { OpenAPIObject } from '@nestjs/swagger';
import { type Role, roles } from '@redress/kernel';
import fc from 'fast-check';
import { anythingLike, takenBy } from '../schema-arbitraries.spec-support';

/** Stands in every text that is personal, so that it can be looked for where it must not be. */
export const canary = 'Zahra Canary';
const encoded = encodeURIComponent(canary);

/** A request of the document: who, where, and a body that is right, nearly right, or anything. */
export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly route: string;
  readonly role: Role | null;
  /** A number picks one of the complaints that there are by then; a text stands in the path as it is. */
  readonly complaint: number | string;
  /** The path and query, `{number}` not yet filled in. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const role = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<Role | null>('agent', 'supervisor', 'supervisor') },
  { weight: 3, arbitrary: fc.constantFrom<Role | null>(null, ...roles) },
);
const complaint = fc.oneof(
  { weight: 12, arbitrary: fc.nat({ max: 10_000 }) },
  { weight: 1, arbitrary: fc.constantFrom('370691682022', '370691682023', '370%20691%20682%20022', encoded, '%ff', '%00', '0', '..') },
);
const someHeaders = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ 'idempotency-key': fc.nat({ max: 30 }).map(String) }) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        'idempotency-key': fc.constantFrom('k1', 'k2', 'k3', canary, '', 'x'.repeat(201)),
        'if-match': fc.constantFrom('"0"', '"1"', '"2"', '"5"', 'W/"1"', '*', canary),
        accept: fc.constantFrom('application/json', 'application/x-ndjson', 'text/html', canary),
      },
      { requiredKeys: [] },
    ),
  },
);
const contentType = fc.oneof(
  { weight: 24, arbitrary: fc.constant('application/json') },
  { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data; boundary=a', canary) },
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
    '{"constructor":{"prototype":{"a":1}}}',
    '{"text":"\\u0000"}',
    '{"text":"\\ud800"}',
    '{"at":1e999}',
    '{"a":'.repeat(5_000),
    '['.repeat(5_000),
    `"${'x'.repeat(70_000)}"`,
  ),
);

/** Every write of the document. */
export const writesOf = ({ paths, components }: OpenAPIObject, staffIds: readonly string[]): fc.Arbitrary<Asked> => {
  const schemas = components!.schemas as Record<string, Record<string, unknown>>;
  const id = fc.constantFrom(...staffIds, 'nobody', 'a%20b', encoded);
  const query = fc.constantFrom('', '', '', `?name=${encoded}`, '?atLeast=1');
  const asked = (route: string, bodyName: string): fc.Arbitrary<Asked> => {
    const json = fc
      .oneof(
        { weight: 3, arbitrary: takenBy(schemas, schemas[bodyName]!, canary) },
        { weight: 1, arbitrary: anythingLike(schemas, bodyName, canary) },
      )
      .map((body) => JSON.stringify(body));
    const body = fc.oneof({ weight: 9, arbitrary: json }, { weight: 1, arbitrary: rawBody });
    const all = fc.record({ role, id, complaint, query, body, some: someHeaders, type: contentType });
    return all.map(({ id, query, some, type, ...rest }) => {
      const headers = { ...some, 'content-type': type };
      return { method: 'POST' as const, route, ...rest, url: route.replace('{id}', id) + query, headers };
    });
  };
  const arbitraries = Object.entries(paths).flatMap(([route, { post }]) => {
    if (!post) return [];
    const { $ref } = (post.requestBody as { content: Record<string, { schema: { $ref: string } }> }).content['application/json']!.schema;
    // Every other route needs a complaint, and only this one makes any.
    return [{ weight: route === '/complaints' ? 4 : 1, arbitrary: asked(route, $ref.split('/').at(-1)!) }];
  });
  return fc.oneof(...arbitraries);
};

const queryValue = fc.constantFrom(
  ...['', '1', '50', '501', '-1', 'true', '2s', 'all', 'received', 'assigned', 'event', 'recorded', 'happened', 'month', 'agent'],
  ...['2026-05-01', '2026-02-30', '2026-05-01T12:00:00Z', '0000-01-01', '+275760-09-13', 'ComplaintReceived', 'newest-first'],
  ...['W10', 'eyJ9', 'WzEsMl0', '%00', '%ff', '%F0%9F%98%80', '99999999999999999999', encoded],
);

/** Every read of the document, whatever its query says. */
export const readsOf = ({ paths }: OpenAPIObject): fc.Arbitrary<Asked> => {
  const name = fc.constantFrom('all', 'mine', 'overdue', 'unassigned', 'ownerless', 'nothing', encoded);
  const metric = fc.constantFrom('received', 'time-to-close', 'nothing', '__proto__');
  const arbitraries = Object.entries(paths).flatMap(([route, { get }]) => {
    if (!get || route === '/metrics') return [];
    const parameters = (get.parameters ?? []) as readonly { readonly name: string; readonly in: string }[];
    const names = [...parameters.filter((each) => each.in === 'query').map((each) => each.name), 'unknown', '__proto__'];
    const query = fc.array(fc.tuple(fc.constantFrom(...names), queryValue), { maxLength: 3 });
    const all = fc.record({ role, complaint, query, name, metric, headers: someHeaders });
    return [
      all.map(({ query: pairs, name, metric, ...rest }) => {
        const asked = [...pairs.map(([key, value]) => `${key}=${value}`), ...(pairs.length > 0 ? ['wait=1ms'] : [])];
        const url = `${route.replace('{name}', name).replace('{metric}', metric)}${asked.length > 0 ? '?' : ''}${asked.join('&')}`;
        return { method: 'GET' as const, route, ...rest, url };
      }),
    ];
  });
  return fc.oneof(...arbitraries);
};
