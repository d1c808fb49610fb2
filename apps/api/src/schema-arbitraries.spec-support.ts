import fc from 'fast-check';

type Schema = Readonly<Record<string, unknown>>;
type Schemas = Readonly<Record<string, Schema>>;

const forms: Readonly<Record<string, readonly string[]>> = {
  '^[A-Za-z0-9._-]{1,64}$': ['b558317e-b6b7-5e55-bf4c-bd2c3d17593d', 'nobody'],
  '^[0-9a-f]{64}$': ['a'.repeat(64)],
  '^[A-Z]{3}$': ['AZN', 'EUR'],
  '^[\\w.+-]{1,60}\\/[\\w.+-]{1,60}$': ['image/png'],
  '^[\\d \\u00a0\\u202f-]{12,20}$': ['370691682022', '370 691 682 022', '123456789012'],
  "^[A-Za-z][A-Za-z .?'-]{0,119}$": ['product', 'at', 'brief.summary', 'personal.complainant.email', 'severity'],
};
const moments = ['2026-05-01T10:00:00.000Z', '2026-04-30T10:00:00+04:00', '2026-05-01T11:59Z', '2020-01-01T00:00:00Z'];

/** Values the schema takes. `canary` stands in every free text, so that a test can look for it where it must not be. */
export const takenBy = (schemas: Schemas, schema: Schema, canary = ''): fc.Arbitrary<unknown> => {
  const of = (inner: unknown): fc.Arbitrary<unknown> => takenBy(schemas, inner as Schema, canary);
  if (typeof schema['$ref'] === 'string') return of(schemas[schema['$ref'].split('/').at(-1)!]);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if (Array.isArray(schema['oneOf'])) return fc.oneof(...(schema['oneOf'] as unknown[]).map(of));
  switch (schema['type']) {
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'integer':
      return fc.integer({ min: Number(schema['minimum'] ?? 0), max: Math.min(Number(schema['maximum'] ?? 5), 2 ** 53 - 1) });
    case 'string':
      return texts(schema, canary);
    case 'array':
      return fc.array(of(schema['items']), { maxLength: Math.min(3, Number(schema['maxItems'] ?? 3)) });
    default:
      return fields(schema, of);
  }
};

const texts = ({ format, pattern, maxLength = 100, minLength = 0 }: Schema, canary: string): fc.Arbitrary<string> => {
  if (format === 'moment') return fc.constantFrom(...moments);
  if (format === 'day') return fc.constantFrom('2026-05-01', '2024-02-29', '2027-12-31');
  if (typeof pattern === 'string') {
    const known = forms[pattern];
    if (!known) throw new Error(`No texts are known for the form ${pattern}; add some here.`);
    return fc.constantFrom(...known);
  }
  const most = Math.min(30, Number(maxLength));
  const text = fc.string({ unit: fc.constantFrom(...'aZ9 .,-+@ıəش漢😀"\\/<>&\n'), minLength: Number(minLength), maxLength: most });
  return canary === '' ? text : text.map((each) => canary + each);
};

const fields = ({ properties = {}, required = [] }: Schema, of: (schema: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => {
  const model = Object.fromEntries(Object.entries(properties as object).map(([name, schema]) => [name, of(schema)]));
  return fc.record(model, { requiredKeys: required as string[] });
};

/** No null: that is where the two validators are meant to differ. */
const wrong = fc.constantFrom<unknown>(
  0,
  1.5,
  -1,
  2 ** 60,
  true,
  '',
  'x',
  '2026-02-30T00:00:00Z',
  'x'.repeat(40_001),
  [],
  {},
  [1],
  ['x'],
  { a: 1 },
  [[]],
);

/** Mostly bodies of the schema with something wrong somewhere, some right ones, some anything at all. */
export const anythingLike = (schemas: Schemas, name: string, canary = ''): fc.Arbitrary<unknown> => {
  const right = takenBy(schemas, schemas[name]!, canary);
  return fc.oneof(
    { weight: 3, arbitrary: right },
    { weight: 5, arbitrary: fc.tuple(right, fc.nat(), wrong, fc.nat(3)).map(spoiled) },
    { weight: 1, arbitrary: wrong },
  );
};

type Json = Record<string, unknown>;
/** One field of the body, or of an object in it, takes another value, is left out, or is added. */
const spoiled = ([body, which, value, how]: [unknown, number, unknown, number]): unknown => {
  const copy = structuredClone(body) as Json;
  const inside = Object.values(copy)
    .flat()
    .filter((each): each is Json => typeof each === 'object' && each !== null);
  const target = how === 3 && inside.length > 0 ? inside[which % inside.length]! : copy;
  const names = Object.keys(target);
  const name = names[which % Math.max(1, names.length)];
  if (how === 0 || name === undefined) target['unknown'] = value;
  else if (how === 1) delete target[name];
  else target[name] = value;
  return copy;
};
