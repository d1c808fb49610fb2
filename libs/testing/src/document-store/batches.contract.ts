import { CheckpointMoved, CollectionGone, type DocumentStore, Unstorable } from '@redress/projections';
import { batch, collection, counter, desk, documentsOf, nothing, type OpenDocumentStore, row, shape, start } from './opened';

/** What a batch changes, and when it changes nothing. */
export const batchPromises = (open: OpenDocumentStore): void => {
  let store: DocumentStore;
  let second: DocumentStore;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, second, close } = await open());
    await store.prepare(collection, shape);
    await store.build(collection);
  });
  afterEach(() => close());

  const everything = async (from: DocumentStore = store) => ({
    checkpoint: await from.checkpoint(collection),
    documents: await from.documents(collection, ['a', 'b', 'c']),
    counters: await from.counters(collection),
    rows: (await from.pageRows(collection, { by: { index: ['day'] }, limit: 100 })).items,
    parked: await from.parked(collection),
    digests: await from.digests(collection),
  });
  const park = { stream: 'b', revision: 3, reason: 'no such team', build: 'one' };
  const full = batch(start, '7', {
    documents: documentsOf(desk('a'), desk('c')),
    counters: [counter('2026-05-01', 2)],
    rows: [row('a', 0), row('a', 1)],
    parked: [park],
    completeness: `${'0'.repeat(63)}7`,
  });

  it('stands before the first event when it was made, with nothing in it', async () => {
    const { digests, ...rest } = await everything();
    expect(rest).toEqual({ checkpoint: start, documents: new Map(), counters: [], rows: [], parked: [] });
    expect(digests).toEqual({ checkpoint: start, completeness: nothing, content: nothing });
  });
  it('changes documents, counters, rows, parks and checkpoint together, and another process sees them', async () => {
    expect(await store.apply(full)).toEqual({ position: '7', turn: 1 });
    const { digests, ...rest } = await everything(second);
    expect(rest).toEqual({
      checkpoint: { position: '7', turn: 1 },
      documents: documentsOf(desk('a'), desk('c')),
      counters: [counter('2026-05-01', 2)],
      rows: [row('a', 0), row('a', 1)],
      parked: [park],
    });
    expect(digests.completeness).toBe(`${'0'.repeat(63)}7`);
  });
  it('keeps what it has when it is prepared again', async () => {
    await store.apply(full);
    const before = await everything();
    await second.prepare(collection, shape);
    await second.build(collection);
    expect(await everything()).toEqual(before);
  });
  it('replaces a document, deletes one that became null, and does not mind deleting what is not there', async () => {
    const at = await store.apply(full);
    await store.apply(
      batch(at, '8', {
        documents: new Map<string, object | null>([
          ['a', desk('a', { rank: 1 })],
          ['b', null],
          ['c', null],
        ]),
      }),
    );
    expect(await store.documents(collection, ['a', 'b', 'c'])).toEqual(documentsOf(desk('a', { rank: 1 })));
    expect([await store.document(collection, 'a'), await store.document(collection, 'c')]).toEqual([desk('a', { rank: 1 }), null]);
  });
  it('refuses a batch that begins at another position, at another turn, or in a collection that is not there, and changes nothing', async () => {
    const at = await store.apply(full);
    const before = await everything();
    const late = [batch({ ...at, position: '6' }, '9'), batch({ ...at, turn: 0 }, '9'), batch(start, '9')];
    for (const each of late) await expect(store.apply({ ...full, ...each })).rejects.toThrow(CheckpointMoved);
    await expect(store.apply({ ...full, collection: 'desk@1.9' })).rejects.toThrow(CollectionGone);
    expect(await everything()).toEqual(before);
  });
  it('answers no page and no sum before it is built, and every one in every process afterwards', async () => {
    const { store: other, second: beside, close: end } = await open();
    await other.prepare(collection, shape);
    await other.apply(batch(start, '1', { documents: documentsOf(desk('a')), rows: [row('a', 0)], counters: null }));
    const asked = [
      () => beside.page(collection, { index: ['rank'], limit: 1 }),
      () => beside.pageRows(collection, { by: { index: ['day'] }, limit: 1 }),
      () => beside.sums(collection, { basis: 'received', dimension: 'all', from: null, to: null }),
    ];
    for (const each of asked) await expect(each()).rejects.toThrow(CollectionGone);
    expect([await beside.isBuilt(collection), await beside.document(collection, 'a')]).toEqual([false, desk('a')]);
    const once = () => [counter('2026-05-01', 1)];
    await Promise.all([other.build(collection, once), beside.build(collection, once)]);
    expect(await beside.isBuilt(collection)).toBe(true);
    expect(await Promise.all(asked.map((each) => each()))).toEqual([
      { items: [desk('a')], next: null },
      { items: [row('a', 0)], next: null },
      [{ key: null, metric: 'received', value: 1 }],
    ]);
    await end();
  });
  it('takes no batch that was folded before it was built, and none with counters before', async () => {
    const { store: other, second: beside, close: end } = await open();
    await other.prepare(collection, shape);
    await expect(other.apply(batch(start, '1'))).rejects.toThrow(CheckpointMoved);
    await beside.build(collection);
    await expect(other.apply(batch(start, '1', { counters: null }))).rejects.toThrow(CheckpointMoved);
    expect(await other.apply(batch(start, '1'))).toEqual({ position: '1', turn: 1 });
    await end();
  });
  it('builds nothing of documents whose counters it cannot keep', async () => {
    const { store: other, close: end } = await open();
    await other.prepare(collection, shape);
    await other.apply(batch(start, '1', { documents: documentsOf(desk('a'), desk('b')), counters: null }));
    await expect(other.build(collection, () => [counter('2026-05-01', Number.MAX_SAFE_INTEGER)])).rejects.toThrow(Unstorable);
    expect([await other.isBuilt(collection), await other.counters(collection)]).toEqual([false, []]);
    await end();
  });
  it('lets one of two writers win that start at the same checkpoint', async () => {
    const both = await Promise.allSettled([
      store.apply(batch(start, '3', { counters: [counter('2026-05-01', 1)] })),
      second.apply(batch(start, '4', { counters: [counter('2026-05-01', 1)] })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await store.counters(collection)).toEqual([counter('2026-05-01', 1)]);
  });
  it('compares positions as integers: 10 comes after 9, and no batch goes back', async () => {
    const nine = await store.apply(batch(start, '9'));
    const ten = await store.apply(batch(nine, '10'));
    await expect(store.apply(batch(ten, '9'))).rejects.toThrow();
    expect(await store.checkpoint(collection)).toEqual({ position: '10', turn: 2 });
  });
  it('takes positions beyond the safe integers', async () => {
    const far = await store.apply(batch(start, '9007199254740993'));
    await store.apply(batch(far, '9007199254740994'));
    expect(await store.checkpoint(collection)).toEqual({ position: '9007199254740994', turn: 2 });
  });
  it('adds up differences, and a counter that comes to zero does not exist', async () => {
    const one = await store.apply(batch(start, '1', { counters: [counter('2026-05-01', 2), counter('2026-05-02', -3)] }));
    await store.apply(batch(one, '2', { counters: [counter('2026-05-01', -2), counter('2026-05-02', 4)] }));
    expect(await store.counters(collection)).toEqual([counter('2026-05-02', 1)]);
  });
  it('tells counters apart by each of their five parts, also a missing key from an empty one', async () => {
    const kinds = [
      counter('2026-05-01', 1),
      counter('2026-05-02', 1),
      counter('2026-05-01', 1, { basis: 'event' }),
      counter('2026-05-01', 1, { dimension: 'product' }),
      counter('2026-05-01', 1, { dimension: 'product', key: '' }),
      counter('2026-05-01', 1, { dimension: 'product', key: 'Kettle' }),
      counter('2026-05-01', 1, { metric: 'closed' }),
    ];
    await store.apply(batch(start, '1', { counters: kinds }));
    const texts = (counters: readonly object[]) => counters.map((each) => JSON.stringify(Object.entries(each).sort())).sort();
    expect(texts(await store.counters(collection))).toEqual(texts(kinds));
  });
  it('refuses a sum beyond the safe integers, and changes nothing', async () => {
    const at = await store.apply(batch(start, '1', { counters: [counter('2026-05-01', Number.MAX_SAFE_INTEGER)] }));
    const before = await everything();
    const more = { documents: documentsOf(desk('a')), counters: [counter('2026-05-01', 1)] };
    await expect(store.apply(batch(at, '2', more))).rejects.toThrow(Unstorable);
    await expect(store.apply(batch(at, '2', { ...more, counters: [counter('2031-01-01', 1)] }))).rejects.toThrow(Unstorable);
    expect(await everything()).toEqual(before);
  });
  it('refuses a document whose index field is empty and one that is no JSON, and changes nothing', async () => {
    const before = await everything();
    const { rank: _rank, ...without } = desk('a');
    const circle: Record<string, unknown> = { ...desk('a') };
    circle['self'] = circle;
    for (const bad of [without, { ...desk('a'), rank: null }, circle]) {
      await expect(
        store.apply(batch(start, '1', { documents: new Map([['a', bad]]), counters: [counter('2026-05-01', 1)] })),
      ).rejects.toThrow(Unstorable);
    }
    expect(await everything()).toEqual(before);
  });
  it('parks a stream anew at another revision, and forgets a park that was drained', async () => {
    const at = await store.apply(full);
    const again = { ...park, revision: 4, build: 'two' };
    const parked = await store.apply(batch(at, '7', { drained: ['b'], parked: [again] }));
    expect([await store.parked(collection), await store.park(collection, 'b'), await store.park(collection, 'a')]).toEqual([
      [again],
      again,
      null,
    ]);
    await store.apply(batch(parked, '7', { drained: ['b'] }));
    expect(await store.parked(collection)).toEqual([]);
  });
  it('refuses a second drain of the same stream at the same position', async () => {
    const at = await store.apply(full);
    const drain = batch(at, '7', { drained: ['b'], counters: [counter('2026-05-01', 1)] });
    await store.apply(drain);
    await expect(second.apply(drain)).rejects.toThrow(CheckpointMoved);
    expect(await store.counters(collection)).toEqual([counter('2026-05-01', 3)]);
  });
  it('keeps text of every kind as it is, in documents, keys and ids', async () => {
    const odd = 'şikayət / شکایت / 𝌆 "quoted" \\ \n \u0001 end';
    await store.apply(
      batch(start, '1', {
        documents: new Map([[odd, desk(odd, { handler: odd })]]),
        counters: [counter('2026-05-01', 1, { dimension: 'd', key: odd })],
      }),
    );
    expect(await store.document(collection, odd)).toEqual(desk(odd, { handler: odd }));
    expect(await store.counters(collection)).toEqual([counter('2026-05-01', 1, { dimension: 'd', key: odd })]);
  });
};
