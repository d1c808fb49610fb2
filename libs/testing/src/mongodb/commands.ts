import { BSON, type Document } from 'mongodb';
import { aggregated } from './aggregating';
import type { Cursors } from './cursors';
import { Blocked, type Change, type Data, type Namespace, type View } from './data';
import { conditionsOf, matching } from './matching';
import { sortedBy, projected, isInOrderOf } from './ordering';
import { notPlayed, refuseOthers, ServerError } from './server-error';
import { refuseUnplayed, updated, upserted } from './updating';

/** What a command works on. */
export interface Place {
  readonly data: Data;
  readonly cursors: Cursors;
  readonly view: View;
  readonly database: string;
  /** Told of a find whose order no index gives. */
  readonly onSort: (filter: Document, sort: Document) => void;
}
interface Played {
  readonly fields: readonly string[];
  readonly run: (command: Document, place: Place) => Promise<Document>;
}

const namespaceOf = ({ data, database }: Place, name: unknown): Namespace | undefined => data.find(`${database}.${name as string}`);

/** Servers make a collection at its first write. Inside a transaction we want it made before. */
const madeFor = (place: Place, name: unknown): Namespace => {
  const found = namespaceOf(place, name);
  if (found) return found;
  if (!place.view.transaction) return place.data.make(`${place.database}.${name as string}`);
  throw new ServerError('OperationNotSupportedInTransaction', `${name as string} has to be made before the transaction.`);
};

/** The ids that a filter names, where it does. */
const idsOf = ({ _id }: Document): readonly unknown[] | undefined => {
  if (_id === undefined) return undefined;
  const [[operator, wanted]] = conditionsOf(_id) as [readonly [string, unknown]];
  return operator === '$eq' ? [wanted] : operator === '$in' ? (wanted as unknown[]) : undefined;
};

const found = (place: Place, namespace: Namespace | undefined, filter: Document): Document[] =>
  [...place.data.read(namespace, place.view, idsOf(filter))].filter(matching(filter));

/** A single write waits for the transaction that holds its document; inside a transaction it is a conflict at once. */
const patiently = async <T>(place: Place, work: () => T): Promise<T> => {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      await place.data.ended();
    }
  }
};

/** Outside a transaction a statement sees all that was committed when it runs. */
const now = (place: Place): Place => (place.view.transaction ? place : { ...place, view: { transaction: null, time: place.data.time } });

/** Runs the statements of a write, in their order: the answer names those that failed. Inside a transaction the first ends it. */
const statements = async (
  place: Place,
  { ordered = true }: Document,
  list: readonly Document[],
  run: (statement: Document, index: number) => void,
): Promise<Document[]> => {
  const writeErrors: Document[] = [];
  for (const [index, statement] of list.entries()) {
    try {
      await patiently(place, () => run(statement, index));
    } catch (error) {
      if (!(error instanceof ServerError) || error.codeName === 'WriteConflict') throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message });
      if (place.view.transaction) place.data.abort(place.view.transaction);
      if (ordered || place.view.transaction) break;
    }
  }
  return writeErrors;
};

const insertOne = (place: Place, namespace: Namespace, doc: Document): void => {
  const id = doc['_id'] as unknown;
  if (found(now(place), namespace, { _id: id }).length > 0) {
    throw new ServerError('DuplicateKey', `E11000 duplicate key error collection: ${namespace.name} index: _id_`);
  }
  place.data.write(namespace, place.view, [[id, doc]]);
};

interface Outcome {
  readonly matched: number;
  readonly changed: number;
  readonly before: Document | null;
  readonly after: Document | null;
  readonly isUpserted: boolean;
}
const isSame = (a: Document, b: Document): boolean => Buffer.compare(BSON.serialize(a), BSON.serialize(b)) === 0;

