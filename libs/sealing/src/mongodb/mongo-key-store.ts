import { type Instant, within } from '@redress/kernel';
import { MongoDatabase, type OpenMongoOptions } from '@redress/mongodb';
import { type AnyBulkWriteOperation, Binary, type Collection, type Filter, MongoBulkWriteError, type UpdateFilter } from 'mongodb';
import { type ApiKey, KeyDestroyed, KeyStore, type LookupRow, type NoKey, type Tombstone } from '../key-store';
import { fewRandomBytes } from '../random';
import { unavailable } from './failures';
import { keysDatabase, type StoredApiKey, type StoredRegister, type StoredStream } from './keys-database';

/**
 * Keys, look-ups and API keys in a database of their own. A destroyed key opens nothing from then on, and no query, dump or backup taken
 * later holds it; but MongoDB overwrites no bytes: they stay in its log of operations until that wraps around, and in free pages of its
 * files until those are used again. So keep this database on an encrypted disk, or the keys in a file (`sqlite:`).
 */
export class MongoKeyStore extends KeyStore {
  private readonly streams: Collection<StoredStream>;
  private readonly register: Collection<StoredRegister>;
  private readonly api: Collection<StoredApiKey>;
  /** It never changes. */
  private knownLookupKey: Buffer | null = null;

  private constructor(private readonly database: MongoDatabase) {
    super();
    this.streams = database.collection('streams');
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
    const n = await this.nextNumber();
    const update = { $set: { destroyedAt, n }, $unset: { key: '' as const, hashes: '' as const, since: '' as const } };
    await this.updateLiving([{ stream, update }]);
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
    if (rows.length === 0) return;
    const since = await this.nextNumber();
    const streams = [...new Set(rows.map(({ stream }) => stream))];
    const hashesOf = (of: string): string[] => rows.filter(({ stream }) => stream === of).map(({ hash }) => hash);
    const additionTo = (stream: string) => ({ $addToSet: { hashes: { $each: hashesOf(stream) } }, $min: { since } });
    await this.updateLiving(streams.map((stream) => ({ stream, update: additionTo(stream) })));
  }

  async findStreams(hash: string): Promise<readonly string[]> {
    const found = await this.read(() => this.streams.find({ hashes: hash }, { hint: 'hashes' }).sort({ since: 1 }).toArray());
    return found.map(({ _id }) => _id);
  }

  async lookupsThrough(): Promise<string | null> {
    return (await this.registered()).lookupsThrough;
  }

  async setLookupsThrough(position: string): Promise<void> {
    await this.write(() => this.register.updateOne({ _id: 'register' }, { $set: { lookupsThrough: position } }));
  }

  async addApiKey({ sha256, prefix, actor, createdAt, expiresAt, revokedAt }: ApiKey): Promise<void> {
    const n = await this.nextNumber();
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
    for (const name of ['streams', 'register', 'apiKeys']) await this.database.make(name);
    await this.streams.createIndexes([{ name: 'hashes', key: { hashes: 1, since: 1 } }]);
    const first = { lookupKey: new Binary(fewRandomBytes(32)), lookupsThrough: null, numbered: 0 };
    await this.register.updateOne({ _id: 'register' }, { $setOnInsert: first }, { upsert: true });
  }

  private async found(streams: readonly string[]): Promise<Map<string, Buffer | 'destroyed'>> {
    const wanted = [...new Set(streams)];
    const stored = await this.read(() => this.streams.find({ _id: { $in: wanted } }, { batchSize: wanted.length + 1 }).toArray());
    const found = new Map<string, Buffer | 'destroyed'>();
    for (const { _id, key, destroyedAt } of stored) {
      if (key) found.set(_id, bytesOf(key));
      else if (destroyedAt) found.set(_id, 'destroyed');
    }
    return found;
  }

  /** Where neither key nor tombstone stands; answers what is stored then, whoever wrote it. */
  private async made(streams: readonly string[]): Promise<Map<string, Buffer | 'destroyed'>> {
    const absent = { key: { $exists: false } };
    await this.updateLiving(
      streams.map((stream) => ({ stream, where: absent, update: { $set: { key: new Binary(fewRandomBytes(32)) } } })),
    );
    return this.found(streams);
  }

  /** Streams that are not destroyed, nor otherwise than `where`, those that are not there yet too; the others stay as they are. */
  private async updateLiving(changes: readonly Change[]): Promise<void> {
    const writesOf = (upsert: boolean): AnyBulkWriteOperation<StoredStream>[] =>
      changes.map(({ stream, where, update }) => ({
        updateOne: { filter: { _id: stream, destroyedAt: { $exists: false }, ...where }, update, upsert },
      }));
    await this.write(async () => {
      try {
        await this.streams.bulkWrite(writesOf(true), { ordered: false });
      } catch (error) {
        if (!isThereAlready(error)) throw error;
        // Either it is not to be changed, or somebody else made it between the server's look and its insert.
        await this.streams.bulkWrite(writesOf(false), { ordered: false });
      }
    });
  }

  /** That nobody else is given. */
  private async nextNumber(): Promise<number> {
    const register = await this.write(() =>
      this.register.findOneAndUpdate({ _id: 'register' }, { $inc: { numbered: 1 } }, { returnDocument: 'after' }),
    );
    return register!.numbered;
  }

  private async registered(): Promise<StoredRegister> {
    return (await this.read(() => this.register.findOne({ _id: 'register' })))!;
  }

  private async write<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await within(deadline, work());
    } catch (error) {
      throw unavailable(error);
    }
  }

  private read<T>(work: () => Promise<T>): Promise<T> {
    return this.write(work);
  }
}

/** Milliseconds for one call. The driver has none of its own: it can wait for ever at a connection that broke under it. */
const deadline = 10_000;
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

const bytesOf = (binary: Binary): Buffer => Buffer.from(binary.buffer.subarray(0, binary.length()));

const apiKeyOf = ({ _id: sha256, prefix, actor, createdAt, expiresAt, revokedAt }: StoredApiKey): ApiKey => ({
  sha256,
  prefix,
  actor,
  createdAt,
  expiresAt,
  revokedAt,
});
