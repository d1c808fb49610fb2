import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Doubles } from './doubles.process';

/** The servers to measure on: those that `REDRESS_TEST_ESDB` and `REDRESS_TEST_MONGO` name, else doubles in a process of their own. */
export interface Servers {
  readonly eventStore: string;
  /** A name that nobody used before. */
  readonly unused: (name: string) => string;
  /** The URL of a database that nobody used before. */
  readonly database: (name: string) => string;
  /** What a figure must say of where it comes from. */
  readonly eventStoreIs: string;
  readonly mongoIs: string;
}

/** Lets go of the doubles afterwards. Data on named servers stays there, under names that were made by chance. */
export const onServers = async <T>(work: (servers: Servers) => Promise<T>): Promise<T> => {
  const { REDRESS_TEST_ESDB: eventStore, REDRESS_TEST_MONGO: mongo } = process.env;
  const run = randomUUID().slice(0, 8);
  const unused = (name: string): string => `${name}-${run}`;
  const child = fork(join(__dirname, 'doubles.process.js'));
  try {
    const doubles = await new Promise<Doubles>((resolve, reject) => {
      child.once('message', (started) => resolve(started as Doubles)).once('error', reject);
    });
    return await work({
      eventStore: eventStore ?? doubles.eventStore,
      unused,
      database: (name) => inDatabase(mongo ?? doubles.mongo, unused(name)),
      eventStoreIs: eventStore ? 'EventStoreDB' : 'the DOUBLE of EventStoreDB',
      mongoIs: mongo ? 'MongoDB' : 'the DOUBLE of MongoDB',
    });
  } finally {
    child.kill();
  }
};

/** The URL of another database of that server; a user without `authSource` is looked for where it was. */
const inDatabase = (url: string, database: string): string => {
  const [, server, usual, query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(url) ?? [];
  if (server === undefined) throw new Error('REDRESS_TEST_MONGO is no URL of a server; write mongodb://127.0.0.1:27017/?replicaSet=rs0.');
  const options = new URLSearchParams(query);
  if (server.includes('@') && !options.has('authSource')) options.set('authSource', usual || 'admin');
  return `${server}/${database}?${options.toString()}`;
};

/** Names what was measured. */
export const notedOn = (...servers: readonly string[]): string => `on ${servers.join(' and ')}`;
