import type { Document } from 'mongodb';
import { notPlayed } from './server-error';
import { compare, kindOf, valueAt } from './values';

type Test = (value: unknown, wanted: unknown) => boolean;

/** `$gt` and its like compare within one type only. */
const within =
  (holds: (order: number) => boolean): Test =>
  (value, wanted) =>
    isComparable(value, wanted) && holds(compare(value, wanted));
const isComparable = (value: unknown, wanted: unknown): boolean =>
  kindOf(value) === kindOf(wanted) && (value !== undefined || wanted === undefined);
/** A list equals what one of its elements equals. */
const equal: Test = (value, wanted) =>
  Array.isArray(value) ? value.some((each) => compare(each, wanted) === 0) : compare(value, wanted) === 0;

const tests: Readonly<Record<string, Test>> = {
  $eq: equal,
  $ne: (value, wanted) => !equal(value, wanted),
  $in: (value, wanted) => (wanted as unknown[]).some((each) => equal(value, each)),
  $gt: within((order) => order > 0),
  $gte: within((order) => order >= 0),
  $lt: within((order) => order < 0),
  $lte: within((order) => order <= 0),
  $exists: (value, wanted) => (value !== undefined) === Boolean(wanted),
};

/** The operators of one field of a filter; a plain value is an equality. */
export const conditionsOf = (wanted: unknown): readonly (readonly [operator: string, wanted: unknown])[] => {
  const isObject = wanted !== null && typeof wanted === 'object' && Object.getPrototypeOf(wanted) === Object.prototype;
  const entries = isObject ? Object.entries(wanted) : [];
  return entries.some(([name]) => name.startsWith('$')) ? entries : [['$eq', wanted]];
};

/** A list matches where one of its elements does; of the other operators that is not played. */
const ofLists: readonly (Test | undefined)[] = [equal, tests['$in'], tests['$exists']];

type Matches = (doc: Document) => boolean;

/** What a filter asks of a document. Refuses at once what is not played, also where there is no document to be asked. */
export const matching = (filter: Document): Matches => {
  const parts = Object.entries(filter).map(([path, wanted]): Matches => {
    if (path === '$or') return anyOf((wanted as Document[]).map(matching));
    if (path.startsWith('$')) throw notPlayed(`the operator ${path}`);
    const conditions = conditionsOf(wanted).map(([operator, operand]) => [testOf(operator), operand] as const);
    return (doc) => {
      const value = valueAt(doc, path);
      if (Array.isArray(value) && conditions.some(([test]) => !ofLists.includes(test))) throw notPlayed('this operator on a list');
      return conditions.every(([test, operand]) => test(value, operand));
    };
  });
  return (doc) => parts.every((part) => part(doc));
};

const anyOf =
  (parts: readonly Matches[]): Matches =>
  (doc) =>
    parts.some((part) => part(doc));

const testOf = (operator: string): Test => {
  const test = tests[operator];
  if (!test) throw notPlayed(`the operator ${operator}`);
  return test;
};

/** What the documents of a filter have in common for certain: its plain equalities. */
export const equalitiesOf = (filter: Document): Document => {
  const found: Document = {};
  for (const [path, wanted] of Object.entries(filter)) {
    if (path.startsWith('$')) continue;
    const [condition, ...others] = conditionsOf(wanted);
    if (condition![0] === '$eq' && others.length === 0) found[path] = condition![1];
  }
  return found;
};
