import type { MongoDatabase } from '@redress/mongodb';
import type { Collection, Document, IndexDescription } from 'mongodb';
import { type Shape, Unstorable } from '../document-store';
import { UndeclaredIndex } from '../undeclared-index';
import type { CounterCollections } from './counter-documents';
import { dayKey, pageIndex, pageKey, sumIndex, totalKey } from './indexes';

/** A document with the fields that its fold gave it. */
export interface StoredDocument extends Document {
  readonly _id: string;
}
export interface RowId {
  readonly stream: string;
  readonly revision: number;
  readonly index: number;
}
/** A row with the fields of its body. */
export interface StoredRow extends Document {
  readonly _id: RowId;
}
/** A stream that waits. */
export interface StoredPark {
  readonly _id: string;
  readonly revision: number;
  readonly reason: string;
  readonly build: string;
}

/**
 * The collections of one generation, `<name>.<n>.documents` and its like. The number is never given again, so that nobody reads another
 * generation by an old name, and none of the names comes from data.
 */
export class CollectionPlace {
  constructor(
    private readonly database: MongoDatabase,
    readonly place: string,
    readonly shape: Shape,
  ) {}

  get documents(): Collection<StoredDocument> {
    return this.database.collection(`${this.place}.documents`);
  }
  get rows(): Collection<StoredRow> {
    return this.database.collection(`${this.place}.rows`);
  }
  get parked(): Collection<StoredPark> {
    return this.database.collection(`${this.place}.parked`);
  }
  /** Whoever builds counts into collections of its own; the catalogue says whose were taken. */
  counters(builder: string): CounterCollections {
    return {
      days: this.database.collection(`${this.place}.counters.${builder}`),
      totals: this.database.collection(`${this.place}.totals.${builder}`),
    };
  }

  async make(): Promise<void> {
    for (const { collectionName } of [this.documents, this.rows, this.parked]) await this.database.make(collectionName);
  }

  async makeIndexes(): Promise<void> {
    const { indexes, rowIndexes } = this.shape;
    if (indexes.length > 0) await this.documents.createIndexes(indexes.map(declared));
    if (rowIndexes.length > 0) await this.rows.createIndexes(rowIndexes.map(declared));
  }

  async makeCounters(builder: string): Promise<CounterCollections> {
    const counters = this.counters(builder);
    for (const { collectionName } of Object.values(counters) as Collection[]) await this.database.make(collectionName);
    await counters.days.createIndexes([{ name: sumIndex, key: dayKey }]);
    await counters.totals.createIndexes([{ name: sumIndex, key: totalKey }]);
    return counters;
  }

  async dropCounters(builder: string): Promise<void> {
    for (const collection of Object.values(this.counters(builder)) as Collection[]) await collection.drop();
  }

  /** The fields of a document that an index needs. Throws Unstorable where one is empty. */
  refuseEmpty(indexes: readonly (readonly string[])[], body: object): void {
    for (const field of new Set(indexes.flat())) {
      const value = (body as Document)[field] as unknown;
      if (value === null || value === undefined) throw new Unstorable(`The field "${field}" is part of an index and must not be empty.`);
    }
  }
}

const declared = (fields: readonly string[], n: number): IndexDescription => ({ name: pageIndex(n), key: { ...pageKey(fields) } });

/** The name of a declared index. Throws UndeclaredIndex, also for a field that no index has. */
export const indexName = (declared: readonly (readonly string[])[], index: readonly string[], asked: readonly string[]): string => {
  const unknown = asked.find((field) => !declared.flat().includes(field));
  if (unknown !== undefined) throw new UndeclaredIndex(unknown);
  const n = declared.findIndex((each) => each.length === index.length && each.every((field, at) => field === index[at]));
  if (n < 0) throw new UndeclaredIndex(`(${index.join(', ')})`);
  return pageIndex(n);
};
