import { keyStoreContract } from '@redress/testing';
import { MongoKeyStore } from '../../libs/sealing/src/mongodb/mongo-key-store';
import { MongoDatabases } from './mongo-databases';

const databases = new MongoDatabases(process.env['REDRESS_TEST_MONGO']!);
afterAll(() => databases.drop());

keyStoreContract('MongoKeyStore on the server of REDRESS_TEST_MONGO', () =>
  MongoKeyStore.open(databases.next(), { setting: 'REDRESS_TEST_MONGO', installation: 'test' }),
);
