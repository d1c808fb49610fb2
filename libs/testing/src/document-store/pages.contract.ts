import { BadCursor, type DocumentStore, type PageQuery, type Row, type RowQuery } from '@redress/projections';
import { batch, collection, type Desk, desk, documentsOf, type OpenDocumentStore, row, shape, start } from './opened';

/** Documents and rows, page by page. */
export const pagePromises = (open: OpenDocumentStore): void => {
  let store: DocumentStore;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ store, close } = await open());
    await store.prepare(collection, shape);
    await store.build(collection);
    await store.apply(batch(start, '1', { documents: documentsOf(...desks), rows }));
  });
  afterAll(() => close());

  const desks: readonly Desk[] = Array.from({ length: 40 }, (_nothing, n) =>
    desk(`complaint-${String((n * 7) % 40).padStart(2, '0')}`, {
      open: n % 3 !== 0,
      rank: n % 4,
      receivedAt: `2026-05-${String(1 + (n % 9)).padStart(2, '0')}T09:30:00.000Z`,
      handler: ['none', 'leyla', 'omid', 'şəms'][n % 4]!,
    }),
  );
  const rows: readonly Row[] = Array.from({ length: 30 }, (_nothing, n) =>
    row(`complaint-${n % 4}`, Math.floor(n / 4), { actor: n % 3 === 0 ? 'omid' : 'leyla', day: `2026-05-0${1 + (n % 5)}`, n }),
  );

  const pages = async <D>(next: (after: string | null) => Promise<{ items: readonly D[]; next: string | null }>): Promise<D[][]> => {
    const found: D[][] = [];
    for (let after: string | null = null; ;) {
      const page: { items: readonly D[]; next: string | null } = await next(after);
      found.push([...page.items]);
      if (page.next === null) return found;
      after = page.next;
    }
  };
  const documentPages = (query: Omit<PageQuery, 'after'>) => pages((after) => store.page<Desk>(collection, { ...query, after }));
  const rowPages = (query: Omit<RowQuery, 'after'>) => pages((after) => store.pageRows(collection, { ...query, after }));
  const sorted = (kept: (each: Desk) => boolean, ...fields: readonly (keyof Desk)[]): Desk[] =>
    desks.filter(kept).sort(by(...fields, 'id'));
  const by =
    (...fields: readonly (keyof Desk)[]) =>
    (a: Desk, b: Desk): number => {
      const field = fields.find((each) => a[each] !== b[each]);
      return field === undefined ? 0 : a[field] < b[field] ? -1 : 1;
    };

  describe('documents', () => {
    it('come in the order of the index and then of their ids, each once, whatever the size of a page', async () => {
      const expected = sorted(({ open }) => open, 'rank', 'receivedAt');
      for (const limit of [1, 7, expected.length - 1, expected.length, 100]) {
        const found = await documentPages({ index: ['open', 'rank', 'receivedAt'], equals: { open: true }, limit });
        expect(found.flat()).toEqual(expected);
        expect(found.slice(0, -1).every(({ length }) => length === limit)).toBe(true);
      }
    });
    it('come without a condition in the order of all fields of the index', async () => {
      expect((await documentPages({ index: ['rank'], limit: 9 })).flat()).toEqual(sorted(() => true, 'rank'));
    });
    it('may be those that have any of some values, in one order and each once', async () => {
      const either = { index: ['handler', 'rank'], among: { field: 'handler', values: ['omid', 'leyla', 'nobody', 'omid'] } };
      const expected = sorted(({ handler }) => handler === 'omid' || handler === 'leyla', 'rank');
      expect((await documentPages({ ...either, limit: 3 })).flat()).toEqual(expected);
      expect((await documentPages({ ...either, among: { field: 'handler', values: [] }, limit: 3 })).flat()).toEqual([]);
    });
    it('may be any of very many values', async () => {
      const values = [...Array.from({ length: 3_000 }, (_nothing, n) => `staff-${n}`), 'şəms'];
      const found = await documentPages({ index: ['handler', 'rank'], among: { field: 'handler', values }, limit: 4 });
      expect(found.flat()).toEqual(sorted(({ handler }) => handler === 'şəms', 'rank'));
    });
    it('end before a bound on the first open field', async () => {
      const due = { index: ['open', 'rank', 'receivedAt'], equals: { open: true, rank: 2 }, below: '2026-05-04T09:30:00.000Z' };
      const expected = sorted(({ open, rank, receivedAt }) => open && rank === 2 && receivedAt < due.below, 'receivedAt');
      expect(expected.length).toBeGreaterThan(1);
      expect((await documentPages({ ...due, limit: 2 })).flat()).toEqual(expected);
    });
    it('begin at a bound on the first open field', async () => {
      const bounds = { atLeast: '2026-05-03T09:30:00.000Z', below: '2026-05-09T09:30:00.000Z' };
      const received = { index: ['open', 'rank', 'receivedAt'], equals: { open: true, rank: 2 }, ...bounds };
      const within = ({ receivedAt }: Desk): boolean => receivedAt >= bounds.atLeast && receivedAt < bounds.below;
      const expected = sorted((desk) => desk.open && desk.rank === 2 && within(desk), 'receivedAt');
      expect(expected.map(({ receivedAt }) => receivedAt)).toContain(bounds.atLeast);
      expect(expected.length).toBeLessThan(sorted(({ open, rank }) => open && rank === 2, 'receivedAt').length - 1);
      expect((await documentPages({ ...received, limit: 2 })).flat()).toEqual(expected);
    });
    it('may be asked for by a field that the index does not begin with', async () => {
      const found = await documentPages({ index: ['rank'], equals: { handler: 'omid' }, limit: 5 });
      expect(found.flat()).toEqual(sorted(({ handler }) => handler === 'omid', 'rank'));
    });
    it('refuse a cursor that no page handed out', async () => {
      const query = { index: ['rank'], limit: 5 };
      const { next } = await store.page(collection, { ...query, index: ['open', 'rank', 'receivedAt'] });
      for (const after of [
        'nonsense',
        '!',
        next!,
        Buffer.from('[{},"a"]').toString('base64url'),
        Buffer.from('[1e999,"a"]').toString('base64url'),
      ]) {
        await expect(store.page(collection, { ...query, after })).rejects.toThrow(BadCursor);
      }
    });
    it('refuse an order that was not declared', async () => {
      await expect(store.page(collection, { index: ['receivedAt'], limit: 5 })).rejects.toThrow('receivedAt');
      await expect(store.page(collection, { index: ['rank'], equals: { colour: 'red' }, limit: 5 })).rejects.toThrow('colour');
    });
  });

  describe('rows', () => {
    const numbersOf = (found: readonly Row[]): number[] => found.map(({ body }) => (body as { n: number }).n);
    const bodyOf = ({ body }: Row) => body as { actor: string; day: string };

    it('of one stream come in the order of their revisions, or the other way round', async () => {
      const expected = rows.filter(({ stream }) => stream === 'complaint-2');
      expect((await rowPages({ by: { stream: 'complaint-2' }, limit: 3 })).flat()).toEqual(expected);
      expect((await rowPages({ by: { stream: 'complaint-2' }, direction: 'descending', limit: 3 })).flat()).toEqual(
        [...expected].reverse(),
      );
      expect((await rowPages({ by: { stream: 'complaint-9' }, limit: 3 })).flat()).toEqual([]);
    });
    it('of one event come in the order of their index', async () => {
      const { store: other, close: end } = await open();
      await other.prepare(collection, shape);
      await other.build(collection);
      const three = [0, 1, 2].map((index) => row('complaint-1', 4, { actor: 'leyla', day: '2026-05-01' }, index));
      await other.apply(batch(start, '1', { rows: three }));
      expect((await other.pageRows(collection, { by: { stream: 'complaint-1' }, limit: 5 })).items).toEqual(three);
      await end();
    });
    it('come by the days from one to another, each once and in the order of days', async () => {
      const range = { field: 'day', from: '2026-05-02', to: '2026-05-04' };
      const found = (await rowPages({ by: { index: ['day'] }, range, limit: 4 })).flat();
      const expected = rows.filter((each) => bodyOf(each).day >= range.from && bodyOf(each).day <= range.to);
      expect(found.map((each) => bodyOf(each).day)).toEqual(expected.map((each) => bodyOf(each).day).sort());
      expect(numbersOf(found).sort()).toEqual(numbersOf(expected).sort());
    });
    it('come backwards in exactly the opposite order', async () => {
      const forwards = (await rowPages({ by: { index: ['actor', 'day'] }, equals: { actor: 'leyla' }, limit: 4 })).flat();
      const backwards = (
        await rowPages({ by: { index: ['actor', 'day'] }, equals: { actor: 'leyla' }, direction: 'descending', limit: 4 })
      ).flat();
      expect(forwards).toHaveLength(rows.filter((each) => bodyOf(each).actor === 'leyla').length);
      expect(numbersOf(backwards)).toEqual(numbersOf(forwards).reverse());
    });
    it('are open at an end that is null', async () => {
      const of = async (from: string | null, to: string | null) =>
        (await rowPages({ by: { index: ['actor', 'day'] }, equals: { actor: 'omid' }, range: { field: 'day', from, to }, limit: 4 })).flat()
          .length;
      const omids = rows.filter((each) => bodyOf(each).actor === 'omid');
      expect([await of(null, null), await of('2026-05-03', null), await of(null, '2026-05-02')]).toEqual([
        omids.length,
        omids.filter((each) => bodyOf(each).day >= '2026-05-03').length,
        omids.filter((each) => bodyOf(each).day <= '2026-05-02').length,
      ]);
    });
    it('of one stream may be those that have a value', async () => {
      const found = (await rowPages({ by: { stream: 'complaint-0' }, equals: { actor: 'omid' }, limit: 2 })).flat();
      expect(found).toEqual(rows.filter((each) => each.stream === 'complaint-0' && bodyOf(each).actor === 'omid'));
    });
    it('refuse a cursor that no page handed out', async () => {
      await expect(store.pageRows(collection, { by: { index: ['day'] }, after: 'e30', limit: 5 })).rejects.toThrow(BadCursor);
    });
  });
};
