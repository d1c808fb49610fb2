import Ajv2020 from 'ajv/dist/2020';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { bodies } from '../api.module';
import { examples } from '../openapi/examples';
import { RequestRefused } from '../problems/problem';
import { anythingLike } from '../schema-arbitraries.spec-support';
import { type BodyClass, BodySchemas } from './body-schemas';

const schemas = new BodySchemas(bodies);
const named = bodies.map((body) => [body.name, body] as const);

const takenBySchema = (body: BodyClass): ((sent: unknown) => boolean) => {
  const read = schemas.readerOf(body);
  return (sent) => {
    try {
      read(sent);
      return true;
    } catch (error) {
      if (error instanceof RequestRefused) return false;
      throw error;
    }
  };
};
const takenByClass = (body: BodyClass, sent: unknown): boolean =>
  typeof sent === 'object' &&
  sent !== null &&
  !Array.isArray(sent) &&
  validateSync(plainToInstance(body, structuredClone(sent)), { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false })
    .length === 0;

/** class-validator takes a list for each of the objects in it, and an empty one for anything. */
const hasListForObject = (body: BodyClass, sent: unknown): boolean => {
  const properties = schemas.schemas[body.name]!['properties'] as Record<string, { $ref?: string; items?: { $ref?: string } }>;
  return Object.entries(sent as object).some(
    ([name, value]) => Array.isArray(value) && (!!properties[name]?.$ref || (!!properties[name]?.items?.$ref && value.some(Array.isArray))),
  );
};

describe('the compiled schema of a body', () => {
  it.each(named)('says the same as class-validator of %s', (_name, body) => {
    const taken = takenBySchema(body);
    let [yes, no] = [0, 0];
    fc.assert(
      fc.property(anythingLike(schemas.schemas, body.name), (sent) => {
        fc.pre(!hasListForObject(body, sent));
        const bySchema = taken(sent);
        if (bySchema) yes += 1;
        else no += 1;
        expect([bySchema, sent]).toEqual([takenByClass(body, sent), sent]);
      }),
      { numRuns: 150 },
    );
    expect([yes > 10, no > 10]).toEqual([true, true]);
  });

  it.each(Object.entries(examples))('takes the example of %s', (operation, example) => {
    const body = bodies.find(({ name }) => name === `${operation}Body`)!;
    expect([takenBySchema(body)(example), takenByClass(body, example)]).toEqual([true, true]);
  });

  it('refuses null, which class-validator takes for left out: a command would not know what to do with it', () => {
    const body = bodies.find(({ name }) => name === 'AddNoteBody')!;
    const sent = { text: 'x', at: null };
    expect([takenBySchema(body)(sent), takenByClass(body, sent)]).toEqual([false, true]);
  });

  it('refuses a list where an object stands', () => {
    const body = bodies.find(({ name }) => name === 'AcceptRemedyBody')!;
    expect([takenBySchema(body)({ remedy: 1, amount: [] }), takenByClass(body, { remedy: 1, amount: [] })]).toEqual([false, true]);
  });

  it('is JSON Schema 2020-12, and can be compiled', () => {
    const ajv = new Ajv2020();
    const wrong = Object.entries(schemas.schemas).filter(([, schema]) => !ajv.validateSchema(schema));
    expect([wrong, named.length > 40]).toEqual([[], true]);
    for (const [, body] of named) expect(takenBySchema(body)(null)).toBe(false);
  });

  it('is closed: no object takes a field that it does not name', () => {
    const open = (schema: unknown): string[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      const { type, additionalProperties } = schema as Record<string, unknown>;
      const inside = Object.entries(schema).flatMap(([name, value]) => open(value).map((path) => `${name}.${path}`));
      return type === 'object' && additionalProperties !== false ? ['', ...inside] : inside;
    };
    expect(open(schemas.schemas)).toEqual([]);
  });

  it('takes only whole numbers where numbers are: none of the engine is a fraction', () => {
    const fractions = [...JSON.stringify(schemas.schemas).matchAll(/"type":"number"(,"enum")?/g)].filter(([, choice]) => !choice);
    expect(fractions).toEqual([]);
  });

  it.each([
    ['2026-05-01T09:30:00.000Z', true],
    ['2026-05-01T09:30Z', true],
    ['2026-05-01T13:30:00+04:00', true],
    ['2024-02-29T00:00:00Z', true],
    ['2026-02-29T00:00:00Z', false],
    ['2026-02-30T00:00:00Z', false],
    ['2026-04-31T00:00:00Z', false],
    ['2026-13-01T00:00:00Z', false],
    ['2026-05-01T24:00:00Z', false],
    ['2026-05-01T09:60:00Z', false],
    ['2026-05-01T23:59:60Z', false],
    ['2026-05-01T09:30:00', false],
    ['2026-05-01', false],
    ['2026-05-01T09:30:00+24:00', false],
    ['0000-01-01T00:00:00+01:00', false],
    ['9999-12-31T23:59:59-01:00', false],
    [' 2026-05-01T09:30:00Z', false],
  ])('takes %s for a moment: %s', (at, expected) => {
    const body = bodies.find(({ name }) => name === 'AddNoteBody')!;
    expect([takenBySchema(body)({ text: 'x', at }), takenByClass(body, { text: 'x', at })]).toEqual([expected, expected]);
  });

  it.each([
    ['2026-05-01', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-5-1', false],
    ['2026-05-01T00:00:00Z', false],
  ])('takes %s for a day: %s', (from, expected) => {
    const body = bodies.find(({ name }) => name === 'RecordAbsenceBody')!;
    expect([takenBySchema(body)({ from }), takenByClass(body, { from })]).toEqual([expected, expected]);
  });
});
