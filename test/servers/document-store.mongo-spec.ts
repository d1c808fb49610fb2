import { documentStoreContract } from '@redress/testing';
import { MongoDocumentStore } from '../../libs/projections/src/mongodb/mongo-document-store';
import { MongoDatabases } from './mongo-databases';

const databases = new MongoDatabases(process.env['REDRESS_TEST_MONGO']!);
afterAll(() => databases.drop());

documentStoreContract('MongoDocumentStore on the server of REDRESS_TEST_MONGO', async () => {
  const url = databases.next();
  const open = (): Promise<MongoDocumentStore> => MongoDocumentStore.open(url, { setting: 'REDRESS_TEST_MONGO', installation: 'test' });
  const [store, second] = await Promise.all([open(), open()]);
  return { store, second, close: async () => void (await Promise.all([store.close(), second.close()])) };
});
