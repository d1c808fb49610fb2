import type { MongoDatabase, NamedSession } from '@redress/mongodb';
import { type Binary, type Collection, MongoServerError } from 'mongodb';
import type { Lease } from '../document-store';

export interface StoredLease extends Lease {
  readonly _id: string;
  /** In which the holder folds: whoever takes over ends what it left open there. */
  readonly session: Binary;
}

/**
 * Who tries to keep which read model current. A change of one document is atomic by itself, and a transaction would only make losing a
 * race look like a failure.
 */
export class LeaseDocuments {
  private readonly leases: Collection<StoredLease>;

  /** `session`: in which this process folds. */
  constructor(
    private readonly database: MongoDatabase,
    private readonly session: NamedSession,
  ) {
    this.leases = database.collection('leases');
  }

  make(): Promise<void> {
    return this.database.make(this.leases.collectionName);
  }

  async find(readModel: string): Promise<Lease | null> {
    const found = await this.leases.findOne({ _id: readModel });
    return found && { holder: found.holder, beat: found.beat };
  }

  /** Answers null where it is not what was seen. */
  async take(readModel: string, seen: Lease | null, holder: string | null): Promise<Lease | null> {
    const next: Lease = { holder, beat: (seen?.beat ?? 0) + 1 };
    const isTaken = seen ? await this.replace(readModel, seen, next) : await this.add(readModel, next);
    return isTaken ? next : null;
  }

  private async replace(readModel: string, { holder, beat }: Lease, next: Lease): Promise<boolean> {
    const mine = { ...next, session: this.session.name };
    const before = await this.leases.findOneAndUpdate({ _id: readModel, holder, beat }, { $set: mine }, { returnDocument: 'before' });
    if (before && before.session.toString('hex') !== this.session.name.toString('hex')) await this.database.endSession(before.session);
    return before !== null;
  }

  private async add(readModel: string, first: Lease): Promise<boolean> {
    try {
      await this.leases.insertOne({ _id: readModel, ...first, session: this.session.name });
      return true;
    } catch (error) {
      if (error instanceof MongoServerError && error.code === duplicateKey) return false;
      throw error;
    }
  }
}

const duplicateKey = 11000;
