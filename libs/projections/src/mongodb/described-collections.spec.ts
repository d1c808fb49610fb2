import { type Document, MongoClient } from 'mongodb';
import { LoopbackMongo } from '../../../testing/src/mongodb';
import { Sum256 } from '../sum-256';
import { catalogueCollections, placeCollections } from './described-collections';
import { MongoDocumentStore } from './mongo-document-store';

const collection = 'desk@1.0';
const double = new LoopbackMongo();
let store: MongoDocumentStore;
let client: MongoClient;
beforeAll(async () => {
  await double.start();
  store = await MongoDocumentStore.open(double.url('views'), { setting: 'REDRESS_DOCUMENT_STORE', installation: 'one' });
  await store.prepare(collection, { build: 'one', indexes: [['name']], rowIndexes: [['day']] });
  await store.build(collection);
  await store.takeLease('desk@1', null, 'me');
  await store.apply({
    collection,
    from: { position: null, turn: 0 },
    to: '1',
    documents: new Map([['a', { name: 'a' }]]),
    counters: [{ basis: 'event', day: '2026-05-01', dimension: 'all', key: null, metric: 'opened', value: 2 }],
    rows: [{ stream: 'a', revision: 0, index: 0, body: { day: '2026-05-01' } }],
    parked: [{ stream: 'b', revision: 0, reason: 'Error: no', build: 'one' }],
    drained: [],
    completeness: new Sum256().hex,
  });
  client = await MongoClient.connect(double.url('views'));
});
afterAll(async () => {
  await client.close();
  await store.close();
  await double.stop();
});

/** Of one document, the parts of objects by their paths. */
const fieldsOf = (document: Document): readonly string[] =>
  Object.entries(document).flatMap(([name, held]: [string, unknown]) =>
    typeof held === 'object' && held !== null && Object.getPrototypeOf(held) === Object.prototype
      ? [name, ...fieldsOf(held).map((part) => `${name}.${part}`)]
      : [name],
  );
/** As a stranger finds them who has read the dictionary. */
const served = async (readModel: string) => {
  const db = client.db();
  const pointer = await db.collection<Document & { _id: string }>('served').findOne({ _id: readModel });
  const kept = await db
    .collection<Document & { _id: string }>('collections')
    .findOne({ _id: `${readModel}.${(pointer as Document)['generation']}` });
  const { place, counters } = kept as Document as { place: string; counters: string };
  return (name: string) => db.collection(`${place}.${name.replace('<counters>', counters)}`);
};

describe('the described collections', () => {
  it.each(catalogueCollections.filter(({ name }) => name !== 'dropping'))('hold in $name what is said of it', async ({ name, fields }) => {
    expect(
      fieldsOf((await client.db().collection(name).findOne())!)
        .slice()
        .sort(),
    ).toEqual(Object.keys(fields).sort());
  });

  it.each(placeCollections)('hold in $name of the served generation what is said of it', async ({ name, fields, indexes }) => {
    const held = (await served('desk@1'))(name);
    expect(
      fieldsOf((await held.findOne())!)
        .slice()
        .sort(),
    ).toEqual(Object.keys(fields).sort());
    const declared = (await held.indexes()).filter((index) => index.name !== '_id_');
    expect(declared.map(({ name: named, key }) => `${named}: ${Object.keys(key).join(', ')}`)).toEqual(indexes);
  });
});