const updateBy = (place: Place, namespace: Namespace, filter: Document, update: Document, isUpsert: boolean, isMulti: boolean): Outcome => {
  refuseUnplayed(update);
  const matched = found(now(place), namespace, filter).slice(0, isMulti ? undefined : 1);
  if (matched.length === 0 && isUpsert) {
    const made = upserted(filter, update);
    insertOne(place, namespace, made);
    return { matched: 0, changed: 0, before: null, after: made, isUpserted: true };
  }
  const after = matched.map((doc) => updated(doc, update));
  // An update that changes nothing writes nothing, and so conflicts with nobody.
  const changed = after.filter((doc, index) => !isSame(doc, matched[index]!));
  place.data.write(
    namespace,
    place.view,
    changed.map((doc): Change => [doc['_id'], doc]),
  );
  return { matched: matched.length, changed: changed.length, before: matched[0] ?? null, after: after[0] ?? null, isUpserted: false };
};

const refuseUnknownHint = (namespace: Namespace | undefined, hint: unknown): Document | undefined => {
  if (hint === undefined) return undefined;
  const index = typeof hint === 'string' ? namespace?.indexes.get(hint) : undefined;
  if (namespace && !index) throw new ServerError('BadValue', 'hint provided does not correspond to an existing index');
  return index;
};

const cursorOf = (place: Place, name: string, docs: readonly Document[], batchSize: number | undefined): Document => ({
  cursor: place.cursors.open(`${place.database}.${name}`, docs, batchSize ?? 101),
});

