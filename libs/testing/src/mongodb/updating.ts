import { BSON, type Document } from 'mongodb';
import { equalitiesOf } from './matching';
import { notPlayed, ServerError } from './server-error';
import { compare, kindOf } from './values';

type Operator = (doc: Document, field: string, operand: unknown) => void;
const operators: Readonly<Record<string, Operator>> = {
  $set: (doc, field, operand) => {
    doc[field] = operand;
  },
  $unset: (doc, field) => {
    delete doc[field];
  },
  $inc: (doc, field, operand) => {
    doc[field] = field in doc ? sumOf(doc[field], operand) : operand;
  },
  $min: (doc, field, operand) => {
    if (!(field in doc) || compare(operand, doc[field]) < 0) doc[field] = operand;
  },
  $addToSet: (doc, field, operand) => {
    const there = (doc[field] ?? []) as unknown[];
    if (!Array.isArray(there)) throw new ServerError('BadValue', `Cannot apply $addToSet to a non-array field named ${field}.`);
    const added = [...there];
    for (const each of eachOf(operand)) if (!added.some((one) => compare(one, each) === 0)) added.push(each);
    doc[field] = added;
  },
};
const eachOf = (operand: unknown): readonly unknown[] =>
  operand !== null && typeof operand === 'object' && '$each' in operand ? (operand.$each as unknown[]) : [operand];

/** The document after an update. The one given stays as it is. */
export const updated = (doc: Document, update: Document): Document => {
  if (!isOperators(update)) return keepingId(doc, { _id: doc['_id'] as unknown, ...update });
  const next = { ...doc };
  for (const [operator, fields] of Object.entries(update)) if (operator !== '$setOnInsert') applied(next, operator, fields as Document);
  return keepingId(doc, next);
};

/** The document that an upsert inserts where none matched. */
export const upserted = (filter: Document, update: Document): Document => {
  const equalities = equalitiesOf(filter);
  if (Object.keys(equalities).some((path) => path.includes('.'))) throw notPlayed('an upsert by a path');
  const id: unknown = equalities['_id'] ?? new BSON.ObjectId();
  if (!isOperators(update)) return { _id: id, ...update };
  const { $setOnInsert: onInsert = {}, ...others } = update as Record<string, Document>;
  const made = { ...equalities, _id: id, ...onInsert };
  return Object.keys(others).length > 0 ? updated(made, others) : made;
};

/** Adds as servers do: integers stay integers, of 64 bits where 32 are too few, and more than 64 bits are an error. */
export const sumOf = (a: unknown, b: unknown): number | BSON.Long => {
  if (kindOf(a) !== 'number' || kindOf(b) !== 'number')
    throw new ServerError('BadValue', 'Cannot apply $inc to a value of non-numeric type.');
  if (!isInteger(a) || !isInteger(b)) return Number(a) + Number(b);
  const sum = BigInt(a.toString()) + BigInt(b.toString());
  if (BigInt.asIntN(64, sum) !== sum) throw new ServerError('BadValue', 'Failed to apply $inc: the sum exceeds 64 bits.');
  const isLong = a instanceof BSON.Long || b instanceof BSON.Long || BigInt.asIntN(32, sum) !== sum;
  return isLong ? BSON.Long.fromBigInt(sum) : Number(sum);
};

const isInteger = (value: unknown): value is number | BSON.Long => value instanceof BSON.Long || Number.isInteger(value);

const isOperators = (update: Document): boolean => {
  if (Array.isArray(update)) throw notPlayed('an update by a pipeline');
  const names = Object.keys(update);
  const isFirst = names[0]?.startsWith('$') ?? false;
  if (names.some((name) => name.startsWith('$') !== isFirst)) throw new ServerError('FailedToParse', 'Operators and fields in one update.');
  return isFirst;
};

const applied = (doc: Document, operator: string, fields: Document): void => {
  for (const [field, operand] of Object.entries(fields)) operators[operator]!(doc, field, operand);
};

/** Refuses at once what is not played, also where there is no document to be changed. */
export const refuseUnplayed = (update: Document): void => {
  if (!isOperators(update)) return;
  for (const [operator, fields] of Object.entries(update)) {
    if (operator !== '$setOnInsert' && !operators[operator]) throw notPlayed(`the update operator ${operator}`);
    if (Object.keys(fields as Document).some((field) => field.includes('.'))) throw notPlayed('an update of a path');
  }
};

const keepingId = (before: Document, after: Document): Document => {
  if (compare(before['_id'], after['_id']) !== 0) {
    throw new ServerError('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'.");
  }
  return after;
};
