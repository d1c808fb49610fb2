import type { FileKind } from '@redress/sqlite';

/**
 * What every collection shares; each has its own tables beside these (`CollectionTables`), so that dropping one costs nothing row by row.
 * Ids are never given again, so that nobody reads another collection by an old one. Pages are smaller than usual because a batch that
 * follows a few commands changes little of each page it touches, and the log of a file takes whole ones; still smaller ones make reading slower.
 */
export const viewsFile: FileKind = {
  name: 'store of views',
  mark: 'RDvw',
  version: 2,
  pageBytes: 8_192,
  schema: `
    CREATE TABLE collection (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, readModel TEXT NOT NULL, generation INTEGER NOT NULL,
      shape TEXT NOT NULL, position TEXT, turn INTEGER NOT NULL DEFAULT 0, completeness TEXT NOT NULL, retired INTEGER NOT NULL DEFAULT 0,
      firstDay INTEGER, lastDay INTEGER, built INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE served (readModel TEXT PRIMARY KEY, generation INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE parked (collection INTEGER, stream TEXT, revision INTEGER NOT NULL, reason TEXT NOT NULL, build TEXT NOT NULL,
      PRIMARY KEY (collection, stream)) STRICT, WITHOUT ROWID;
    CREATE TABLE lease (readModel TEXT PRIMARY KEY, holder TEXT, beat INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
};
