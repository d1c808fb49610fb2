import { randomUUID } from 'node:crypto';
import { within } from '@redress/kernel';
import { CommitUnknown, MongoDatabase, type NamedSession, type OpenMongoOptions, type Snapshot } from '@redress/mongodb';
import type { ClientSession } from 'mongodb';
import {
  type Batch,
  type Checkpoint,
  type Collection,
  CollectionGone,
  type Differences,
  type Digests,
  DocumentStore,
  type Lease,
  type Page,
  type PageQuery,
  type Park,
  type Row,
  type RowQuery,
  type Shape,
  type Sum,
  type SumQuery,
  type Swap,
  TransientAbort,
} from '../document-store';
import type { Counter, Measure } from '../projection';
import { Catalogue, type Kept } from './catalogue';
import { CollectionPlace, type StoredPark } from './collection-place';
import { type Compared, contentOf, differencesBetween } from './comparing';
import { addCounters, counterOf, sumsOf } from './counter-documents';
import { countAll } from './counting';
import { failureOf, readFailureOf } from './failures';
import { LeaseDocuments } from './lease-documents';
import { bodyOf, documentPage, rowPage } from './pages';
import { type Writes, writesOf } from './writes';
import { viewsDatabase } from './views-database';

type Place = CollectionPlace;

/** Documents, counters, rows and checkpoints of one database, those of one batch changed in one transaction. */
export class MongoDocumentStore extends DocumentStore {
  private constructor(
    private readonly database: MongoDatabase,
    private readonly catalogue: Catalogue,
    private readonly session: NamedSession,
    private readonly leases: LeaseDocuments,
  ) {
    super();
  }

  /** Makes what every collection shares, and drops what another process left behind. Throws DatabaseRefused. */
  static async open(url: string, options: OpenMongoOptions): Promise<MongoDocumentStore> {
    return MongoDatabase.opened(url, viewsDatabase, options, async (database) => {
      const catalogue = new Catalogue(database);
      await catalogue.make();
      await catalogue.sweep();
      const session = database.startSession();
      const leases = new LeaseDocuments(database, session);
      await leases.make();
      return new MongoDocumentStore(database, catalogue, session, leases);
    });
  }

  async prepare(collection: string, shape: Shape): Promise<void> {
    const kept = await this.transaction((session) => this.catalogue.add(collection, shape, session));
    await this.placeOf(kept).make();
  }

  /** Begun again after a crash, it counts anew; of several at once one is taken. */
  async build(collection: string, measure?: Measure): Promise<void> {
    for (;;) {
      const kept = await this.catalogue.get(collection);
      if (kept.counters !== null) return;
      await this.placeOf(kept).makeIndexes();
      if (await this.counted(kept, measure)) return;
    }
  }

  async isBuilt(collection: string): Promise<boolean> {
    return (await asked(() => this.catalogue.get(collection))).counters !== null;
  }

  async drop(collection: string): Promise<void> {
    await this.transaction((session) => this.catalogue.remove(collection, session));
    await this.catalogue.sweep();
  }

  list(): Promise<readonly Collection[]> {
    return asked(() => this.catalogue.list());
  }

  async checkpoint(collection: string): Promise<Checkpoint> {
    return checkpointOf(await asked(() => this.catalogue.getLive(collection)));
  }

  async apply(batch: Batch): Promise<Checkpoint> {
    const name = randomUUID();
    try {
      const place = this.placeOf(await this.catalogue.getLive(batch.collection));
      const writes = writesOf(place, batch);
      const work = (session: ClientSession): Promise<Checkpoint> => this.applied(place, batch, writes, name, session);
      return await this.session.inTransaction(work).catch((error: unknown) => this.outcomeOf(batch, name, error));
    } catch (error) {
      throw failureOf(error);
    }
  }

  document<D extends object>(collection: string, id: string): Promise<D | null> {
    return this.reading(collection, async ({ documents }) => {
      const found = await documents.findOne({ _id: id });
      return found && (bodyOf(found) as D);
    });
  }

  documents<D extends object>(collection: string, ids: Iterable<string>): Promise<Map<string, D>> {
    return this.reading(collection, async ({ documents }) => {
      const wanted = [...ids];
      const found = wanted.length === 0 ? [] : await documents.find({ _id: { $in: wanted } }, { batchSize: wanted.length + 1 }).toArray();
      return new Map(found.map((doc) => [doc._id, bodyOf(doc) as D]));
    });
  }

  page<D extends object>(collection: string, query: PageQuery): Promise<Page<D>> {
    return this.readingBuilt(collection, (place) => documentPage<D>(place, query));
  }

  pageRows(collection: string, query: RowQuery): Promise<Page<Row>> {
    if ('index' in query.by) return this.readingBuilt(collection, (place) => rowPage(place, query));
    return this.reading(collection, (place) => rowPage(place, query));
  }

  sums(collection: string, query: SumQuery): Promise<readonly Sum[]> {
    return this.readingBuilt(collection, (place, counters) => sumsOf(place.counters(counters), query));
  }

  counters(collection: string): Promise<readonly Counter[]> {
    return this.reading(collection, async (place, { counters }) => {
      if (counters === null) return [];
      return (await place.counters(counters).days.find().sort({ _id: 1 }).toArray()).map(counterOf);
    });
  }

  parked(collection: string): Promise<readonly Park[]> {
    return this.reading(collection, async ({ parked }) => (await parked.find().sort({ _id: 1 }).toArray()).map(parkOf));
  }

