import type { Instant } from '@redress/kernel';
import { MongoDatabase, type OpenMongoOptions } from '@redress/mongodb';
import { Binary, type ClientSession, type Collection, MongoBulkWriteError } from 'mongodb';
import { type ApiKey, KeyDestroyed, KeyStore, type LookupRow, type NoKey, type Tombstone } from '../key-store';
import { fewRandomBytes } from '../random';
import { unavailable } from './failures';
import { keysDatabase, type StoredApiKey, type StoredLookup, type StoredRegister, type StoredStream } from './keys-database';

/**
 * Keys, look-ups and API keys in a database of their own. A destroyed key opens nothing from then on, and no query, dump or backup taken
 * later holds it; but MongoDB overwrites no bytes: they stay in its log of operations until that wraps around, and in free pages of its
 * files until those are used again. So keep this database on an encrypted disk, or the keys in a file (`sqlite:`).
 */
export class MongoKeyStore extends KeyStore {
  private readonly streams: Collection<StoredStream>;
  private readonly lookups: Collection<StoredLookup>;
  private readonly register: Collection<StoredRegister>;
  private readonly api: Collection<StoredApiKey>;
  /** It never changes. */
  private knownLookupKey: Buffer | null = null;

  private constructor(private readonly database: MongoDatabase) {
    super();
    this.streams = database.collection('streams');
    this.lookups = database.collection('lookups');
    this.register = database.collection('register');
    this.api = database.collection('apiKeys');
  }

  /** `mongodb://host:27017/redress-keys?replicaSet=rs0`. Throws DatabaseRefused. */
  static async open(url: string, options: OpenMongoOptions): Promise<MongoKeyStore> {
    return MongoDatabase.opened(url, keysDatabase, options, async (database) => {
      const keys = new MongoKeyStore(database);
      await keys.make();
      return keys;
    });
  }

  async keyOf(stream: string): Promise<Buffer> {
    const [key] = await this.keysOf([stream]);
    if (key === 'destroyed') throw new KeyDestroyed(stream);
    return key!;
  }

  async keysOf(streams: readonly string[]): Promise<readonly (Buffer | 'destroyed')[]> {
    const known = await this.found(streams);
    const missing = [...new Set(streams)].filter((stream) => !known.has(stream));
    const made = missing.length === 0 ? known : await this.made(missing);
    return streams.map((stream) => (known.get(stream) ?? made.get(stream))!);
  }

  async find(stream: string): Promise<Buffer | NoKey> {
    return (await this.found([stream])).get(stream) ?? 'none';
  }

  async destroy(stream: string, destroyedAt: Instant): Promise<void> {
    const n = await this.numbers(1);
    await this.transaction(async (session) => {
      const isDestroyed = (await this.destroyedOf([stream], session)).has(stream);
      const tombstone = { $set: { destroyedAt, n }, $unset: { key: '' as const } };
      if (!isDestroyed) await this.streams.updateOne({ _id: stream }, tombstone, { session, upsert: true });
      await this.lookups.deleteMany({ stream }, { session });
    });
  }

  async tombstones(): Promise<readonly Tombstone[]> {
    const found = await this.read(() =>
      this.streams
        .find({ destroyedAt: { $exists: true } })
        .sort({ n: 1 })
        .toArray(),
    );
    return found.map(({ _id: stream, destroyedAt }) => ({ stream, destroyedAt: destroyedAt! }));
  }

  async lookupKey(): Promise<Buffer> {
    return (this.knownLookupKey ??= bytesOf((await this.registered()).lookupKey));
  }

  async addLookups(rows: readonly LookupRow[]): Promise<void> {
    // Whoever sends a command again adds what is there: that must not get into the way of others.
    if (await this.haveLookups(rows)) return;
    const last = await this.numbers(rows.length);
    const streams = [...new Set(rows.map(({ stream }) => stream))];
    await this.transaction(async (session) => {
      const additions = streams.map((_id) => ({ updateOne: { filter: { _id }, update: { $inc: { additions: 1 } }, upsert: true } }));
      await this.streams.bulkWrite(additions, { session });
      const destroyed = await this.destroyedOf(streams, session);
      const kept = rows.map((row, index) => ({ ...row, n: last - rows.length + 1 + index })).filter(({ stream }) => !destroyed.has(stream));
      if (kept.length > 0) await this.lookups.bulkWrite(kept.map(lookupWrite), { session });
    });
  }

  async findStreams(hash: string): Promise<readonly string[]> {
    const found = await this.read(() => this.lookups.find({ hash }, { hint: 'hash' }).sort({ n: 1 }).toArray());
    return found.map(({ stream }) => stream);
  }

  async lookupsThrough(): Promise<string | null> {
    return (await this.registered()).lookupsThrough;
  }

  async setLookupsThrough(position: string): Promise<void> {
    await this.write(() => this.register.updateOne({ _id: 'register' }, { $set: { lookupsThrough: position } }));
  }

