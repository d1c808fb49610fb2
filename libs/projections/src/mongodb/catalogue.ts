import type { MongoDatabase, Snapshot } from '@redress/mongodb';
import type { ClientSession, Collection as Documents } from 'mongodb';
import {
  type Batch,
  type Checkpoint,
  CheckpointMoved,
  type Collection,
  CollectionGone,
  partsOf,
  type Shape,
  type Swap,
} from '../document-store';
import { isAfter } from '@redress/event-store';
import { addedUp, Sum256 } from '../sum-256';

/** A collection as the database keeps it, under its name. */
export interface Kept extends Checkpoint {
  readonly _id: string;
  /** What the names of its collections begin with. */
  readonly place: string;
  readonly shape: Shape;
  readonly completeness: string;
  readonly retired: boolean;
  /** Whose counters were taken, null until it is built. */
  readonly counters: string | null;
  /** Which batch was the last, to know one again whose commit was not answered. */
  readonly batch: string | null;
  /** How often it was part of a swap: an update that changes nothing would not conflict with a batch at the same moment. */
  readonly swaps: number;
}
/** `prepared` is how many generations were ever made. */
export interface Served {
  readonly _id: string;
  readonly generation: number;
  readonly prepared: number;
}
export interface Dropping {
  readonly _id: string;
}
type Reading = { readonly session: ClientSession } | Snapshot;
const nothing = new Sum256().hex;

/** Which collections the database keeps, where each stands, and which one is served. */
export class Catalogue {
  private readonly kept: Documents<Kept>;
  private readonly servedOnes: Documents<Served>;
  private readonly dropping: Documents<Dropping>;

  constructor(private readonly database: MongoDatabase) {
    this.kept = database.collection('collections');
    this.servedOnes = database.collection('served');
    this.dropping = database.collection('dropping');
  }

  async make(): Promise<void> {
    for (const { collectionName } of [this.kept, this.servedOnes, this.dropping]) await this.database.make(collectionName);
  }

  find(collection: string, reading?: Reading): Promise<Kept | null> {
    return this.kept.findOne({ _id: collection }, reading);
  }

  /** Throws CollectionGone. */
  async get(collection: string, reading?: Reading): Promise<Kept> {
    const kept = await this.find(collection, reading);
    if (!kept) throw new CollectionGone(collection);
    return kept;
  }

  /** Throws CollectionGone, also for one that is retired. */
  async getLive(collection: string, reading?: Reading): Promise<Kept> {
    const kept = await this.get(collection, reading);
    if (kept.retired) throw new CollectionGone(collection);
    return kept;
  }

  async isSame({ _id, place }: Kept): Promise<boolean> {
    return (await this.find(_id))?.place === place;
  }

  /** Inside a transaction. Answers what is kept already where it is. Throws CollectionGone for a generation older than the one served. */
  async add(collection: string, shape: Shape, session: ClientSession): Promise<Kept> {
    const known = await this.find(collection, { session });
    if (known) return known;
    const { readModel, generation } = partsOf(collection);
    const served = await this.servedOnes.findOneAndUpdate(
      { _id: readModel },
      { $setOnInsert: { generation: 0 }, $inc: { prepared: 1 } },
      { session, upsert: true, returnDocument: 'after' },
    );
    if (generation < served!.generation) throw new CollectionGone(collection);
    const place = `${collection}.${served!.prepared}`;
    const start = { position: null, turn: 0, completeness: nothing, retired: false, counters: null, batch: null, swaps: 0 };
    const added = { _id: collection, place, shape, ...start };
    await this.kept.insertOne(added, { session });
    return added;
  }

  /** Answers false where it moved, was built or was dropped meanwhile. */
  async setBuilt({ _id, place, turn }: Kept, counters: string): Promise<boolean> {
    const { matchedCount } = await this.kept.updateOne({ _id, place, turn, counters: null }, { $set: { counters } });
    return matchedCount === 1;
  }

  /** Inside the transaction of the batch: the compare-and-set. Throws CheckpointMoved. */
  async advance(batch: Batch, name: string, session: ClientSession): Promise<Kept> {
    const { collection, from, to, counters } = batch;
    const stands = await this.getLive(collection, { session });
    if ((counters !== null) !== (stands.counters !== null)) {
      throw new CheckpointMoved(`${collection} was built meanwhile, or is not built yet.`);
    }
    if (!isAt(stands, from)) {
      throw new CheckpointMoved(
        `${collection} stands at ${stands.position}, turn ${stands.turn}, and not at ${from.position}, turn ${from.turn}.`,
      );
    }
    if (from.position !== null && (to === null || isAfter(from.position, to))) throw new RangeError(`${to} is before ${from.position}.`);
    const next = { position: to, turn: from.turn + 1, completeness: addedUp(stands.completeness, batch.completeness), batch: name };
    await this.kept.updateOne({ _id: collection }, { $set: next }, { session });
    return { ...stands, ...next };
  }

  async list(): Promise<readonly Collection[]> {
    const kept = await this.kept.find().sort({ _id: 1 }).toArray();
    const served = new Map((await this.servedOnes.find().toArray()).map(({ _id, generation }) => [_id, generation]));
    return kept.map(({ _id: name, shape: { build }, position, turn }) => {
      const { readModel, generation } = partsOf(name);
      const isServed = generation === (served.get(readModel) ?? 0);
      return { name, readModel, generation, build, checkpoint: { position, turn }, served: isServed };
    });
  }

  async served(readModel: string, reading?: Reading): Promise<number> {
    return (await this.servedOnes.findOne({ _id: readModel }, reading))?.generation ?? 0;
  }

  /** Inside a transaction. Answers whether both stood where they were compared. */
  async swap({ old, new: fresh }: Swap, session: ClientSession): Promise<boolean> {
    const { readModel, generation } = partsOf(fresh.collection);
    const served = `${readModel}.${await this.served(readModel, { session })}`;
    if (old ? old.collection !== served : (await this.find(served, { session })) !== null) return false;
    if (old && !(await this.setIfAt(old, { retired: true }, session))) return false;
    if (!(await this.setIfAt(fresh, { retired: false }, session))) return false;
    await this.servedOnes.updateOne({ _id: readModel }, { $set: { generation } }, { session });
    return true;
  }

  /** Inside a transaction: from then on nobody finds it. Its collections go with the next `sweep`. */
  async remove(collection: string, session: ClientSession): Promise<void> {
    const kept = await this.find(collection, { session });
    if (!kept) return;
    await this.kept.deleteOne({ _id: collection }, { session });
    await this.dropping.insertOne({ _id: kept.place }, { session });
  }

  /** Drops the collections of what was removed, also where another process ended in the midst of it. */
  async sweep(): Promise<void> {
    for (const { _id: place } of await this.dropping.find().toArray()) {
      const names = (await this.database.collectionNames()).filter((name) => name.startsWith(`${place}.`));
      for (const name of names) await this.database.collection(name).drop();
      await this.dropping.deleteOne({ _id: place });
    }
  }

  private async setIfAt({ collection, checkpoint }: Swap['new'], change: Partial<Kept>, session: ClientSession): Promise<boolean> {
    const { position, turn } = checkpoint;
    const where = { _id: collection, position, turn, retired: false };
    const { matchedCount } = await this.kept.updateOne(where, { $set: change, $inc: { swaps: 1 } }, { session });
    return matchedCount === 1;
  }
}

const isAt = (kept: Checkpoint, { position, turn }: Checkpoint): boolean => kept.position === position && kept.turn === turn;