  park(collection: string, stream: string): Promise<Park | null> {
    return this.reading(collection, async ({ parked }) => {
      const found = await parked.findOne({ _id: stream });
      return found && parkOf(found);
    });
  }

  /** In one snapshot, while others go on writing; it has to be done before the server forgets it, after five minutes unless told otherwise. */
  digests(collection: string): Promise<Digests> {
    return this.inSnapshot(async (reading) => {
      const kept = await this.catalogue.get(collection, reading);
      return { checkpoint: checkpointOf(kept), completeness: kept.completeness, content: await contentOf(this.comparedOf(kept), reading) };
    });
  }

  differences(old: string, fresh: string): Promise<Differences> {
    return this.inSnapshot(async (reading) => {
      const [before, after] = [await this.catalogue.get(old, reading), await this.catalogue.get(fresh, reading)];
      return differencesBetween(this.comparedOf(before), this.comparedOf(after), reading);
    });
  }

  served(readModel: string): Promise<number> {
    return asked(() => this.catalogue.served(readModel));
  }

  serve(swap: Swap): Promise<boolean> {
    return this.transaction((session) => this.catalogue.swap(swap, session));
  }

  lease(readModel: string): Promise<Lease | null> {
    return asked(() => this.leases.find(readModel));
  }

  async takeLease(readModel: string, seen: Lease | null, holder: string | null): Promise<Lease | null> {
    try {
      return await within(deadline, this.leases.take(readModel, seen, holder));
    } catch (error) {
      throw failureOf(error);
    }
  }

  async close(): Promise<void> {
    await this.session.close();
    await this.database.close();
  }

  private placeOf({ place, shape }: Kept): Place {
    return new CollectionPlace(this.database, place, shape);
  }

  private comparedOf(kept: Kept): Compared {
    return { place: this.placeOf(kept), counters: kept.counters };
  }

  private async applied(place: Place, batch: Batch, writes: Writes, name: string, session: ClientSession): Promise<Checkpoint> {
    const kept = await this.catalogue.advance(batch, name, session);
    if (kept.place !== place.place) throw new CollectionGone(batch.collection);
    if (writes.documents.length > 0) await place.documents.bulkWrite(writes.documents, { session });
    if (writes.rows.length > 0) await place.rows.insertMany(writes.rows, { session });
    if (writes.parked.length > 0) await place.parked.bulkWrite(writes.parked, { session });
    if (kept.counters !== null) await addCounters(place.counters(kept.counters), batch.counters ?? [], session);
    return checkpointOf(kept);
  }

  /** Nobody said whether the batch was stored; the checkpoint names the last one that was. */
  private async outcomeOf({ collection }: Batch, name: string, unknown: unknown): Promise<Checkpoint> {
    if (!(unknown instanceof CommitUnknown)) throw unknown;
    const kept = await this.catalogue.getLive(collection);
    if (kept.batch !== name) throw new TransientAbort(unknown.message, { cause: unknown });
    return checkpointOf(kept);
  }

  /** Answers false where the collection moved meanwhile. */
  private async counted(kept: Kept, measure: Measure | undefined): Promise<boolean> {
    const place = this.placeOf(kept);
    const builder = randomUUID();
    let isTaken = false;
    try {
      const counters = await place.makeCounters(builder);
      if (measure) await countAll(counters, bodiesOf(place), measure);
      isTaken = await this.catalogue.setBuilt(kept, builder);
      return isTaken;
    } catch (error) {
      throw failureOf(error);
    } finally {
      if (!isTaken) await place.dropCounters(builder);
    }
  }

  /** A collection that is not there reads as an empty one: so the catalogue is asked again once it was read. */
  private reading<T>(collection: string, work: (place: Place, kept: Kept) => Promise<T>): Promise<T> {
    return asked(async () => {
      const kept = await this.catalogue.get(collection);
      const read = await work(this.placeOf(kept), kept);
      if (!(await this.catalogue.isSame(kept))) throw new CollectionGone(collection);
      return read;
    });
  }

  /** Of whole collections, for as long as that takes. */
  private async inSnapshot<T>(work: (reading: Snapshot) => Promise<T>): Promise<T> {
    try {
      return await this.database.inSnapshot(work);
    } catch (error) {
      throw readFailureOf(error);
    }
  }

  private readingBuilt<T>(collection: string, work: (place: Place, counters: string) => Promise<T>): Promise<T> {
    return this.reading(collection, async (place, { counters }) => {
      if (counters === null) throw new CollectionGone(collection);
      return work(place, counters);
    });
  }

  private async transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    try {
      return await within(deadline, this.database.inTransaction(work));
    } catch (error) {
      throw failureOf(error);
    }
  }
}

/** Milliseconds for one call that is not of a whole collection: the driver can wait for ever at a connection that broke under it. */
const deadline = 10_000;

/** Throws DocumentsUnavailable in the place of what the driver says. */
const asked = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await within(deadline, work());
  } catch (error) {
    throw readFailureOf(error);
  }
};

const checkpointOf = ({ position, turn }: Kept): Checkpoint => ({ position, turn });

const parkOf = ({ _id: stream, revision, reason, build }: StoredPark): Park => ({ stream, revision, reason, build });

async function* bodiesOf({ documents }: Place): AsyncGenerator<object> {
  for await (const doc of documents.find({}, { batchSize: 1_000 })) yield bodyOf(doc);
}
