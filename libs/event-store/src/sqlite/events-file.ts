import type { FileKind } from '@redress/sqlite';

/**
 * Integer ids for streams and codes for types: half the bytes, and twice the appends a second. There is no index on event ids; one on
 * random ids costs a third of all appends, and a repeated append is found by its stream and revision.
 */
export const eventsFile: FileKind = {
  name: 'event log',
  mark: 'RDev',
  version: 1,
  pageBytes: 4_096,
  schema: `
    CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE type (code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE event (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES stream, revision INTEGER NOT NULL, id TEXT NOT NULL,
      type INTEGER NOT NULL REFERENCES type, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision)) STRICT;`,
};
