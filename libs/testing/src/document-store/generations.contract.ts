import { CheckpointMoved, CollectionGone, type DocumentStore } from '@redress/projections';
import { batch, collection, counter, desk, documentsOf, nothing, type OpenDocumentStore, row, shape, start } from './opened';

const fresh = 'desk@1.1';

/** Which generation is served, how one takes the place of another, and how they are compared. */
export const generationPromises = (open: OpenDocumentStore): void => {
  let store: DocumentStore;
  let second: DocumentStore;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ store, second, close } = await open());
    await store.prepare(collection, shape);
    await store.build(collection);
  });
  afterEach(() => close());

  const contents = { documents: documentsOf(desk('a'), desk('b')), counters: [counter('2026-05-01', 2)], rows: [row('a', 0)] };
  const both = async () => {
    await store.prepare(fresh, shape);
    await store.build(fresh);
    const old = await store.apply(batch(start, '5', contents));
    const made = await store.apply(batch(start, '5', { ...contents, collection: fresh }));
    return { old: { collection, checkpoint: old }, new: { collection: fresh, checkpoint: made } };
  };
  const gone = async (work: Promise<unknown>): Promise<void> => expect(work).rejects.toThrow(CollectionGone);

  it('serves generation 0 before anything else was built', async () => expect(await store.served('desk@1')).toBe(0));
  it('lists its collections, each with its build and where it stands', async () => {
    await both();
    const at = { position: '5', turn: 1 };
    const kept = { readModel: 'desk@1', build: 'one', checkpoint: at };
    expect(await store.list()).toEqual([
      { ...kept, name: collection, generation: 0, served: true },
      { ...kept, name: fresh, generation: 1, served: false },
    ]);
  });
  it('serves another generation and retires the old one in one step', async () => {
    const swap = await both();
    expect(await store.serve(swap)).toBe(true);
    expect([await store.served('desk@1'), await second.served('desk@1')]).toEqual([1, 1]);
    await gone(store.checkpoint(collection));
    await expect(store.apply(batch(swap.old.checkpoint, '6'))).rejects.toThrow(CheckpointMoved);
    expect(await store.document(collection, 'a')).toEqual(desk('a'));
  });
  it('does not swap when one of the two moved after they were compared', async () => {
    const swap = await both();
    await second.apply(batch(swap.old.checkpoint, '6'));
    expect(await store.serve(swap)).toBe(false);
    await second.apply(
      batch(swap.new.checkpoint, '5', { collection: fresh, parked: [{ stream: 'a', revision: 1, reason: 'x', build: 'one' }] }),
    );
    expect(await store.serve({ ...swap, old: { collection, checkpoint: await store.checkpoint(collection) } })).toBe(false);
    expect(await store.served('desk@1')).toBe(0);
  });
  it('does not swap where something is served that it was not compared with', async () => {
    const swap = await both();
    expect(await store.serve({ ...swap, old: null })).toBe(false);
    await store.drop(collection);
    expect(await store.serve(swap)).toBe(false);
    expect(await store.serve({ ...swap, old: null })).toBe(true);
  });
  it('swaps once, whoever tries', async () => {
    const swap = await both();
    expect((await Promise.all([store.serve(swap), second.serve(swap)])).sort()).toEqual([false, true]);
  });
  it('does not make a generation again that is older than the served one', async () => {
    await store.serve(await both());
    await store.drop(collection);
    await gone(second.prepare(collection, shape));
    expect((await store.list()).map(({ name }) => name)).toEqual([fresh]);
  });
  it('knows nothing any more of a collection that was dropped, in this process or another', async () => {
    await both();
    await second.document(collection, 'a');
    await store.drop(collection);
    await store.drop(collection);
    for (const each of [store, second]) {
      await gone(each.checkpoint(collection));
      await gone(each.apply(batch(start, '6')));
      await gone(each.document(collection, 'a'));
      await gone(each.documents(collection, ['a']));
      await gone(each.page(collection, { index: ['rank'], limit: 1 }));
      await gone(each.pageRows(collection, { by: { stream: 'a' }, limit: 1 }));
      await gone(each.sums(collection, { basis: 'received', dimension: 'all', from: null, to: null }));
      await gone(each.counters(collection));
      await gone(each.parked(collection));
      await gone(each.park(collection, 'a'));
      await gone(each.digests(collection));
      await gone(each.differences(collection, fresh));
      await gone(each.build(collection));
    }
    expect(await second.document(fresh, 'a')).toEqual(desk('a'));
  });
  it('starts anew where a collection was dropped and is made again', async () => {
    await store.apply(batch(start, '5', { ...contents, parked: [{ stream: 'c', revision: 0, reason: 'x', build: 'one' }] }));
    await store.drop(collection);
    await store.prepare(collection, shape);
    await store.build(collection);
    expect(await second.digests(collection)).toEqual({ checkpoint: start, completeness: nothing, content: nothing });
    expect(await second.parked(collection)).toEqual([]);
  });
  it('has the same content digest whatever the order, the batches and the order of members in documents', async () => {
    await both();
    const other = 'desk@1.2';
    await store.prepare(other, shape);
    await store.build(other);
    const turned = Object.fromEntries(Object.entries(desk('b')).reverse());
    const at = await store.apply(
      batch(start, '3', {
        collection: other,
        documents: new Map([['b', turned]]),
        counters: [counter('2026-05-01', 5), counter('2026-05-02', 1)],
      }),
    );
    const rest = {
      documents: documentsOf(desk('a')),
      counters: [counter('2026-05-01', -3), counter('2026-05-02', -1)],
      rows: [row('a', 0)],
    };
    await store.apply(batch(at, '5', { collection: other, ...rest }));
    expect((await store.digests(other)).content).toBe((await store.digests(collection)).content);
    const none = { onlyInOld: 0, onlyInNew: 0, changed: 0, examples: [] };
    expect(await store.differences(collection, other)).toEqual({ documents: none, counters: none, rows: none });
  });
  it('has the content digest of the golden vectors', async () => {
    const { entries, hex } = golden.content;
    await store.prepare('golden@1.0', { build: 'one', indexes: [], rowIndexes: [] });
    await store.build('golden@1.0');
    const [[kettle, kettleText], [mixer, mixerText], , [, rowText]] = entries as [
      [string, string],
      [string, string],
      [string, string],
      [string, string],
    ];
    await store.apply(
      batch(start, '1', {
        collection: 'golden@1.0',
        documents: new Map([
          [kettle, JSON.parse(kettleText) as object],
          [mixer, JSON.parse(mixerText) as object],
        ]),
        counters: [counter('2026-05-01', 3, { dimension: 'product', key: 'Kettle' })],
        rows: [row(kettle, 0, JSON.parse(rowText) as object)],
      }),
    );
    expect((await store.digests('golden@1.0')).content).toBe(hex);
  });
  it('adds up completeness mod 2^256', async () => {
    const at = await store.apply(batch(start, '1', { completeness: 'f'.repeat(64) }));
    await store.apply(batch(at, '2', { completeness: `${'0'.repeat(62)}11` }));
    expect((await store.digests(collection)).completeness).toBe(`${'0'.repeat(62)}10`);
  });
  it('tells which documents, counters and rows two collections do not have in common', async () => {
    await both();
    await store.prepare('desk@1.3', shape);
    await store.build('desk@1.3');
    await store.apply(
      batch(start, '5', {
        collection: 'desk@1.3',
        documents: documentsOf(desk('a', { rank: 1 }), desk('c')),
        counters: [counter('2026-05-01', 3), counter('2026-05-01', 1, { dimension: 'product', key: 'Kettle' })],
        rows: [row('a', 1)],
      }),
    );
    const found = await store.differences(collection, 'desk@1.3');
    const sorted = Object.fromEntries(
      Object.entries(found).map(([what, each]) => [what, { ...each, examples: [...each.examples].sort() }]),
    );
    expect(sorted).toEqual({
      documents: { onlyInOld: 1, onlyInNew: 1, changed: 1, examples: ['a', 'b', 'c'] },
      counters: {
        onlyInOld: 0,
        onlyInNew: 1,
        changed: 1,
        examples: [
          'counter ["received","2026-05-01","all",null,"received"]',
          'counter ["received","2026-05-01","product","Kettle","received"]',
        ],
      },
      rows: { onlyInOld: 1, onlyInNew: 1, changed: 0, examples: ['row a/0/0', 'row a/1/0'] },
    });
  });
};

/** Of test/golden/vectors.json, which no built code reads. */
const { digests: golden } = jest.requireActual<{ digests: { content: { entries: unknown[]; hex: string } } }>(
  '../../../../test/golden/vectors.json',
);
