import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, type SqliteEventStoreOptions } from '@redress/event-store';

/** Event stores on one file in a folder of its own; `remove` closes them and takes the folder away. */
export class SqliteStores {
  readonly folder = mkdtempSync(join(tmpdir(), 'redress-events-'));
  readonly path = join(this.folder, 'events.db');
  private readonly opened: SqliteEventStore[] = [];

  open(options: SqliteEventStoreOptions = {}, path = this.path): SqliteEventStore {
    const store = new SqliteEventStore(path, options);
    this.opened.push(store);
    return store;
  }

  async remove(): Promise<void> {
    for (const store of this.opened) await store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
