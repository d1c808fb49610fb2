import type { Instant } from '@redress/kernel';
import { type OpenOptions, type Row, SqliteFailure, SqliteFile } from '@redress/sqlite';
import {
  type ApiKey,
  type Kept,
  KeyDestroyed,
  KeyStillStored,
  KeyStore,
  KeysUnavailable,
  type LookupRow,
  type NoKey,
  type Tombstone,
} from '../key-store';
import { fewRandomBytes } from '../random';
import { addLookup, everythingIn, insertApiKey, insertKey, takeInto } from './kept-keys';
import { keysFile } from './keys-file';
import { fileHolds } from './search-files';

interface Caller {
  readonly stream: string;
  readonly resolve: (key: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

/** `keys.db`: its own file, so that a copy of the events opens nothing. */
export class SqliteKeyStore extends KeyStore {
  private readonly file: SqliteFile;
  private waiting: Caller[] = [];

  /** Throws FileRefused. */
  constructor(path: string, options: Pick<OpenOptions, 'readOnly' | 'busyTimeout'> = {}) {
    super();
    this.file = new SqliteFile(path, keysFile, { ...options, secureDelete: true });
  }

  async keyOf(stream: string): Promise<Buffer> {
    const key = this.found(stream);
    if (key === 'destroyed') throw new KeyDestroyed(stream);
    return key === 'none' ? this.madeWithOthers(stream) : key;
  }

  async keysOf(streams: readonly string[]): Promise<readonly (Buffer | 'destroyed')[]> {
    const keys = streams.map((stream) => this.found(stream));
    if (!keys.includes('none')) return keys as (Buffer | 'destroyed')[];
    return this.written(() => streams.map((stream) => this.made(stream)));
  }

  async find(stream: string): Promise<Buffer | NoKey> {
    return this.found(stream);
  }

  async destroy(stream: string, destroyedAt: Instant): Promise<void> {
    await this.destroyAll([{ stream, destroyedAt }]);
  }

  async tombstones(): Promise<readonly Tombstone[]> {
    return this.file.all(
      'SELECT name AS stream, destroyedAt FROM stream WHERE destroyedAt IS NOT NULL ORDER BY id',
    ) as unknown as Tombstone[];
  }

  async lookupKey(): Promise<Buffer> {
    return Buffer.from(this.register['lookupKey'] as Uint8Array);
  }

  async addLookups(rows: readonly LookupRow[]): Promise<void> {
    this.written(() => rows.forEach((row) => addLookup(this.file, row)));
  }

  async findStreams(hash: string): Promise<readonly string[]> {
    const rows = this.file.all('SELECT name FROM lookup JOIN stream ON stream.id = lookup.stream WHERE hash = ? ORDER BY lookup.id', hash);
    return rows.map(({ name }) => name as string);
  }

  async lookupsThrough(): Promise<string | null> {
    return this.register['lookupsThrough'] as string | null;
  }

  async setLookupsThrough(position: string): Promise<void> {
    this.written(() => this.file.run('UPDATE register SET lookupsThrough = ?', position));
  }

  async addApiKey({ sha256, prefix, actor, createdAt, expiresAt, revokedAt }: ApiKey): Promise<void> {
    this.written(() => this.file.run(insertApiKey, sha256, prefix, actor.id, actor.role, createdAt, expiresAt, revokedAt));
  }

  async findApiKey(sha256: string): Promise<ApiKey | null> {
    const row = this.file.one('SELECT * FROM api_key WHERE sha256 = ?', sha256);
    return row ? apiKey(row) : null;
  }

  async apiKeys(): Promise<readonly ApiKey[]> {
    return this.file.all('SELECT * FROM api_key ORDER BY id').map(apiKey);
  }

  async revokeApiKey(prefix: string, revokedAt: Instant): Promise<boolean> {
    return (
      this.written(() => this.file.run('UPDATE api_key SET revokedAt = coalesce(revokedAt, ?) WHERE prefix = ?', revokedAt, prefix)) > 0
    );
  }

  async *everything(): AsyncGenerator<Kept> {
    yield { tombstones: await this.tombstones(), lookupKey: await this.lookupKey(), apiKeys: await this.apiKeys() };
    yield* everythingIn(this.file);
  }

  async take({ tombstones = [], ...others }: Kept): Promise<void> {
    if (tombstones.length > 0) await this.destroyAll(tombstones);
    this.written(() => takeInto(this.file, others));
  }

  /** A whole and checked copy beside any number of writers. Throws FileRefused. */
  copyTo(path: string): void {
    this.file.copyTo(path);
  }

  async close(): Promise<void> {
    this.makeWaiting();
    this.file.close();
  }

  private found(stream: string): Buffer | NoKey {
    const row = this.file.one('SELECT key, destroyedAt FROM stream WHERE name = ?', stream);
    if (row?.['key']) return Buffer.from(row['key'] as Uint8Array);
    return row?.['destroyedAt'] ? 'destroyed' : 'none';
  }

  /** One transaction for all that ask within one turn of the event loop: its price is the disk's, not the number's. */
  private madeWithOthers(stream: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (this.waiting.push({ stream, resolve, reject }) === 1) setImmediate(() => this.makeWaiting());
    });
  }

