import type { OpenMongoOptions } from '@redress/mongodb';
import type { DocumentStore } from '../document-store';

/**
 * Read models in the database that `url` names: `mongodb://host:27017/redress-views?replicaSet=rs0`. Loads the driver, which takes a
 * third of a second, only where it is asked for. Throws DatabaseRefused.
 */
export const openMongoDocumentStore = async (url: string, options: OpenMongoOptions): Promise<DocumentStore & { close(): Promise<void> }> =>
  (await import('./mongo-document-store.js')).MongoDocumentStore.open(url, options);
