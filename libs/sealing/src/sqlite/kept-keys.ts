import type { SqliteFile } from '@redress/sqlite';
import { type Kept, type LookupRow, OtherKeyStored, type StreamKey } from '../key-store';

export const insertKey =
  'INSERT INTO stream (name, key) VALUES (?, ?) ON CONFLICT DO UPDATE SET key = excluded.key WHERE key IS NULL AND destroyedAt IS NULL';
export const insertApiKey =
  'INSERT INTO api_key (sha256, prefix, actor, role, createdAt, expiresAt, revokedAt) VALUES (?, ?, ?, ?, ?, ?, ?)';

const rowsInPart = 1_000;
const keysAfter = `SELECT id, name AS stream, key FROM stream WHERE id > ? AND key IS NOT NULL ORDER BY id LIMIT ${rowsInPart}`;
const lookupsAfter = `SELECT lookup.id, hash, name AS stream FROM lookup JOIN stream ON stream.id = lookup.stream
  WHERE lookup.id > ? ORDER BY lookup.id LIMIT ${rowsInPart}`;

/** The keys and the look-ups of a file, in parts that others may write between. */
export function* everythingIn(file: SqliteFile): Generator<Kept> {
  for (const rows of parts(file, keysAfter))
    yield { keys: rows.map(({ stream, key }) => ({ stream: stream as string, key: Buffer.from(key as Uint8Array) })) };
  for (const rows of parts(file, lookupsAfter))
    yield { lookups: rows.map(({ hash, stream }) => ({ hash: hash as string, stream: stream as string })) };
}

function* parts(file: SqliteFile, select: string): Generator<ReturnType<SqliteFile['all']>> {
  for (let last = 0; ;) {
    const rows = file.all(select, last);
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)!['id'] as number;
  }
}

/** Within a transaction of the caller's. Throws OtherKeyStored. */
export const takeInto = (file: SqliteFile, { lookupKey, apiKeys = [], keys = [], lookups = [] }: Omit<Kept, 'tombstones'>): void => {
  if (lookupKey) takeLookupKey(file, lookupKey);
  for (const { sha256, prefix, actor, createdAt, expiresAt, revokedAt } of apiKeys) {
    file.run(`${insertApiKey} ON CONFLICT DO NOTHING`, sha256, prefix, actor.id, actor.role, createdAt, expiresAt, revokedAt);
    file.run('UPDATE api_key SET revokedAt = coalesce(revokedAt, ?) WHERE sha256 = ?', revokedAt, sha256);
  }
  for (const key of keys) takeKey(file, key);
  for (const row of lookups) addLookup(file, row);
};

const takeKey = (file: SqliteFile, { stream, key }: StreamKey): void => {
  if (file.run(insertKey, stream, key) > 0) return;
  const there = file.one('SELECT key FROM stream WHERE name = ?', stream)!['key'] as Uint8Array | null;
  if (there !== null && !key.equals(there)) throw new OtherKeyStored(stream);
};

const takeLookupKey = (file: SqliteFile, key: Buffer): void => {
  const { lookupKey } = file.one('SELECT lookupKey FROM register')!;
  if (key.equals(lookupKey as Uint8Array)) return;
  if (file.one('SELECT 1 FROM lookup LIMIT 1')) throw new OtherKeyStored(null);
  file.run('UPDATE register SET lookupKey = ?', key);
};

export const addLookup = (file: SqliteFile, { hash, stream }: LookupRow): void => {
  file.run('INSERT INTO stream (name) VALUES (?) ON CONFLICT DO NOTHING', stream);
  file.run(
    'INSERT INTO lookup (hash, stream) SELECT ?, id FROM stream WHERE name = ? AND destroyedAt IS NULL ON CONFLICT DO NOTHING',
    hash,
    stream,
  );
};
