import { MongoClient } from 'mongodb';
import { type DocumentStore, openMongoDocumentStore, Sum256 } from '@redress/projections';
import { compared, type Row } from './measuring';
import { notedOn, onServers } from './servers';

const atOnce = 1_000;
const batches = 10;
const collection = 'bench@1.0';

/** About what a line of the queue holds. */
const documentOf = (n: number): object => ({
  number: String(370691682022 + n),
  kind: 'complaint',
  state: 'assigned',
  open: true,
  severity: 3,
  handler: `staff-${n % 50}`,
  team: 'service',
  organisation: null,
  owner: 'person',
  receivedAt: '2026-05-01T09:30:00.000Z',
  due: '2026-05-15T09:30:00.000Z',
  policy: { id: 'iso10002-default', version: 1, sha256: 'a'.repeat(64) },
  acknowledged: true,
  answered: false,
  summary: `s1:ComplaintReceived:1:brief:${'x'.repeat(80)}`,
  rank: 2,
  dueKey: '2026-05-15T09:30:00.000Z',
});

/** `apply` against the driver's own bulkWrite of the same documents in transactions of the same size. */
export const viewsServerRows = (): Promise<readonly Row[]> =>
  onServers(async ({ database, mongoIs }) => {
    const store = await openMongoDocumentStore(database('apply'), { setting: 'REDRESS_TEST_MONGO', installation: 'bench' });
    await store.prepare(collection, { build: 'bench', indexes: [], rowIndexes: [] });
    const client = await MongoClient.connect(database('raw'), { writeConcern: { w: 'majority', journal: true } });
    await client.db().createCollection('documents');
    let next = 0;
    const ids = (): readonly (readonly [string, object])[] =>
      Array.from({ length: atOnce }, () => [`complaint-${(next += 1)}`, documentOf(next)] as const);
    const row = await compared({
      operation: `apply of ${atOnce.toLocaleString('en')} documents a transaction`,
      unit: 'documents',
      reference: 'bulkWrite of the driver in a transaction',
      goal: 0.7,
      candidate: () => applied(store, ids),
      against: () => written(client, ids),
      note: notedOn(mongoIs),
    });
    await client.close();
    await store.close();
    return [row];
  });

type Ids = () => readonly (readonly [string, object])[];

const applied = async (store: DocumentStore, ids: Ids): Promise<number> => {
  for (let n = 0; n < batches; n += 1) {
    const from = await store.checkpoint(collection);
    const to = String(from.turn + 1);
    const rest = { counters: null, rows: [], parked: [], drained: [], completeness: new Sum256().hex };
    await store.apply({ ...rest, collection, from, to, documents: new Map(ids()) });
  }
  return atOnce * batches;
};

const written = async (client: MongoClient, ids: Ids): Promise<number> => {
  const documents = client.db().collection<{ _id: string }>('documents');
  const options = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } } as const;
  for (let n = 0; n < batches; n += 1) {
    const writes = ids().map(([_id, replacement]) => ({ replaceOne: { filter: { _id }, replacement, upsert: true } }));
    await client.withSession((session) => session.withTransaction(() => documents.bulkWrite(writes, { session }), options));
  }
  return atOnce * batches;
};
