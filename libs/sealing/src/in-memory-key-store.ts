import { randomBytes } from 'node:crypto';
import type { Instant } from '@redress/kernel';
import { type ApiKey, KeyDestroyed, type Kept, KeyStore, type LookupRow, type NoKey, OtherKeyStored, type Tombstone } from './key-store';

/** For tests, and for whoever wants to try the engine without a file. */
export class InMemoryKeyStore extends KeyStore {
  private readonly keys = new Map<string, Buffer>();
  private readonly destroyed = new Map<string, Instant>();
  private registerKey: Buffer = randomBytes(32);
  private rows: LookupRow[] = [];
  private through: string | null = null;
  private api: ApiKey[] = [];

  async keyOf(stream: string): Promise<Buffer> {
    const key = this.made(stream);
    if (key === 'destroyed') throw new KeyDestroyed(stream);
    return key;
  }

  async keysOf(streams: readonly string[]): Promise<readonly (Buffer | 'destroyed')[]> {
    return streams.map((stream) => this.made(stream));
  }

  async find(stream: string): Promise<Buffer | NoKey> {
    return this.destroyed.has(stream) ? 'destroyed' : (this.keys.get(stream) ?? 'none');
  }

  async destroy(stream: string, destroyedAt: Instant): Promise<void> {
    this.keys.delete(stream);
    this.rows = this.rows.filter((row) => row.stream !== stream);
    if (!this.destroyed.has(stream)) this.destroyed.set(stream, destroyedAt);
  }

  async tombstones(): Promise<readonly Tombstone[]> {
    return [...this.destroyed].map(([stream, destroyedAt]) => ({ stream, destroyedAt }));
  }

  async lookupKey(): Promise<Buffer> {
    return this.registerKey;
  }

  async addLookups(rows: readonly LookupRow[]): Promise<void> {
    for (const { hash, stream } of rows) {
      const known = this.rows.some((row) => row.hash === hash && row.stream === stream);
      if (!known && !this.destroyed.has(stream)) this.rows.push({ hash, stream });
    }
  }

  async findStreams(hash: string): Promise<readonly string[]> {
    return this.rows.filter((row) => row.hash === hash).map(({ stream }) => stream);
  }

  async lookupsThrough(): Promise<string | null> {
    return this.through;
  }

  async setLookupsThrough(position: string): Promise<void> {
    this.through = position;
  }

  async addApiKey(key: ApiKey): Promise<void> {
    this.api.push(key);
  }

  async findApiKey(sha256: string): Promise<ApiKey | null> {
    return this.api.find((key) => key.sha256 === sha256) ?? null;
  }

  async apiKeys(): Promise<readonly ApiKey[]> {
    return [...this.api];
  }

  async revokeApiKey(prefix: string, revokedAt: Instant): Promise<boolean> {
    this.api = this.api.map((key) => (key.prefix === prefix ? { ...key, revokedAt: key.revokedAt ?? revokedAt } : key));
    return this.api.some((key) => key.prefix === prefix);
  }

  async *everything(): AsyncGenerator<Kept> {
    yield { tombstones: await this.tombstones(), lookupKey: this.registerKey, apiKeys: [...this.api] };
    yield { keys: [...this.keys].map(([stream, key]) => ({ stream, key })) };
    yield { lookups: [...this.rows] };
  }

  async take({ tombstones = [], lookupKey, apiKeys = [], keys = [], lookups = [] }: Kept): Promise<void> {
    for (const { stream, destroyedAt } of tombstones) await this.destroy(stream, destroyedAt);
    if (lookupKey) this.takeLookupKey(lookupKey);
    for (const { stream, key } of keys) {
      const there = await this.find(stream);
      if (there === 'none') this.keys.set(stream, key);
      else if (there !== 'destroyed' && !there.equals(key)) throw new OtherKeyStored(stream);
    }
    await this.addLookups(lookups);
    for (const key of apiKeys) {
      if (!(await this.findApiKey(key.sha256))) this.api.push(key);
      else if (key.revokedAt !== null) await this.revokeApiKey(key.prefix, key.revokedAt);
    }
  }

  async close(): Promise<void> {}

  private takeLookupKey(key: Buffer): void {
    if (this.registerKey.equals(key)) return;
    if (this.rows.length > 0) throw new OtherKeyStored(null);
    this.registerKey = key;
  }

  private made(stream: string): Buffer | 'destroyed' {
    if (this.destroyed.has(stream)) return 'destroyed';
    const key = this.keys.get(stream) ?? randomBytes(32);
    this.keys.set(stream, key);
    return key;
  }
}
