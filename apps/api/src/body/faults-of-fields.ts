import type { ErrorObject } from 'ajv';
import type { Fault, Refusal } from '../problems/problem';

type Told = Omit<Fault, 'path'> & { readonly below?: string };
const told = (code: string, detail: string, params: Fault['params'] = {}): Told => ({ code: `field.${code}`, detail, params });

/** What each keyword of a schema asks for, in words; of an unknown field only those that are known are named, because its name is input too. */
const expectations: Readonly<Record<string, (error: ErrorObject) => Told>> = {
  required: ({ params }) => ({ ...told('missing', 'This field is missing; add it.'), below: String(params['missingProperty']) }),
  additionalProperties: ({ parentSchema }) => {
    const known = Object.keys((parentSchema?.['properties'] ?? {}) as object);
    return told('unknown', `There is a field here that is not known; known are: ${known.join(', ')}.`, { known });
  },
  type: ({ params }) => told('wrong-type', `Expected is ${kindOf(params['type'])}.`, { expected: params['type'] as unknown }),
  enum: ({ params }) => {
    const allowed = params['allowedValues'] as readonly unknown[];
    return told('not-in-list', `Expected is one of: ${allowed.join(', ')}.`, { allowed });
  },
  minLength: ({ params }) => told('too-short', `At least ${params['limit']} character is expected.`, { min: params['limit'] as unknown }),
  maxLength: ({ params }) => told('too-long', `At most ${params['limit']} characters are taken.`, { max: params['limit'] as unknown }),
  minItems: ({ params }) => told('too-few', `At least ${params['limit']} entry is expected.`, { min: params['limit'] as unknown }),
  maxItems: ({ params }) => told('too-many', `At most ${params['limit']} entries are taken.`, { max: params['limit'] as unknown }),
  minimum: ({ params }) => told('too-small', `At least ${params['limit']} is expected.`, { min: params['limit'] as unknown }),
  maximum: ({ params }) => told('too-large', `At most ${params['limit']} is taken.`, { max: params['limit'] as unknown }),
  format: ({ params }) =>
    params['format'] === 'day'
      ? told('no-day', 'Expected is a day that exists, such as 2026-05-01.')
      : told('no-moment', 'Expected is a moment that exists, with its zone, such as 2026-05-01T09:30:00Z (RFC 3339).'),
  pattern: ({ params }) => told('wrong-form', `Expected is the form ${params['pattern']}.`, { pattern: params['pattern'] as unknown }),
  oneOf: () => told('wrong-type', 'Expected is a text, a whole number, yes or no, an amount of money, or null.'),
};

const kinds: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};
const kindOf = (type: unknown): string => kinds[String(type)] ?? String(type);

/** What is told of a body with very many faults. */
const mostFaults = 100;

/** Every wrong field, once for each thing that is wrong with it. Paths are JSON Pointers into the body and name only fields that are known. */
export const faultsOf = (errors: readonly ErrorObject[]): Refusal['faults'] => {
  const faults = new Map<string, Fault>();
  for (const error of withoutEchoes(errors)) {
    const fault = faultOf(error);
    faults.set(`${fault.code} ${fault.path}`, fault);
    if (faults.size === mostFaults) break;
  }
  const [first, ...rest] = faults.values();
  if (!first) throw new Error('A body was refused without an error.');
  return [first, ...rest];
};

/** Of a choice between shapes the choice is told, not what each shape lacks; of a moment or a day that it is none, not also the form. */
const withoutEchoes = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const noTimes = new Set(errors.filter(({ keyword }) => keyword === 'format').map(({ instancePath }) => instancePath));
  return errors.filter(
    ({ schemaPath, keyword, instancePath }) => !schemaPath.includes('/oneOf/') && !(keyword === 'pattern' && noTimes.has(instancePath)),
  );
};

const faultOf = (error: ErrorObject): Fault & { readonly path: string } => {
  const expected = expectations[error.keyword];
  if (!expected) throw new Error(`No words for the keyword ${error.keyword} of a schema.`);
  const { code, detail, params, below } = expected(error);
  return { code, path: below === undefined ? error.instancePath : `${error.instancePath}/${below}`, detail, params };
};