  private makeWaiting(): void {
    const callers = this.waiting;
    this.waiting = [];
    if (callers.length === 0) return;
    try {
      const keys = this.written(() => callers.map(({ stream }) => this.made(stream)));
      callers.forEach(({ stream, resolve, reject }, index) => {
        const key = keys[index]!;
        if (key === 'destroyed') reject(new KeyDestroyed(stream));
        else resolve(key);
      });
    } catch (error) {
      callers.forEach(({ reject }) => reject(error));
    }
  }

  private made(stream: string): Buffer | 'destroyed' {
    const fresh = fewRandomBytes(32);
    return this.file.run(insertKey, stream, fresh) > 0 ? fresh : (this.found(stream) as Buffer | 'destroyed');
  }

  /**
   * SQLite overwrites what it deletes, but a page that was split before may hold a second copy in its free space, and the log holds the
   * old page until it is cut: so the files are searched, and written anew where something is found.
   */
  private async destroyAll(tombstones: readonly Tombstone[]): Promise<void> {
    const { stream } = tombstones[0]!;
    const secrets = this.written(() => tombstones.flatMap((each) => this.destroyed(each.stream, each.destroyedAt)));
    if (!this.file.checkpoint()) throw new KeyStillStored(stream);
    if (!(await this.filesHold(secrets))) return;
    this.rewritten();
    if (!this.file.checkpoint() || (await this.filesHold(secrets))) throw new KeyStillStored(stream);
  }

  /** Answers the byte strings that must not be found any more. */
  private destroyed(stream: string, destroyedAt: Instant): readonly Buffer[] {
    const key = this.found(stream);
    this.file.run(
      'INSERT INTO stream (name, destroyedAt) VALUES (?, ?) ON CONFLICT DO UPDATE SET key = NULL, destroyedAt = coalesce(destroyedAt, excluded.destroyedAt)',
      stream,
      destroyedAt,
    );
    const id = this.file.one('SELECT id FROM stream WHERE name = ?', stream)!['id'] as number;
    const hashes = this.file.all('SELECT hash FROM lookup WHERE stream = ?', id).map(({ hash }) => hash as string);
    this.file.run('DELETE FROM lookup WHERE stream = ?', id);
    const shared = (hash: string): boolean => this.file.one('SELECT 1 FROM lookup WHERE hash = ?', hash) !== undefined;
    return [...(Buffer.isBuffer(key) ? [key] : []), ...hashes.filter((hash) => !shared(hash)).map((hash) => Buffer.from(hash))];
  }

  private async filesHold(secrets: readonly Buffer[]): Promise<boolean> {
    if (secrets.length === 0) return false;
    const found = await Promise.all([this.file.path, `${this.file.path}-wal`].map((path) => fileHolds(path, secrets)));
    return found.includes(true);
  }

  private get register(): Row {
    return this.file.one('SELECT lookupKey, lookupsThrough FROM register')!;
  }

  private rewritten(): void {
    translated(() => this.file.exec('VACUUM'));
  }

  private written<T>(work: () => T): T {
    return translated(() => this.file.transaction(work));
  }
}

const translated = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SqliteFailure)) throw error;
    throw new KeysUnavailable(error.kind === 'full' || error.kind === 'busy' ? error.kind : 'failed', error);
  }
};

const apiKey = (row: Row): ApiKey => {
  const { sha256, prefix, actor, role, createdAt, expiresAt, revokedAt } = row as unknown as Omit<ApiKey, 'actor'> & {
    actor: string;
    role: string;
  };
  return { sha256, prefix, actor: { id: actor, role } as ApiKey['actor'], createdAt, expiresAt, revokedAt };
};
