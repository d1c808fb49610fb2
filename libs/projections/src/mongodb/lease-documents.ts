import type { MongoDatabase } from '@redress/mongodb';
import { type Collection, MongoServerError } from 'mongodb';
import type { Lease } from '../document-store';

interface StoredLease extends Lease {
  readonly _id: string;
}

/**
 * Who tries to keep which read model current. A change of one document is atomic by itself, and a transaction would only make losing a
 * race look like a failure.
 */
export class LeaseDocuments {
  private readonly leases: Collection<StoredLease>;

  constructor(private readonly database: MongoDatabase) {
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
    const { matchedCount } = await this.leases.updateOne({ _id: readModel, holder, beat }, { $set: next });
    return matchedCount === 1;
  }

  private async add(readModel: string, first: Lease): Promise<boolean> {
    try {
      await this.leases.insertOne({ _id: readModel, ...first });
      return true;
    } catch (error) {
      if (error instanceof MongoServerError && error.code === duplicateKey) return false;
      throw error;
    }
  }
}

const duplicateKey = 11000;
