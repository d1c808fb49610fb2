import type { FileKind } from '@redress/sqlite';

/** A stream has a row from its first key, look-up or tombstone on; `key` and `destroyedAt` are never both there. */
export const keysFile: FileKind = {
  name: 'key store',
  mark: 'RDky',
  version: 1,
  pageBytes: 4_096,
  schema: `
    CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, key BLOB, destroyedAt TEXT,
      CHECK (key IS NULL OR (destroyedAt IS NULL AND length(key) = 32))) STRICT;
    CREATE INDEX tombstone ON stream (destroyedAt) WHERE destroyedAt IS NOT NULL;
    CREATE TABLE lookup (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, stream INTEGER NOT NULL REFERENCES stream, UNIQUE (hash, stream)) STRICT;
    CREATE INDEX lookup_of_stream ON lookup (stream);
    CREATE TABLE register (one INTEGER PRIMARY KEY CHECK (one = 1), lookupKey BLOB NOT NULL, lookupsThrough TEXT) STRICT;
    INSERT INTO register VALUES (1, randomblob(32), NULL);
    CREATE TABLE api_key (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, prefix TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL,
      createdAt TEXT NOT NULL, expiresAt TEXT, revokedAt TEXT) STRICT;`,
};
