import type { OpenMongoOptions } from '@redress/mongodb';
import type { KeyStore } from '../key-store';

/**
 * Keys in the database that `url` names: `mongodb://host:27017/redress-keys?replicaSet=rs0`. Loads the driver, which takes a third of a
 * second, only where it is asked for. Throws DatabaseRefused.
 */
export const openMongoKeyStore = async (url: string, options: OpenMongoOptions): Promise<KeyStore> =>
  (await import('./mongo-key-store.js')).MongoKeyStore.open(url, options);
