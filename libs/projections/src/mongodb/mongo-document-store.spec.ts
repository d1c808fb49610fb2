import { MongoDatabase } from '@redress/mongodb';
import { documentStoreContract } from '@redress/testing';
import { LoopbackMongo } from '../../../testing/src/mongodb';
import { MongoDocumentStore } from './mongo-document-store';
import { viewsDatabase } from './views-database';

const double = new LoopbackMongo();
beforeAll(() => double.start());
afterAll(() => double.stop());
let databases = 0;
const open = async () => {
  const url = double.url(`views-${++databases}`);
  const opened = [1, 2].map(() => MongoDatabase.open(url, viewsDatabase, { setting: 'REDRESS_DOCUMENT_STORE', installation: 'one' }));
  return Promise.all(opened);
};

documentStoreContract('MongoDocumentStore', async () => {
  const both = await open();
  const [store, second] = (await Promise.all(both.map((database) => MongoDocumentStore.open(database)))) as [
    MongoDocumentStore,
    MongoDocumentStore,
  ];
  return { store, second, close: async () => void (await Promise.all(both.map((database) => database.close()))) };
});