  async addApiKey({ sha256, prefix, actor, createdAt, expiresAt, revokedAt }: ApiKey): Promise<void> {
    const n = await this.numbers(1);
    await this.write(() => this.api.insertOne({ _id: sha256, n, prefix, actor, createdAt, expiresAt, revokedAt }));
  }

  async findApiKey(sha256: string): Promise<ApiKey | null> {
    const found = await this.read(() => this.api.findOne({ _id: sha256 }));
    return found && apiKeyOf(found);
  }

  async apiKeys(): Promise<readonly ApiKey[]> {
    return (await this.read(() => this.api.find().sort({ n: 1 }).toArray())).map(apiKeyOf);
  }

  async revokeApiKey(prefix: string, revokedAt: Instant): Promise<boolean> {
    await this.write(() => this.api.updateMany({ prefix, revokedAt: null }, { $set: { revokedAt } }));
    return (await this.read(() => this.api.findOne({ prefix }))) !== null;
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  /** Of several processes that begin at once the first makes what is random. */
  private async make(): Promise<void> {
    for (const name of ['streams', 'lookups', 'register', 'apiKeys']) await this.database.make(name);
    await this.lookups.createIndexes([
      { name: 'hash', key: { hash: 1, n: 1 } },
      { name: 'stream', key: { stream: 1 } },
    ]);
    const first = { lookupKey: new Binary(fewRandomBytes(32)), lookupsThrough: null, numbered: 0 };
    await this.register.updateOne({ _id: 'register' }, { $setOnInsert: first }, { upsert: true });
  }

  private async haveLookups(rows: readonly LookupRow[]): Promise<boolean> {
    const wanted = rows.map(({ hash, stream }) => ({ hash, stream }));
    const found = await this.read(() => this.lookups.find({ _id: { $in: wanted } }, { batchSize: wanted.length + 1 }).toArray());
    return found.length === wanted.length;
  }

  private async found(streams: readonly string[], session?: ClientSession): Promise<Map<string, Buffer | 'destroyed'>> {
    const wanted = [...new Set(streams)];
    const reading = { batchSize: wanted.length + 1, ...(session && { session }) };
    const stored = await this.read(() => this.streams.find({ _id: { $in: wanted } }, reading).toArray());
    const found = new Map<string, Buffer | 'destroyed'>();
    for (const { _id, key, destroyedAt } of stored) {
      if (key) found.set(_id, bytesOf(key));
      else if (destroyedAt) found.set(_id, 'destroyed');
    }
    return found;
  }

  /**
   * Inserts where neither key nor tombstone stands, and answers what is stored then, whoever wrote it: the session sees to it that the
   * read waits until what kept us from inserting is there for most servers.
   */
  private async made(streams: readonly string[]): Promise<Map<string, Buffer | 'destroyed'>> {
    const writes = streams.map((_id) => ({
      updateOne: {
        filter: { _id, key: { $exists: false }, destroyedAt: { $exists: false } },
        update: { $set: { key: new Binary(fewRandomBytes(32)) } },
        upsert: true,
      },
    }));
    return this.database.inOrder(async (session) => {
      try {
        await this.streams.bulkWrite(writes, { session, ordered: false });
      } catch (error) {
        if (!isThereAlready(error)) throw unavailable(error);
      }
      return this.found(streams, session);
    });
  }

  private async destroyedOf(streams: readonly string[], session: ClientSession): Promise<ReadonlySet<string>> {
    const found = await this.streams.find({ _id: { $in: [...streams] }, destroyedAt: { $exists: true } }, { session }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  /** The last of so many numbers that nobody else is given. */
  private async numbers(count: number): Promise<number> {
    const register = await this.write(() =>
      this.register.findOneAndUpdate({ _id: 'register' }, { $inc: { numbered: count } }, { returnDocument: 'after' }),
    );
    return register!.numbered;
  }

  private async registered(): Promise<StoredRegister> {
    return (await this.read(() => this.register.findOne({ _id: 'register' })))!;
  }

  private transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return this.write(() => this.database.inTransaction(work));
  }

  private async write<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw unavailable(error);
    }
  }

  private read<T>(work: () => Promise<T>): Promise<T> {
    return this.write(work);
  }
}

const duplicateKey = 11000;
/** Another writer made the key, or destroyed it, between our look and our insert. */
const isThereAlready = (error: unknown): boolean =>
  error instanceof MongoBulkWriteError && [error.writeErrors].flat().every(({ code }) => code === duplicateKey);

const bytesOf = (binary: Binary): Buffer => Buffer.from(binary.buffer.subarray(0, binary.length()));

const lookupWrite = ({ hash, stream, n }: LookupRow & { readonly n: number }) => ({
  updateOne: { filter: { _id: { hash, stream } }, update: { $setOnInsert: { hash, stream, n } }, upsert: true },
});

const apiKeyOf = ({ _id: sha256, prefix, actor, createdAt, expiresAt, revokedAt }: StoredApiKey): ApiKey => ({
  sha256,
  prefix,
  actor,
  createdAt,
  expiresAt,
  revokedAt,
});
