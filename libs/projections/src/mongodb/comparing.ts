import type { Snapshot } from '@redress/mongodb';
import { canonical } from '@redress/kernel';
import type { Collection, Document, Filter } from 'mongodb';
import type { Difference, Differences } from '../document-store';
import { Sum256 } from '../sum-256';
import type { CollectionPlace, RowId } from './collection-place';
import type { StoredCounter } from './counter-documents';
import { bodyOf } from './pages';

/** One generation as it is compared: whose counters were taken, null while it is not built. */
export interface Compared {
  readonly place: CollectionPlace;
  readonly counters: string | null;
}
/** One kind of thing in a generation, with its name and text in digests. */
interface Things {
  readonly collection: Collection<Document> | null;
  readonly nameOf: (doc: Document) => string;
  readonly textOf: (doc: Document) => string;
}

const atOnce = 500;
const mostExamples = 5;

/** The content digest: the order-free sum over all documents, counters and rows. */
export const contentOf = async (compared: Compared, reading: Snapshot): Promise<string> => {
  const sum = new Sum256();
  const { documents, counters, rows } = thingsOf(compared);
  for (const things of [documents, counters, rows]) {
    for await (const docs of inParts(things, reading)) for (const doc of docs) sum.addFrame([things.nameOf(doc), things.textOf(doc)]);
  }
  return sum.hex;
};

/** What two generations do not have in common. Part by part of one is looked up in the other by its ids. */
export const differencesBetween = async (old: Compared, fresh: Compared, reading: Snapshot): Promise<Differences> => {
  const [ofOld, ofFresh] = [thingsOf(old), thingsOf(fresh)];
  const between = (kind: keyof Differences): Promise<Difference> => difference(ofOld[kind], ofFresh[kind], reading);
  return { documents: await between('documents'), counters: await between('counters'), rows: await between('rows') };
};

const thingsOf = ({ place, counters }: Compared): Readonly<Record<keyof Differences, Things>> => ({
  documents: { collection: asDocuments(place.documents), nameOf: ({ _id }) => _id as string, textOf: (doc) => canonical(bodyOf(doc)) },
  counters: {
    collection: counters === null ? null : asDocuments(place.counters(counters).days),
    nameOf: ({ _id }) => `counter ${_id as string}`,
    textOf: (doc) => String((doc as StoredCounter).value),
  },
  rows: { collection: asDocuments(place.rows), nameOf: rowName, textOf: (doc) => canonical(bodyOf(doc)) },
});

const asDocuments = <T extends Document>(collection: Collection<T>): Collection<Document> => collection as unknown as Collection<Document>;

const rowName = ({ _id }: Document): string => {
  const { stream, revision, index } = _id as RowId;
  return `row ${stream}/${revision}/${index}`;
};

async function* inParts({ collection }: Things, { session, readConcern }: Snapshot): AsyncGenerator<readonly Document[]> {
  if (!collection) return;
  let part: Document[] = [];
  for await (const doc of collection.find({}, { session, readConcern, batchSize: atOnce })) {
    part.push(doc);
    if (part.length < atOnce) continue;
    yield part;
    part = [];
  }
  yield part;
}

const difference = async (old: Things, fresh: Things, reading: Snapshot): Promise<Difference> => {
  const counts = { onlyInOld: 0, onlyInNew: 0, changed: 0 };
  const examples: string[] = [];
  const count = (kind: keyof typeof counts, name: string): void => {
    counts[kind] += 1;
    if (examples.length < mostExamples) examples.push(name);
  };
  for await (const docs of inParts(old, reading)) {
    const others = await textsOf(fresh, docs, reading);
    for (const doc of docs) {
      const other = others.get(old.nameOf(doc));
      if (other === undefined) count('onlyInOld', old.nameOf(doc));
      else if (other !== old.textOf(doc)) count('changed', old.nameOf(doc));
    }
  }
  for await (const docs of inParts(fresh, reading)) {
    const others = await textsOf(old, docs, reading);
    for (const doc of docs) if (!others.has(fresh.nameOf(doc))) count('onlyInNew', fresh.nameOf(doc));
  }
  return { ...counts, examples };
};

/** Those that have the ids of some others, by their names. */
const textsOf = async (
  { collection, nameOf, textOf }: Things,
  docs: readonly Document[],
  reading: Snapshot,
): Promise<Map<string, string>> => {
  if (!collection || docs.length === 0) return new Map();
  const where: Filter<Document> = { _id: { $in: docs.map(({ _id }) => _id as never) } };
  const { session, readConcern } = reading;
  const found = await collection.find(where, { session, readConcern, batchSize: docs.length + 1 }).toArray();
  return new Map(found.map((doc) => [nameOf(doc), textOf(doc)]));
};
