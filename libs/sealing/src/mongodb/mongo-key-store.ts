import type { Instant } from '@redress/kernel';
import { MongoDatabase, type OpenMongoOptions } from '@redress/mongodb';
import { Binary, type Collection } from 'mongodb';
import {
  type ApiKey,
  KeyDestroyed,
  type Kept,
  KeyStore,
  type LookupRow,
  type NoKey,
  OtherKeyStored,
  type StreamKey,
  type Tombstone,
} from '../key-store';
import { fewRandomBytes } from '../random';
import { whereAvailable } from './failures';
import { keysDatabase, type StoredApiKey, type StoredRegister, type StoredStream } from './keys-database';
import { bytesOf, StreamDocuments } from './stream-documents';

/**
 * Keys, look-ups and API keys in a database of their own. A destroyed key opens nothing from then on, and no query, dump or backup taken
 * later holds it; but MongoDB overwrites no bytes: they stay in its log of operations until that wraps around, and in free pages of its
 * files until those are used again. So keep this database on an encrypted disk, or the keys in a file (`sqlite:`).
 */
export class MongoKeyStore extends KeyStore {
  private readonly stored: Collection<StoredStream>;
  private readonly streams: StreamDocuments;
  private readonly register: Collection<StoredRegister>;
  private readonly api: Collection<StoredApiKey>;
  /** It changes only where a register is moved here. */
  private knownLookupKey: Buffer | null = null;

  private constructor(private readonly database: MongoDatabase) {
    super();
    this.stored = database.collection('streams');
    this.streams = new StreamDocuments(this.stored);
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
    const known = await this.streams.found(streams);
    const missing = [...new Set(streams)].filter((stream) => !known.has(stream));
    const made = missing.length === 0 ? known : await this.streams.given(missing.map((stream) => ({ stream, key: fewRandomBytes(32) })));
    return streams.map((stream) => (known.get(stream) ?? made.get(stream))!);
  }

  async find(stream: string): Promise<Buffer | NoKey> {
    return (await this.streams.found([stream])).get(stream) ?? 'none';
  }

  async destroy(stream: string, destroyedAt: Instant): Promise<void> {
    await this.streams.destroy([{ stream, destroyedAt }], await this.nextNumbers(1));
  }

  async tombstones(): Promise<readonly Tombstone[]> {
    const found = await this.read(() =>
      this.stored
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
    await this.streams.addLookups(rows, await this.nextNumbers(rows.length));
  }

  async findStreams(hash: string): Promise<readonly string[]> {
    const found = await this.read(() => this.stored.find({ hashes: hash }, { hint: 'hashes' }).sort({ since: 1 }).toArray());
    return found.map(({ _id }) => _id);
  }

  async lookupsThrough(): Promise<string | null> {
    return (await this.registered()).lookupsThrough;
  }

  async setLookupsThrough(position: string): Promise<void> {
    await this.write(() => this.register.updateOne({ _id: 'register' }, { $set: { lookupsThrough: position } }));
  }

  async addApiKey({ sha256, prefix, actor, createdAt, expiresAt, revokedAt }: ApiKey): Promise<void> {
    const n = await this.nextNumbers(1);
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

  async *everything(): AsyncGenerator<Kept> {
    yield { tombstones: await this.tombstones(), lookupKey: await this.lookupKey(), apiKeys: await this.apiKeys() };
    yield* this.streams.everything();
  }

  async take({ tombstones = [], lookupKey, apiKeys = [], keys = [], lookups = [] }: Kept): Promise<void> {
    if (tombstones.length > 0) await this.streams.destroy(tombstones, await this.nextNumbers(tombstones.length));
    if (lookupKey) await this.takeLookupKey(lookupKey);
    for (const key of apiKeys) await this.takeApiKey(key);
    await this.takeKeys(keys);
    await this.addLookups(lookups);
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  private async takeLookupKey(key: Buffer): Promise<void> {
    const there = await this.lookupKey();
    if (there.equals(key)) return;
    if (await this.read(() => this.stored.findOne({ hashes: { $exists: true } }))) throw new OtherKeyStored(null);
    await this.write(() => this.register.updateOne({ _id: 'register' }, { $set: { lookupKey: new Binary(key) } }));
    this.knownLookupKey = key;
  }

  private async takeApiKey({ sha256, ...key }: ApiKey): Promise<void> {
    const n = await this.nextNumbers(1);
    await this.write(() => this.api.updateOne({ _id: sha256 }, { $setOnInsert: { n, ...key } }, { upsert: true }));
    if (key.revokedAt === null) return;
    await this.write(() => this.api.updateOne({ _id: sha256, revokedAt: null }, { $set: { revokedAt: key.revokedAt } }));
  }

  private async takeKeys(keys: readonly StreamKey[]): Promise<void> {
    if (keys.length === 0) return;
    const known = await this.streams.found(keys.map(({ stream }) => stream));
    const missing = keys.filter(({ stream }) => !known.has(stream));
    const given = missing.length === 0 ? known : await this.streams.given(missing);
    for (const { stream, key } of keys) {
      const there = known.get(stream) ?? given.get(stream)!;
      if (there !== 'destroyed' && !there.equals(key)) throw new OtherKeyStored(stream);
    }
  }

  /** Of several processes that begin at once the first makes what is random. */
  private async make(): Promise<void> {
    for (const name of ['streams', 'register', 'apiKeys']) await this.database.make(name);
    await this.stored.createIndexes([{ name: 'hashes', key: { hashes: 1, since: 1 } }]);
    const first = { lookupKey: new Binary(fewRandomBytes(32)), lookupsThrough: null, numbered: 0 };
    await this.register.updateOne({ _id: 'register' }, { $setOnInsert: first }, { upsert: true });
  }

  /** The first of so many that nobody else is given. */
  private async nextNumbers(count: number): Promise<number> {
    const register = await this.write(() =>
      this.register.findOneAndUpdate({ _id: 'register' }, { $inc: { numbered: count } }, { returnDocument: 'after' }),
    );
    return register!.numbered - count + 1;
  }

  private async registered(): Promise<StoredRegister> {
    return (await this.read(() => this.register.findOne({ _id: 'register' })))!;
  }

  private write<T>(work: () => Promise<T>): Promise<T> {
    return whereAvailable(work);
  }

  private read<T>(work: () => Promise<T>): Promise<T> {
    return whereAvailable(work);
  }
}

const apiKeyOf = ({ _id: sha256, prefix, actor, createdAt, expiresAt, revokedAt }: StoredApiKey): ApiKey => ({
  sha256,
  prefix,
  actor,
  createdAt,
  expiresAt,
  revokedAt,
});
