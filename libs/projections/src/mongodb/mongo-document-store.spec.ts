import { documentStoreContract } from '@redress/testing';
import type { Document } from 'mongodb';
import {
  LoopbackMongo,
  type Fault,
  notPrimary,
  ServerError,
  transientTransactionError,
  unknownCommitResult,
} from '../../../testing/src/mongodb';
import { type Batch, CheckpointMoved, TransientAbort, Unstorable } from '../document-store';
import { Sum256 } from '../sum-256';
import { MongoDocumentStore } from './mongo-document-store';

const double = new LoopbackMongo();
beforeAll(() => double.start());
afterAll(() => double.stop());
let databases = 0;
const options = { setting: 'REDRESS_DOCUMENT_STORE', installation: 'one', patience: 2_000 };
const open = (): Promise<MongoDocumentStore> => MongoDocumentStore.open(double.url(`views-${databases}`), options);

documentStoreContract('MongoDocumentStore', async () => {
  databases += 1;
  const [store, second] = await Promise.all([open(), open()]);
  return { store, second, close: async () => void (await Promise.all([store.close(), second.close()])) };
});

describe('read models in MongoDB', () => {
  const collection = 'desk@1.0';
  const first: Batch = {
    collection,
    from: { position: null, turn: 0 },
    to: '1',
    documents: new Map([['a', { name: 'a', open: true }]]),
    counters: [{ basis: 'event', day: '2026-05-01', dimension: 'all', key: null, metric: 'opened', value: 2 }],
    rows: [{ stream: 'a', revision: 0, index: 0, body: { day: '2026-05-01' } }],
    parked: [],
    drained: [],
    completeness: new Sum256().hex,
  };
  let store: MongoDocumentStore;
  beforeEach(async () => {
    databases += 1;
    store = await open();
    await store.prepare(collection, { build: 'one', indexes: [['open', 'name']], rowIndexes: [['day']] });
    await store.build(collection);
    double.received.length = 0;
  });
  afterEach(() => store.close());
  const everything = async () => [
    await store.checkpoint(collection),
    await store.documents(collection, ['a']),
    await store.counters(collection),
    (await store.pageRows(collection, { by: { stream: 'a' }, limit: 5 })).items,
  ];
  const stored = [{ position: '1', turn: 1 }, new Map([['a', { name: 'a', open: true }]]), first.counters, first.rows];
  const sent = (name: string): Document[] => double.received.filter((command) => name in command);

  const faults: readonly (readonly [string, string, Fault])[] = [
    ['a passing error met a write', 'update', transientTransactionError],
    ['the connection went before a write', 'insert', { cut: 'before' }],
    ['the connection went after a write', 'insert', { cut: 'after' }],
    ['the server stepped down at a write', 'update', notPrimary],
    ['the connection went before the commit', 'commitTransaction', { cut: 'before' }],
    ['the connection went after the commit', 'commitTransaction', { cut: 'after' }],
    ['the outcome of the commit was told as unknown', 'commitTransaction', unknownCommitResult],
    ['a passing error met the commit', 'commitTransaction', transientTransactionError],
    ['the server stepped down at the commit', 'commitTransaction', notPrimary],
  ];
  it.each(faults)('are changed by a batch once, though %s', async (_case, command, fault) => {
    double.faults.plan(command, fault);
    expect(await store.apply(first)).toEqual({ position: '1', turn: 1 });
    expect(await everything()).toEqual(stored);
  });
  it('are looked up where nobody says whether a batch was stored, and it was', async () => {
    double.faults.plan('commitTransaction', unknownCommitResult, 3);
    expect(await store.apply(first)).toEqual({ position: '1', turn: 1 });
    expect(await everything()).toEqual(stored);
  });
  it('are not changed where nobody says whether a batch was stored, and it was not', async () => {
    const unsaid: Fault = { ...unknownCommitResult, when: 'before' };
    double.faults.plan('commitTransaction', unsaid, 3);
    await expect(store.apply(first)).rejects.toThrow(TransientAbort);
    expect(await store.apply(first)).toEqual({ position: '1', turn: 1 });
    expect(await everything()).toEqual(stored);
  });
  it('ask to be tried again later where passing errors do not end', async () => {
    double.faults.plan('update', transientTransactionError, 12);
    await expect(store.apply(first)).rejects.toThrow(TransientAbort);
    expect(await store.checkpoint(collection)).toEqual(first.from);
  });
  it('refuse a writer that slept while another wrote', async () => {
    const late = await open();
    await store.apply(first);
    await expect(late.apply(first)).rejects.toThrow(CheckpointMoved);
    await late.close();
  });
  it('are there again once the server was started anew', async () => {
    await store.apply(first);
    await double.stop();
    await double.start();
    expect(await everything()).toEqual(stored);
  });
  it('are folded on at once by whoever takes the lease of a process that is gone in the midst of a batch', async () => {
    const other = await open();
    const seen = await store.takeLease('desk@1', null, 'one');
    double.faults.plan('insert', { delayed: 500 });
    const late = store.apply(first).catch((error: unknown) => error);
    while (sent('update').length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.takeLease('desk@1', seen, 'two');
    expect(await other.apply(first)).toEqual({ position: '1', turn: 1 });
    expect(await late).toBeInstanceOf(CheckpointMoved);
    expect(await everything()).toEqual(stored);
    await other.close();
  });
  it('say where they are looked for while no server answers, and are there again afterwards', async () => {
    const impatient = await MongoDocumentStore.open(double.url(`views-${databases}`), { ...options, patience: 1_500 });
    await impatient.apply(first);
    await double.stop();
    const asked = [impatient.checkpoint(collection), impatient.document(collection, 'a'), impatient.list(), impatient.digests(collection)];
    const said = (await Promise.allSettled(asked)).map((each) => each.status === 'rejected' && String(each.reason));
    const sentence = 'DocumentsUnavailable: MongoDB cannot be asked; see that it runs and that REDRESS_DOCUMENT_STORE names it.';
    expect(said).toEqual(asked.map(() => sentence));
    await double.start();
    expect(await impatient.document(collection, 'a')).toEqual({ name: 'a', open: true });
    await impatient.close();
  });
  it('say what to do where comparing took longer than the server remembers', async () => {
    double.faults.plan('find', { answered: new ServerError('SnapshotTooOld', 'Read timestamp is too old.'), when: 'before' });
    await expect(store.digests(collection)).rejects.toThrow(/minSnapshotHistoryWindowInSeconds/);
  });
  it('are built by whoever comes after a builder that ended in the midst of it', async () => {
    await store.prepare('desk@1.1', { build: 'one', indexes: [], rowIndexes: [] });
    await store.apply({ ...first, collection: 'desk@1.1', counters: null });
    double.faults.plan('delete', transientTransactionError);
    const measure = () => first.counters!;
    await expect(store.build('desk@1.1', measure)).rejects.toThrow(TransientAbort);
    expect(await store.isBuilt('desk@1.1')).toBe(false);
    await store.build('desk@1.1', measure);
    expect(await store.counters('desk@1.1')).toEqual(first.counters);
  });
  it('change as most servers acknowledge it and are read as most servers have them, whatever the URL says', async () => {
    const weak = '&w=1&journal=false&readConcernLevel=local&readPreference=secondary&retryWrites=false';
    const careless = await MongoDocumentStore.open(`${double.url(`views-${databases}`)}${weak}`, options);
    double.received.length = 0;
    await careless.apply(first);
    await careless.page(collection, { index: ['open', 'name'], limit: 5 });
    await careless.close();
    const concerns = sent('commitTransaction').map(({ writeConcern }) => writeConcern as Document);
    expect(concerns).toEqual([{ w: 'majority', j: true, wtimeout: 10_000 }]);
    const levels = sent('find').map(({ readConcern }) => (readConcern as Document | undefined)?.['level'] as unknown);
    // Of a transaction the first read tells the level of all.
    expect(new Set(levels)).toEqual(new Set(['majority', 'snapshot', undefined]));
    const writes = [...sent('insert'), ...sent('update')];
    expect(writes.map(({ autocommit }) => autocommit as unknown)).toEqual(writes.map(() => false));
  });
  it('are read from an index alone, which no server has to sort', async () => {
    await store.apply(first);
    double.sorted.length = 0;
    const { next } = await store.page(collection, { index: ['open', 'name'], limit: 5 });
    const place = Buffer.from(JSON.stringify([true, 'Z', 'x'])).toString('base64url');
    for (const after of [next, place]) {
      await store.page(collection, { index: ['open', 'name'], after, limit: 5 });
      await store.page(collection, { index: ['open', 'name'], among: { field: 'open', values: [true, false] }, below: 'b', limit: 5 });
    }
    for (const direction of ['ascending', 'descending'] as const) {
      await store.pageRows(collection, {
        by: { index: ['day'] },
        range: { field: 'day', from: '2026-01-01', to: null },
        direction,
        limit: 5,
      });
      await store.pageRows(collection, { by: { stream: 'a' }, direction, limit: 5 });
    }
    expect(double.sorted).toEqual([]);
  });
  it('are flat documents under the names of their fields', async () => {
    await store.apply(first);
    const found = sent('update')
      .concat(sent('insert'))
      .map((command) => ({
        into: Object.values(command)[0] as string,
        stored: ((command['updates'] ?? command['documents']) as Document[]).map((each) => (each['u'] ?? each) as Document),
      }));
    const [, documents, rows] = found
      .sort((a, b) => (a.into < b.into ? -1 : 1))
      .filter(({ into }) => !into.includes('.counters.') && !into.includes('.totals.'));
    expect(documents).toEqual({ into: 'desk@1.0.1.documents', stored: [{ name: 'a', open: true }] });
    expect(rows).toEqual({ into: 'desk@1.0.1.rows', stored: [{ _id: { stream: 'a', revision: 0, index: 0 }, day: '2026-05-01' }] });
  });
  it('refuse what MongoDB would not give back as it was', async () => {
    const bad: readonly object[] = [
      { text: 'half \ud83d' },
      { list: [{ 'a.b': 1 }] },
      { $name: 1 },
      { _id: 'b' },
      { at: new Date(0) },
      { number: Infinity },
    ];
    for (const fields of bad) {
      const documents = new Map([['a', { name: 'a', open: true, ...fields }]]);
      await expect(store.apply({ ...first, documents })).rejects.toThrow(Unstorable);
    }
    await expect(store.apply({ ...first, documents: new Map([['\udc00', { name: 'a', open: true }]]) })).rejects.toThrow(Unstorable);
    expect(await store.checkpoint(collection)).toEqual(first.from);
  });
});

describe('leases in MongoDB', () => {
  const desk = 'desk@1';
  let store: MongoDocumentStore;
  beforeEach(async () => {
    databases += 1;
    store = await open();
    double.received.length = 0;
  });
  afterEach(() => store.close());
  const held = { holder: 'one', beat: 1 };

  it('are there again when the store was closed and opened', async () => {
    await store.takeLease(desk, null, 'one');
    await store.close();
    store = await open();
    expect(await store.lease(desk)).toEqual(held);
  });
  it('are each one write of one document that most servers must have, in no transaction', async () => {
    const taken = await store.takeLease(desk, null, 'one');
    await store.takeLease(desk, taken, 'one');
    const written = double.received.filter((command) => 'insert' in command || 'findAndModify' in command);
    const sure = { w: 'majority', j: true };
    expect(written.map((command) => [Object.keys(command)[0], command['writeConcern'] as unknown, 'autocommit' in command])).toEqual([
      ['insert', sure, false],
      ['findAndModify', sure, false],
    ]);
  });
  it.each([
    ['insert', null],
    ['findAndModify', held],
  ] as const)('are taken once where the answer of an %s was lost', async (command, seen) => {
    if (seen) await store.takeLease(desk, null, 'one');
    double.faults.plan(command, { cut: 'after' });
    const beat = (seen?.beat ?? 0) + 1;
    expect([await store.takeLease(desk, seen, 'one'), await store.lease(desk)]).toEqual([
      { holder: 'one', beat },
      { holder: 'one', beat },
    ]);
  });
  it('are neither won nor lost where no server answers: it is told as what passes', async () => {
    await store.takeLease(desk, null, 'one');
    double.faults.plan('findAndModify', notPrimary, 2);
    await expect(store.takeLease(desk, held, 'one')).rejects.toThrow(TransientAbort);
    expect(await store.lease(desk)).toEqual(held);
  });
});
