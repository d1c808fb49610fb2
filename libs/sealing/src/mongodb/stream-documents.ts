import { type AnyBulkWriteOperation, Binary, type Collection, type Filter, MongoBulkWriteError, type UpdateFilter } from 'mongodb';
import type { Kept, LookupRow, StreamKey, Tombstone } from '../key-store';
import { whereAvailable } from './failures';
import type { StoredStream } from './keys-database';

const documentsInPart = 1_000;

/** The documents of streams: key, tombstone and look-ups of each, changed in one step. */
export class StreamDocuments {
  constructor(private readonly streams: Collection<StoredStream>) {}

  async found(streams: readonly string[]): Promise<Map<string, Buffer | 'destroyed'>> {
    const wanted = [...new Set(streams)];
    const stored = await whereAvailable(() => this.streams.find({ _id: { $in: wanted } }, { batchSize: wanted.length + 1 }).toArray());
    const found = new Map<string, Buffer | 'destroyed'>();
    for (const { _id, key, destroyedAt } of stored) {
      if (key) found.set(_id, bytesOf(key));
      else if (destroyedAt) found.set(_id, 'destroyed');
    }
    return found;
  }

  /** Where neither key nor tombstone stands; answers what is stored then, whoever wrote it. */
  async given(keys: readonly StreamKey[]): Promise<Map<string, Buffer | 'destroyed'>> {
    const absent = { key: { $exists: false } };
    await this.updateLiving(keys.map(({ stream, key }) => ({ stream, where: absent, update: { $set: { key: new Binary(key) } } })));
    return this.found(keys.map(({ stream }) => stream));
  }

  /** `first` and as many numbers after it as there are tombstones keep their order. */
  async destroy(tombstones: readonly Tombstone[], first: number): Promise<void> {
    const gone = { key: '' as const, hashes: '' as const, since: '' as const };
    await this.updateLiving(
      tombstones.map(({ stream, destroyedAt }, index) => ({
        stream,
        update: { $set: { destroyedAt, n: first + index }, $unset: gone },
      })),
    );
  }

  /** `first` and as many numbers after it as there are rows keep the order of their streams. */
  async addLookups(rows: readonly LookupRow[], first: number): Promise<void> {
    const hashes = new Map<string, string[]>();
    for (const { stream, hash } of rows) hashes.set(stream, [...(hashes.get(stream) ?? []), hash]);
    await this.updateLiving(
      [...hashes].map(([stream, $each], index) => ({
        stream,
        update: { $addToSet: { hashes: { $each } }, $min: { since: first + index } },
      })),
    );
  }

  /** Keys, then look-ups, oldest first. */
  async *everything(): AsyncGenerator<Kept> {
    for await (const part of this.parts({ key: { $exists: true } }))
      yield { keys: part.map(({ _id: stream, key }) => ({ stream, key: bytesOf(key!) })) };
    for await (const part of this.parts({ hashes: { $exists: true } }))
      yield { lookups: part.flatMap(({ _id: stream, hashes }) => hashes!.map((hash) => ({ hash, stream }))) };
  }

  private async *parts(filter: Filter<StoredStream>): AsyncGenerator<readonly StoredStream[]> {
    const cursor = this.streams.find(filter, { batchSize: documentsInPart }).sort({ since: 1 });
    try {
      while (await whereAvailable(() => cursor.hasNext())) yield cursor.readBufferedDocuments();
    } finally {
      await cursor.close();
    }
  }

  /** Streams that are not destroyed, nor otherwise than `where`, those that are not there yet too; the others stay as they are. */
  private async updateLiving(changes: readonly Change[]): Promise<void> {
    const writesOf = (upsert: boolean): AnyBulkWriteOperation<StoredStream>[] =>
      changes.map(({ stream, where, update }) => ({
        updateOne: { filter: { _id: stream, destroyedAt: { $exists: false }, ...where }, update, upsert },
      }));
    await whereAvailable(async () => {
      try {
        await this.streams.bulkWrite(writesOf(true), { ordered: false });
      } catch (error) {
        if (!isThereAlready(error)) throw error;
        // Either it is not to be changed, or somebody else made it between the server's look and its insert.
        await this.streams.bulkWrite(writesOf(false), { ordered: false });
      }
    });
  }
}

const duplicateKey = 11000;
interface Change {
  readonly stream: string;
  readonly where?: Filter<StoredStream>;
  readonly update: UpdateFilter<StoredStream>;
}

/** There is a document of this stream, which the filter did not find. */
const isThereAlready = (error: unknown): boolean => {
  if (!(error instanceof MongoBulkWriteError)) return false;
  const errors = [error.writeErrors].flat();
  return errors.length > 0 && errors.every(({ code }) => code === duplicateKey);
};

export const bytesOf = (binary: Binary): Buffer => Buffer.from(binary.buffer.subarray(0, binary.length()));
