import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteFile } from '@redress/sqlite';
import { documentStoreContract } from '@redress/testing';
import { type Batch, type Lease, Unstorable } from '../document-store';
import type { Counter } from '../projection';
import { Sum256 } from '../sum-256';
import { counterName } from '../tally';
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

describe('a store of views', () => {
  const shape = { build: 'one', indexes: [['name']], rowIndexes: [] };
  const nothing: Batch = {
    collection: 'desk@1.0',
    from: { position: null, turn: 0 },
    to: '1',
    documents: new Map(),
    counters: [],
    rows: [],
    parked: [],
    drained: [],
    completeness: new Sum256().hex,
  };
  const opened = async () => {
    const file = new SqliteFile(':memory:', viewsFile, { durability: 'NORMAL' });
    const store = new SqliteDocumentStore(file);
    await store.prepare('desk@1.0', shape);
    await store.build('desk@1.0');
    return { file, store };
  };

  it('knows who holds which lease when it is closed and opened again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'redress-views-'));
    const held: (Lease | null)[] = [];
    for (const holder of ['one', 'two']) {
      const file = new SqliteFile(join(folder, 'views.db'), viewsFile, { durability: 'NORMAL' });
      const store = new SqliteDocumentStore(file);
      held.push(await store.takeLease('desk@1', await store.lease('desk@1'), holder));
      file.close();
    }
    rmSync(folder, { recursive: true });
    expect(held).toEqual([
      { holder: 'one', beat: 1 },
      { holder: 'two', beat: 2 },
    ]);
  });
  it('keeps a NUL in a document, and refuses one in a name that SQLite would cut off', async () => {
    const { file, store } = await opened();
    const at = await store.apply({ ...nothing, documents: new Map([['a', { name: 'a', text: 'x\0y' }]]) });
    expect(await store.document('desk@1.0', 'a')).toEqual({ name: 'a', text: 'x\0y' });
    const counter = { basis: 'event' as const, day: '2026-05-01', dimension: 'd', key: 'x\0y', metric: 'm', value: 1 };
    for (const bad of [
      { documents: new Map([['a\0b', { name: 'a' }]]) },
      { documents: new Map([['a', { name: 'x\0y' }]]) },
      { counters: [counter] },
    ]) {
      await expect(store.apply({ ...nothing, from: at, to: '2', ...bad })).rejects.toThrow(Unstorable);
    }
    file.close();
  });
  it('names counters in digests as the golden vectors do, whatever stands in their parts', async () => {
    const odd = 'a"b\\c\nd şikayət / 𝌆';
    const parts: Omit<Counter, 'day' | 'value'>[] = [
      { basis: 'event', dimension: odd, key: null, metric: 'm' },
      { basis: 'received', dimension: 'd', key: odd, metric: odd },
      { basis: 'received', dimension: 'd', key: '', metric: 'm' },
    ];
    const counters = parts.flatMap((each) => ['2026-05-01', '2025-12-31'].map((day, n): Counter => ({ ...each, day, value: n - 7 })));
    const { file, store } = await opened();
    await store.apply({ ...nothing, counters });
    const expected = new Sum256();
    counters.forEach((each) => expected.addFrame([`counter ${counterName(each)}`, String(each.value)]));
    expect((await store.digests('desk@1.0')).content).toBe(expected.hex);
    file.close();
  });
  it('reads a page from an index alone and never sorts', async () => {
    const { file, store } = await opened();
    const plans: string[] = [];
    const all = file.all.bind(file);
    jest.spyOn(file, 'all').mockImplementation((sql, ...params) => {
      if (sql.startsWith('SELECT body')) plans.push(...all(`EXPLAIN QUERY PLAN ${sql}`, ...params).map(({ detail }) => detail as string));
      return all(sql, ...params);
    });
    await store.page('desk@1.0', { index: ['name'], limit: 5 });
    await store.page('desk@1.0', { index: ['name'], equals: { name: 'a' }, limit: 5 });
    expect(plans).toEqual(['SCAN document_1 USING INDEX document_1_0', 'SEARCH document_1 USING INDEX document_1_0 (c0=?)']);
    file.close();
  });
});
