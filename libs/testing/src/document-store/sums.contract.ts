import * as fc from 'fast-check';
import { type Counter, type DocumentStore, type Sum, SumTooLarge } from '@redress/projections';
import { batch, collection, counter, desk, type OpenDocumentStore, shape, start } from './opened';

/** Sums over days, against the sum of the counters themselves. */
export const sumPromises = (open: OpenDocumentStore): void => {
  let store: DocumentStore;
  let close: () => Promise<void>;
  const fresh = async (): Promise<void> => {
    ({ store, close } = await open());
    await store.prepare(collection, shape);
    await store.build(collection);
  };
  const sorted = (sums: readonly Sum[]): Sum[] =>
    [...sums].sort((a, b) => (JSON.stringify([a.metric, a.key]) < JSON.stringify([b.metric, b.key]) ? -1 : 1));
  const recomputed = (counters: readonly Counter[], from: string | null, to: string | null): Sum[] => {
    const sums = new Map<string, Sum>();
    for (const { basis, dimension, day, key, metric, value } of counters) {
      if (basis !== 'received' || dimension !== 'product' || (from !== null && day < from) || (to !== null && day > to)) continue;
      const name = JSON.stringify([key, metric]);
      sums.set(name, { key, metric, value: (sums.get(name)?.value ?? 0) + value });
    }
    return sorted([...sums.values()].filter(({ value }) => value !== 0));
  };
  const day = fc
    .record({
      year: fc.integer({ min: 2023, max: 2026 }),
      month: fc.constantFrom(1, 2, 3, 11, 12),
      date: fc.constantFrom(1, 2, 15, 28, 29, 30, 31),
    })
    .map(({ year, month, date }) => new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10));
  const one: fc.Arbitrary<Counter> = fc.record({
    basis: fc.constantFrom('received', 'event'),
    day,
    dimension: fc.constantFrom('product', 'all'),
    key: fc.constantFrom(null, 'Kettle', 'Toaster'),
    metric: fc.constantFrom('received', 'closed'),
    value: fc.integer({ min: -3, max: 9 }).filter((value) => value !== 0),
  });
  const bound = fc.option(day, { nil: null });

  it('sum up exactly the days from one to another, both inclusive, whatever was counted in which batches before or after it was built', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(one, { maxLength: 30 }), { maxLength: 4 }),
        fc.array(fc.tuple(bound, bound), { minLength: 5 }),
        fc.nat({ max: 4 }),
        async (batches, bounds, builtAt) => {
          ({ store, close } = await open());
          await store.prepare(collection, shape);
          try {
            let at = start;
            let isBuilt = false;
            const build = async (): Promise<void> => {
              await store.build(collection, (doc) => (doc as { counted: readonly Counter[] }).counted);
              isBuilt = true;
            };
            for (const [n, counted] of batches.entries()) {
              if (n === builtAt) await build();
              const documents = new Map([[`d${n}`, { ...desk(`d${n}`), counted }]]);
              at = await store.apply(batch(at, String(n + 1), { documents, counters: isBuilt ? counted : null }));
            }
            if (!isBuilt) await build();
            for (const [from, to] of bounds) {
              const sums = await store.sums(collection, { basis: 'received', dimension: 'product', from, to });
              expect(sorted(sums)).toEqual(recomputed(batches.flat(), from, to));
            }
          } finally {
            await close();
          }
        },
      ),
      { numRuns: 25 },
    ));
  it('refuse a sum beyond the safe integers, though each day is within them', async () => {
    await fresh();
    const most = Number.MAX_SAFE_INTEGER;
    const counters = [counter('2026-05-01', -most), counter('2026-06-30', most), counter('2026-07-01', most)];
    let at = start;
    for (const [n, each] of counters.entries()) at = await store.apply(batch(at, String(n + 1), { counters: [each] }));
    const both = { basis: 'received', dimension: 'all', from: '2026-06-30', to: '2026-07-01' } as const;
    await expect(store.sums(collection, both)).rejects.toThrow(SumTooLarge);
    expect(await store.sums(collection, { ...both, to: '2026-06-30' })).toEqual([{ key: null, metric: 'received', value: most }]);
    await close();
  });
  it('answer nothing where nothing is counted', async () => {
    await fresh();
    expect(await store.sums(collection, { basis: 'received', dimension: 'all', from: null, to: null })).toEqual([]);
    await store.apply(batch(start, '1', { counters: [counter('2026-05-01', 1)] }));
    expect(await store.sums(collection, { basis: 'received', dimension: 'all', from: '2026-05-02', to: null })).toEqual([]);
    expect(await store.sums(collection, { basis: 'received', dimension: 'all', from: '2026-05-02', to: '2026-05-01' })).toEqual([]);
    expect(await store.sums(collection, { basis: 'event', dimension: 'all', from: null, to: null })).toEqual([]);
    await close();
  });
};
