import { type Collection, type Document, type Filter, MaxKey, MinKey, type Sort } from 'mongodb';
import { cursorOf, partsOfCursor } from '../cursor';
import type { Page, PageQuery, Row, RowQuery, Value } from '../document-store';
import { type CollectionPlace, indexName, type RowId, type StoredDocument, type StoredRow } from './collection-place';

type Direction = 'ascending' | 'descending';
type Operators = Readonly<Record<string, unknown>>;
type Conditions = Readonly<Record<string, Operators>>;

/** What one page asks of an index: the fields in `order` are those that a cursor holds the values of. */
interface Walk<T extends Document> {
  readonly collection: Collection<T>;
  readonly index: string;
  readonly where: Conditions;
  readonly order: readonly string[];
  readonly direction: Direction;
  /** Where the last page ended, value by value. */
  readonly after: readonly unknown[] | null;
  readonly limit: number;
}

/** So many values of one field the server walks side by side; beyond that it would sort in memory. */
const valuesAtOnce = 100;

export const documentPage = async <D extends object>({ documents, shape }: CollectionPlace, query: PageQuery): Promise<Page<D>> => {
  const { index, equals = {}, among, below, atLeast, after, limit } = query;
  const name = indexName(shape.indexes, index, [...Object.keys(equals), ...(among ? [among.field] : [])]);
  const open = index.filter((field) => !(field in equals) && field !== among?.field);
  const order = [...open, '_id'];
  const bounds = { ...(below !== undefined && { $lt: below }), ...(atLeast !== undefined && { $gte: atLeast }) };
  const where = { ...equalTo(equals), ...within(order[0]!, bounds) };
  const walk: Walk<StoredDocument> = {
    collection: documents,
    index: name,
    where,
    order,
    direction: 'ascending',
    after: after ? partsOfCursor(after, order.length) : null,
    limit: limit + 1,
  };
  const found = among ? await anyOf(walk, among.field, among.values) : await walked(walk);
  return paged(
    found,
    limit,
    (doc) => bodyOf(doc) as D,
    (doc) => order.map((field) => doc[field] as Value),
  );
};

export const rowPage = async ({ rows, shape }: CollectionPlace, query: RowQuery): Promise<Page<Row>> => {
  const { by, equals = {}, range, direction = 'ascending', after, limit } = query;
  const index = 'index' in by ? by.index : [];
  const open = index.filter((field) => !(field in equals));
  const bounds = range && { ...(range.from !== null && { $gte: range.from }), ...(range.to !== null && { $lte: range.to }) };
  const ofStream = 'stream' in by && {
    _id: { $gte: { stream: by.stream, revision: new MinKey() }, $lte: { stream: by.stream, revision: new MaxKey() } },
  };
  const parts = after ? partsOfCursor(after, open.length + 3) : null;
  const found = await walked({
    collection: rows,
    index: 'index' in by ? indexName(shape.rowIndexes, index, [...Object.keys(equals), ...(range ? [range.field] : [])]) : '_id_',
    where: { ...equalTo(equals), ...(bounds && within(range.field, bounds)), ...ofStream },
    order: [...open, '_id'],
    direction,
    after: parts && [...parts.slice(0, -3), rowIdOf(parts.slice(-3))],
    limit: limit + 1,
  });
  return paged(found, limit, rowOf, (row) => [
    ...open.map((field) => row[field] as Value),
    ...(Object.values(row._id as object) as Value[]),
  ]);
};

export const bodyOf = ({ _id: _name, ...body }: Document): object => body;

export const rowOf = (row: StoredRow): Row => ({ ...row._id, body: bodyOf(row) });

const rowIdOf = ([stream, revision, index]: readonly Value[]): RowId => ({ stream, revision, index }) as RowId;

const equalTo = (values: Readonly<Record<string, Value>>): Conditions =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { $eq: value }]));

/** No bounds are no condition: an empty one would be an equality. */
const within = (field: string, bounds: Operators): Conditions => (Object.keys(bounds).length > 0 ? { [field]: bounds } : {});

/** One document more than the page holds tells whether another follows. */
const paged = <T extends Document, Item>(
  found: readonly T[],
  limit: number,
  itemOf: (doc: T) => Item,
  placeOf: (doc: T) => Value[],
): Page<Item> => {
  const last = found.length > limit ? found[limit - 1]! : null;
  return { items: found.slice(0, limit).map(itemOf), next: last && cursorOf(placeOf(last)) };
};

/**
 * What follows a place in an order of several fields is a run of ranges: the rest of those that agree with it in all fields but the last,
 * then of those that agree in all but the last two. Each is one range of the index, so no server has to sort or to choose a plan.
 */
const walked = async <T extends Document>(walk: Walk<T>): Promise<T[]> => {
  const found: T[] = [];
  for (const where of rangesOf(walk)) {
    found.push(...(await range(walk, where, walk.limit - found.length)));
    if (found.length >= walk.limit) break;
  }
  return found;
};

function* rangesOf<T extends Document>({ where, order, direction, after }: Walk<T>): Generator<Conditions> {
  if (!after) {
    yield where;
    return;
  }
  const beyond = direction === 'ascending' ? '$gt' : '$lt';
  for (let agreeing = order.length - 1; agreeing >= 0; agreeing -= 1) {
    const conditions: Record<string, Operators> = { ...where };
    const narrow = (field: string, operators: Operators): void => {
      conditions[field] = { ...conditions[field], ...operators };
    };
    for (let at = 0; at < agreeing; at += 1) narrow(order[at]!, { $eq: after[at] });
    narrow(order[agreeing]!, { [beyond]: after[agreeing] });
    yield conditions;
  }
}

const range = async <T extends Document>(
  { collection, index, order, direction }: Walk<T>,
  where: Conditions,
  limit: number,
): Promise<T[]> => {
  const sort: Sort = Object.fromEntries(order.map((field) => [field, direction === 'ascending' ? 1 : -1]));
  const options = { hint: index, sort, limit, batchSize: limit };
  return (await collection.find(where as Filter<T>, options).toArray()) as T[];
};

/** The first page of each group of values, out of which the first page of all is taken. */
const anyOf = async <T extends Document>(walk: Walk<T>, field: string, values: readonly Value[]): Promise<T[]> => {
  const wanted = [...new Set(values)];
  let found: T[] = [];
  for (let start = 0; start < wanted.length; start += valuesAtOnce) {
    const group = { $in: wanted.slice(start, start + valuesAtOnce) };
    const next = await walked({ ...walk, where: { ...walk.where, [field]: group } });
    found = found.length === 0 ? next : [...found, ...next].sort(inOrderOf(walk.order)).slice(0, walk.limit);
  }
  return found;
};

const inOrderOf =
  (order: readonly string[]) =>
  (a: Document, b: Document): number => {
    const field = order.find((each) => a[each] !== b[each]);
    return field === undefined ? 0 : compared(a[field] as Value, b[field] as Value);
  };

/** As the server compares values of one type: text by its bytes. */
const compared = (a: Value, b: Value): number => {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
};