export const commands: Readonly<Record<string, Played>> = {
  ping: { fields: [], run: async () => ({}) },
  buildInfo: { fields: [], run: async () => ({ version: '8.0.0', versionArray: [8, 0, 0, 0] }) },
  find: {
    fields: ['filter', 'sort', 'projection', 'limit', 'hint', 'batchSize', 'singleBatch'],
    run: async ({ find, filter = {}, sort = {}, projection, limit, hint, batchSize, singleBatch }, place) => {
      const namespace = namespaceOf(place, find);
      const index = refuseUnknownHint(namespace, hint) ?? { _id: 1 };
      if (!isInOrderOf(index, filter as Document, sort as Document)) place.onSort(filter as Document, sort as Document);
      const docs = sortedBy(sort as Document, found(place, namespace, filter as Document));
      const shown = docs.slice(0, limit ? Number(limit) : undefined).map((doc) => projected(doc, projection as Document | undefined));
      return cursorOf(place, find as string, shown, singleBatch ? Infinity : (batchSize as number | undefined));
    },
  },
  getMore: {
    fields: ['collection', 'batchSize'],
    run: async ({ getMore, collection, batchSize = 1_000 }, { cursors, database }) => ({
      cursor: cursors.more(getMore as BSON.Long, `${database}.${collection as string}`, batchSize as number),
    }),
  },
  killCursors: {
    fields: ['cursors'],
    run: async ({ cursors: ids }, { cursors }) => ({ cursorsKilled: cursors.kill(ids as BSON.Long[]) }),
  },
  aggregate: {
    fields: ['pipeline', 'cursor', 'hint'],
    run: async ({ aggregate, pipeline, cursor, hint }, place) => {
      const namespace = namespaceOf(place, aggregate);
      refuseUnknownHint(namespace, hint);
      const docs = aggregated([...place.data.read(namespace, place.view)], pipeline as Document[]);
      return cursorOf(place, aggregate as string, docs, (cursor as { batchSize?: number }).batchSize);
    },
  },
  insert: {
    fields: ['documents', 'ordered'],
    run: async (command, place) => {
      const namespace = madeFor(place, command['insert']);
      const docs = command['documents'] as Document[];
      const writeErrors = await statements(place, command, docs, (doc) => insertOne(place, namespace, doc));
      return { n: docs.length - writeErrors.length, ...(writeErrors.length > 0 && { writeErrors }) };
    },
  },
  update: {
    fields: ['updates', 'ordered'],
    run: async (command, place) => {
      const namespace = madeFor(place, command['update']);
      const counts = { n: 0, nModified: 0 };
      const made: Document[] = [];
      const writeErrors = await statements(place, command, command['updates'] as Document[], (statement, index) => {
        refuseOthers('update.updates', statement, ['q', 'u', 'upsert', 'multi']);
        const { q, u, upsert = false, multi = false } = statement as { q: Document; u: Document; upsert?: boolean; multi?: boolean };
        const { matched, changed, after, isUpserted } = updateBy(place, namespace, q, u, upsert, multi);
        counts.n += isUpserted ? 1 : matched;
        counts.nModified += changed;
        if (isUpserted) made.push({ index, _id: after!['_id'] as unknown });
      });
      return { ...counts, ...(made.length > 0 && { upserted: made }), ...(writeErrors.length > 0 && { writeErrors }) };
    },
  },
  delete: {
    fields: ['deletes', 'ordered'],
    run: async (command, place) => {
      const namespace = madeFor(place, command['delete']);
      let n = 0;
      const writeErrors = await statements(place, command, command['deletes'] as Document[], (statement) => {
        refuseOthers('delete.deletes', statement, ['q', 'limit']);
        const { q, limit } = statement as { q: Document; limit: number };
        const gone = found(now(place), namespace, q).slice(0, limit || undefined);
        place.data.write(
          namespace,
          place.view,
          gone.map((doc): Change => [doc['_id'], null]),
        );
        n += gone.length;
      });
      return { n, ...(writeErrors.length > 0 && { writeErrors }) };
    },
  },
  findAndModify: {
    fields: ['query', 'update', 'new', 'upsert', 'remove'],
    run: async ({ findAndModify, query, update, new: isNew, upsert = false, remove = false }, place) => {
      if (remove) throw notPlayed('findAndModify with remove');
      const namespace = madeFor(place, findAndModify);
      const { before, after, isUpserted } = await patiently(place, () =>
        updateBy(place, namespace, query as Document, update as Document, Boolean(upsert), false),
      );
      const lastErrorObject = {
        n: after ? 1 : 0,
        updatedExisting: before !== null,
        ...(isUpserted && { upserted: after!['_id'] as unknown }),
      };
      return { value: isNew ? after : before, lastErrorObject };
    },
  },
  create: {
    fields: [],
    run: async ({ create }, place) => {
      if (namespaceOf(place, create)) throw new ServerError('NamespaceExists', `Collection ${create as string} already exists.`);
      place.data.make(`${place.database}.${create as string}`);
      return {};
    },
  },
  drop: {
    fields: [],
    run: async ({ drop }, place) => {
      const namespace = namespaceOf(place, drop);
      if (namespace) await patiently(place, () => place.data.drop(namespace));
      return {};
    },
  },
  dropDatabase: {
    fields: [],
    run: async (_command, place) => {
      for (const name of place.data.namesIn(place.database)) await patiently(place, () => place.data.drop(place.data.find(name)!));
      return { dropped: place.database };
    },
  },
  listCollections: {
    fields: ['filter', 'cursor', 'nameOnly', 'authorizedCollections'],
    run: async ({ filter = {} }, place) => {
      const names = place.data.namesIn(place.database).map((name) => ({ name: name.slice(place.database.length + 1), type: 'collection' }));
      return cursorOf(place, '$cmd.listCollections', names.filter(matching(filter as Document)), Infinity);
    },
  },
  createIndexes: {
    fields: ['indexes'],
    run: async ({ createIndexes, indexes }, place) => {
      const { indexes: kept } = madeFor(place, createIndexes);
      for (const index of indexes as Document[]) {
        refuseOthers('createIndexes.indexes', index, ['name', 'key']);
        const { name, key } = index as { name: string; key: Document };
        const known = kept.get(name);
        if (known && JSON.stringify(known) !== JSON.stringify(key)) {
          throw new ServerError('IndexOptionsConflict', `An index named ${name} exists with other keys.`);
        }
        kept.set(name, key);
      }
      return { numIndexesAfter: kept.size };
    },
  },
  listIndexes: {
    fields: ['cursor'],
    run: async ({ listIndexes }, place) => {
      const kept = namespaceOf(place, listIndexes)?.indexes ?? new Map<string, Document>();
      return cursorOf(
        place,
        listIndexes as string,
        [...kept].map(([name, key]) => ({ v: 2, key, name })),
        Infinity,
      );
    },
  },
};
