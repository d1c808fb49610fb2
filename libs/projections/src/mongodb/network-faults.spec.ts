import { setTimeout as pause } from 'node:timers/promises';
import { LoopbackMongo } from '../../../testing/src/mongodb';
import { cutsWithin, everyFault, TcpProxy } from '../../../testing/src/network';
import { type Batch, type Checkpoint, DocumentsUnavailable, TransientAbort } from '../document-store';
import { Sum256 } from '../sum-256';
import { MongoDocumentStore } from './mongo-document-store';

/** The driver finds out soon that nobody is there: a test waits for it. */
const hasty = '&heartbeatFrequencyMS=500&minHeartbeatFrequencyMS=10&connectTimeoutMS=300';
const collection = 'desk@1.0';

describe('on a network that breaks, read models in MongoDB', () => {
  // A server ends what a client that is gone left open; here soon.
  const double = new LoopbackMongo({ transactionLifetime: 1 });
  let network: TcpProxy;
  let store: MongoDocumentStore;
  /** Beside the network. */
  let beside: MongoDocumentStore;
  let applied = 0;
  let databases = 0;
  beforeAll(() => double.start());
  afterAll(() => double.stop());
  beforeEach(async () => {
    databases += 1;
    applied = 0;
    network = new TcpProxy(double.port);
    await network.open();
    double.announce(network.port);
    beside = await opened(`127.0.0.1:${double.port}`, '&directConnection=true');
    store = await opened(`127.0.0.1:${network.port}`, hasty);
    await store.prepare(collection, { build: 'one', indexes: [['open', 'name']], rowIndexes: [['day']] });
    await store.build(collection);
  });
  afterEach(async () => {
    await network.close();
    await network.open();
    await Promise.all([store.close(), beside.close()]);
    await network.close();
  });
  const opened = (server: string, more: string): Promise<MongoDocumentStore> =>
    MongoDocumentStore.open(`mongodb://${server}/network-${databases}?replicaSet=rs0${more}`, {
      setting: 'REDRESS_DOCUMENT_STORE',
      installation: 'one',
      patience: 1_500,
    });

  const day = '2026-05-01';
  const batchAt = (from: Checkpoint): Batch => ({
    collection,
    from,
    to: String(from.turn + 1),
    documents: new Map([
      ['a', { name: `a ${from.turn + 1}`, open: true }],
      [`only ${from.turn + 1}`, { name: 'b', open: false }],
    ]),
    counters: [{ basis: 'event', day, dimension: 'all', key: null, metric: 'opened', value: 2 }],
    rows: [{ stream: 'a', revision: from.turn, index: 0, body: { day } }],
    parked: [],
    drained: [],
    completeness: new Sum256().hex,
  });
  /** As the projector does: after a passing failure the same batch again. Whatever else it throws is a failure of the test. */
  const apply = async (): Promise<void> => {
    const batch = batchAt({ position: applied === 0 ? null : String(applied), turn: applied });
    for (;;) {
      try {
        expect(await store.apply(batch)).toEqual({ position: batch.to, turn: applied + 1 });
        applied += 1;
        return;
      } catch (error) {
        if (!(error instanceof TransientAbort || error instanceof DocumentsUnavailable)) throw error;
        await pause(5);
      }
    }
  };
  const everything = async (): Promise<readonly unknown[]> => {
    const rows = await beside.pageRows(collection, { by: { stream: 'a' }, direction: 'descending', limit: 1 });
    const [counter] = await beside.counters(collection);
    return [
      await beside.checkpoint(collection),
      await beside.document(collection, 'a'),
      await beside.document(collection, `only ${applied}`),
      counter?.value,
      rows.items.map(({ revision }) => revision),
    ];
  };
  const once = (): readonly unknown[] => [
    { position: String(applied), turn: applied },
    { name: `a ${applied}`, open: true },
    { name: 'b', open: false },
    2 * applied,
    [applied - 1],
  ];

  it('are changed by each batch once, whatever byte of asking or answering is the last', async () => {
    await apply();
    const bytes = await network.passedBy(apply);
    for (const cut of cutsWithin(bytes)) {
      network.strikeAt(cut);
      await apply();
      network.calm();
      expect([cut, ...(await everything())]).toEqual([cut, ...once()]);
    }
  }, 3_600_000);

  it.each(everyFault({ milliseconds: 20 }, { bytes: 50 }))('are changed by each batch once: %j', async (fault) => {
    await apply();
    network.strike(fault);
    await Promise.all([apply(), pause(50).then(() => network.open())]);
    expect(await everything()).toEqual(once());
  });
  it('are changed by a batch once where the network breaks in the midst of it and nobody is told', async () => {
    await apply();
    const bytes = await network.passedBy(apply);
    network.strikeAt({ direction: 'to-server', byte: Math.floor(bytes['to-server'] / 2), fault: { how: 'delay', milliseconds: 1 } });
    const applying = apply();
    while (network.waiting > 0) await pause(1);
    network.halfOpen();
    await applying;
    expect(await everything()).toEqual(once());
  });
  it('say that they cannot be asked or changed now while nobody is let through, and are there again afterwards', async () => {
    await apply();
    network.strike({ how: 'refuse' });
    const refused = await store.apply(batchAt({ position: '1', turn: 1 })).catch((error: unknown) => error);
    const unread = await store.document(collection, 'a').catch((error: unknown) => error);
    expect([refused instanceof TransientAbort || refused instanceof DocumentsUnavailable, unread instanceof DocumentsUnavailable]).toEqual([
      true,
      true,
    ]);
    await network.open();
    await apply();
    expect(await everything()).toEqual(once());
  });
});
