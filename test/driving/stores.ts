import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { type EventStore, SqliteEventStore } from '@redress/event-store';
import { openEventStore, settingsFrom } from '@redress/platform';
import { MongoClient } from 'mongodb';
import { EventStoreDbDouble } from '../../libs/testing/src/eventstoredb';
import { LoopbackMongo } from '../../libs/testing/src/mongodb';
import { withDatabase } from '../servers/mongo-databases';
import { streamsWithKeys } from './key-file';
import { type Kill, killsByCommand } from './kills';

/** Settings of a process. */
export type Environment = Readonly<Record<string, string>>;

/** Where the registers of a test keep what they store; each register, named by its data folder, has stores of its own. */
export interface Stores {
  readonly name: string;
  readonly gapless: boolean;
  /** Of the figures of a suite, in `npm test`: doubles share the cores with those whom they serve. */
  readonly share: number;
  /** What can be killed under those who work with it. */
  readonly kills: readonly Kill[];
  start(): Promise<void>;
  /** Takes along what cannot be left on a server that belongs to somebody else. */
  remove(): Promise<void>;
  environment(data: string): Environment;
  /** The record of a register, to look into it from outside. */
  openLog(data: string): Promise<EventStore>;
  streamsWithKeys(data: string): Promise<readonly string[]>;
}

export const embedded: Stores = {
  name: 'the embedded stores',
  gapless: true,
  share: 1,
  kills: [],
  start: async () => undefined,
  remove: async () => undefined,
  environment: () => ({}),
  openLog: async (data) => new SqliteEventStore(`${data}/events.db`, { readOnly: true }),
  streamsWithKeys: async (data) => streamsWithKeys(`${data}/keys.db`),
};

/** EventStoreDB and MongoDB wherever they are; several registers on each. */
abstract class OnServers implements Stores {
  abstract readonly name: string;
  readonly gapless = false;
  readonly share: number = 1;
  abstract readonly kills: readonly Kill[];
  private readonly run = randomUUID().slice(0, 8);
  private readonly databases = new Set<string>();

  abstract start(): Promise<void>;
  protected abstract readonly eventStore: string;
  protected abstract mongo(database: string): string;

  environment(data: string): Environment {
    const register = `${basename(data)}-${this.run}`;
    const database = (store: string): string => {
      const url = this.mongo(`redress-${store}-${register}`);
      this.databases.add(url);
      return url;
    };
    return {
      REDRESS_EVENT_STORE: this.eventStore,
      REDRESS_STREAM_PREFIX: `${register}.`,
      REDRESS_DOCUMENT_STORE: database('views'),
      REDRESS_KEY_STORE: database('keys'),
    };
  }

  openLog(data: string): Promise<EventStore> {
    return openEventStore(settingsFrom(this.environment(data)));
  }

  async streamsWithKeys(data: string): Promise<readonly string[]> {
    return this.inDatabase(this.environment(data)['REDRESS_KEY_STORE']!, async (client) => {
      const found = client
        .db()
        .collection<{ _id: string }>('streams')
        .find({ key: { $exists: true } });
      return (await found.toArray()).map(({ _id }) => _id).sort();
    });
  }

  async remove(): Promise<void> {
    for (const url of this.databases) await this.inDatabase(url, (client) => client.db().dropDatabase());
  }

  protected async inDatabase<T>(url: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
    const client = new MongoClient(url);
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }
}

/** Doubles that speak the servers' protocols, in this process; what stops one of them is a kill to whoever is connected. */
class OnDoubles extends OnServers {
  readonly name = 'doubles of EventStoreDB and MongoDB';
  override readonly share = 0.25;
  readonly events = new EventStoreDbDouble();
  readonly documents = new LoopbackMongo({ transactionLifetime: 1 });
  readonly kills = [
    ['EventStoreDB', () => restarted(this.events)],
    ['MongoDB', () => restarted(this.documents)],
    ['every connection to EventStoreDB', async () => this.events.network.cut()],
    ['every connection to MongoDB', async () => this.documents.cutAll()],
  ] as const;

  protected get eventStore(): string {
    return this.events.connectionString();
  }
  protected mongo(database: string): string {
    return this.documents.url(database);
  }
  async start(): Promise<void> {
    await this.events.start();
    await this.documents.start();
  }
  override async remove(): Promise<void> {
    await this.events.stop();
    await this.documents.stop();
  }
}

const restarted = async (server: { stop(): Promise<void>; start(): Promise<void> }): Promise<void> => {
  await server.stop();
  await server.start();
};

/** Servers that somebody named for `npm run test:servers`. */
class OnRealServers extends OnServers {
  readonly name = 'the servers named by REDRESS_TEST_ESDB and REDRESS_TEST_MONGO';
  protected readonly eventStore = process.env['REDRESS_TEST_ESDB']!;
  readonly kills = [
    ...killsByCommand('EventStoreDB', 'REDRESS_TEST_ESDB_KILL', () => this.eventsAnswer()),
    ...killsByCommand('MongoDB', 'REDRESS_TEST_MONGO_KILL', () => this.documentsAnswer()),
  ];

  async start(): Promise<void> {}
  protected mongo(database: string): string {
    return withDatabase(process.env['REDRESS_TEST_MONGO']!, database);
  }

  private async eventsAnswer(): Promise<void> {
    const store = await openEventStore(settingsFrom({ REDRESS_EVENT_STORE: this.eventStore, REDRESS_STREAM_PREFIX: 'nobody.' }));
    try {
      await store.head();
    } finally {
      await store.close();
    }
  }
  private async documentsAnswer(): Promise<void> {
    await this.inDatabase(this.mongo('admin'), (client) => client.db().command({ ping: 1 }));
  }
}

const isOnRealServers = process.env['TEST_SERVERS'] !== undefined;

/** The real servers where `npm run test:servers` runs, otherwise the doubles. */
export const onServers = (): Stores => (isOnRealServers ? new OnRealServers() : new OnDoubles());

/** What every suite that is not of one kind of store runs on. */
export const everyPair = (): readonly Stores[] => (isOnRealServers ? [new OnRealServers()] : [embedded, new OnDoubles()]);
