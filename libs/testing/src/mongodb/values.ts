import { BSON, type Document } from 'mongodb';
import { notPlayed } from './server-error';

type Kind = 'least' | 'null' | 'number' | 'text' | 'object' | 'bytes' | 'id' | 'boolean' | 'most';
/** The comparison order of BSON types, as far as they are played. */
const order: readonly Kind[] = ['least', 'null', 'number', 'text', 'object', 'bytes', 'id', 'boolean', 'most'];

export const kindOf = (value: unknown): Kind => {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number' || value instanceof BSON.Long) return 'number';
  if (value instanceof BSON.MinKey) return 'least';
  if (value instanceof BSON.MaxKey) return 'most';
  if (value instanceof BSON.Binary) return 'bytes';
  if (value instanceof BSON.ObjectId) return 'id';
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) return 'object';
  throw notPlayed(`the comparison of ${Array.isArray(value) ? 'arrays' : Object.prototype.toString.call(value)}`);
};

/** As BSON compares: types first, then values; text by its bytes, objects member by member in their order. */
export const compare = (a: unknown, b: unknown): number => {
  const kind = kindOf(a);
  const other = kindOf(b);
  if (kind !== other) return order.indexOf(kind) - order.indexOf(other);
  switch (kind) {
    case 'number':
      return sign(numberOf(a), numberOf(b));
    case 'text':
      return a === b ? 0 : Buffer.compare(Buffer.from(a as string), Buffer.from(b as string));
    case 'boolean':
      return Number(a) - Number(b);
    case 'bytes':
      return Buffer.compare((a as BSON.Binary).value(), (b as BSON.Binary).value());
    case 'id':
      return Buffer.compare((a as BSON.ObjectId).id, (b as BSON.ObjectId).id);
    case 'object':
      return compareObjects(Object.entries(a as object), Object.entries(b as object));
    default:
      return 0;
  }
};

const sign = (a: number | bigint, b: number | bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const numberOf = (value: unknown): number | bigint => (value instanceof BSON.Long ? value.toBigInt() : (value as number));

const compareObjects = (a: readonly [string, unknown][], b: readonly [string, unknown][]): number => {
  for (const [index, [name, value]] of a.entries()) {
    const other = b[index];
    if (!other) return 1;
    const byKind = order.indexOf(kindOf(value)) - order.indexOf(kindOf(other[1]));
    const found = byKind || compare(name, other[0]) || compare(value, other[1]);
    if (found !== 0) return found;
  }
  return a.length - b.length;
};

/** The same text for values that compare as equal. */
export const keyOf = (value: unknown): string => {
  switch (kindOf(value)) {
    case 'text':
      return `"${value as string}`;
    case 'number':
      return `#${numberOf(value)}`;
    case 'object':
      return JSON.stringify(Object.entries(value as object).map(([name, each]) => [name, keyOf(each)]));
    default:
      return BSON.EJSON.stringify({ value });
  }
};

/** The value at a path of member names, undefined where there is none. */
export const valueAt = (doc: Document, path: string): unknown => {
  let value: unknown = doc;
  for (const name of path.split('.')) {
    if (Array.isArray(value)) throw notPlayed('a path through an array');
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Document)[name];
  }
  return value;
};
