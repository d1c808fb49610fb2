import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteFile } from '@redress/sqlite';
import { documentStoreContract } from '@redress/testing';
import { SqliteDocumentStore } from './sqlite-document-store';
import { viewsFile } from './views-file';

documentStoreContract('SqliteDocumentStore', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-views-'));
  const files = [1, 2].map(() => new SqliteFile(join(folder, 'views.db'), viewsFile, { durability: 'NORMAL' }));
  const [store, second] = files.map((file) => new SqliteDocumentStore(file)) as [SqliteDocumentStore, SqliteDocumentStore];
  return {
    store,
    second,
    close: async () => {
      files.forEach((file) => file.close());
      rmSync(folder, { recursive: true });
    },
  };
});
