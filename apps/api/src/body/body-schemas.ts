import { isDay, isMoment } from '@redress/complaints/commands';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { refused, RequestRefused } from '../problems/problem';
import { faultsOf } from './faults-of-fields';

export type BodyClass<B extends object = object> = new () => B;
/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;
/** Answers the body as it was sent. Throws RequestRefused: 422 naming every wrong field, 400 where there is no body. */
export type BodyReader<B extends object> = (sent: unknown) => B;

const prefix = '#/components/schemas/';

/**
 * The bodies as JSON schemas, made from their class-validator metadata, each compiled once, when the first such body comes: to compile all
 * of them took a third of the time to start. ValidationPipe takes 66 µs a request, this 2.
 * The same schemas stand in the OpenAPI document, so what is said to be accepted is what is accepted. A field that is left out is left
 * out; null is refused, where class-validator takes it for left out.
 */
export class BodySchemas {
  /** By name; with everything they refer to. */
  readonly schemas: Readonly<Record<string, Schema>>;
  private readonly ajv: Ajv2020;

  constructor(bodies: readonly BodyClass[]) {
    this.schemas = schemasOf(bodies);
    // That they are schemas is for a test to say: to look again at every start would take longer than all else here.
    this.ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictTypes: false, meta: false, validateSchema: false });
    this.ajv.addFormat('moment', isMoment).addFormat('day', isDay).addVocabulary(['example', 'components']);
    this.ajv.addSchema({ $id: 'redress', components: { schemas: this.schemas } });
  }

  readerOf<B extends object>(body: BodyClass<B>): BodyReader<B> {
    let accepts: ValidateFunction<B> | null = null;
    return (sent) => {
      if (sent === undefined) throw refused(400, 'body.missing', 'Send a JSON object; {} where there is nothing to say.');
      accepts ??= this.ajv.compile<B>({ $ref: `redress${prefix}${body.name}` });
      if (accepts(sent)) return sent;
      throw new RequestRefused(422, faultsOf(accepts.errors ?? []));
    };
  }
}

/** Where a schema is found in the OpenAPI document. */
export const refTo = (body: BodyClass): { readonly $ref: string } => ({ $ref: prefix + body.name });

const schemasOf = (bodies: readonly BodyClass[]): Record<string, Schema> => {
  const all = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: prefix,
    // Their own say `number` and would take the `integer` of IsInt away.
    additionalConverters: {
      min: ({ constraints }) => ({ minimum: constraints[0] as number }),
      max: ({ constraints }) => ({ maximum: constraints[0] as number }),
    },
  }) as Record<string, Schema>;
  const found: Record<string, Schema> = {};
  const add = (name: string, schema: Schema): void => {
    if (Object.hasOwn(found, name)) return;
    found[name] = closed(schema) as Schema;
    for (const used of refsIn(schema)) add(used, all[used]!);
  };
  for (const body of bodies) add(body.name, schemaOfClass(body, all));
  return found;
};

/** A class without a field of its own has those of its parent. */
const schemaOfClass = (body: BodyClass, all: Readonly<Record<string, Schema>>): Schema => {
  const found = all[body.name];
  if (found) return found;
  const parent = Object.getPrototypeOf(body) as BodyClass;
  if (!parent.name) throw new Error(`${body.name} has no field that class-validator knows.`);
  return schemaOfClass(parent, all);
};

/** No object takes a field that it does not name. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return inside['type'] === 'object' ? { ...inside, additionalProperties: false } : inside;
};

const refsIn = (schema: unknown): string[] =>
  [...JSON.stringify(schema).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!);
