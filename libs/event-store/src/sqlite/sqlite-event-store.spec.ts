import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreContract } from '@redress/testing';
import { SqliteEventStore } from '..';

eventStoreContract('SqliteEventStore', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-events-'));
  const stores: SqliteEventStore[] = [];
  const another = async (): Promise<SqliteEventStore> => {
    const store = new SqliteEventStore(join(folder, 'events.db'));
    stores.push(store);
    return store;
  };
  const close = async (): Promise<void> => {
    for (const store of stores) await store.close();
    rmSync(folder, { recursive: true });
  };
  return { store: await another(), another, close };
});
