import { type Binary, type ClientSession, type Collection, type Db, type Document, MongoClient, type MongoClientOptions } from 'mongodb';
import { type DatabaseKind, DatabaseRefused } from './database-kind';
import { claim, refuseClaimed, refuseUnfit } from './opening';
import { NamedSession } from './named-session';
import { refusalOf } from './refusals';
import { beginStuckMonitorsAnew } from './stuck-monitors';
import { inTransaction } from './transaction';

export interface OpenMongoOptions {
  /** Says in messages where the URL comes from: `REDRESS_DOCUMENT_STORE`. */
  readonly setting: string;
  /** Names the register whose data this is. Whoever opens the database first writes it down; nobody else is let in. */
  readonly installation: string;
  /** How long to look for a server; milliseconds. */
  readonly patience?: number;
}

/**
 * What is acknowledged survives the loss of a server, and what is read was acknowledged by most of them. The URL cannot weaken that, nor
 * send a read to a server that lags behind.
 */
const certain: MongoClientOptions = {
  appName: 'redress',
  writeConcern: { w: 'majority', j: true },
  // The URL has a word for the level alone, which would go before the concern as a whole.
  readConcernLevel: 'majority',
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
  ignoreUndefined: true,
};

/** One database of ours on a replica set. */
export class MongoDatabase {
  private constructor(
    readonly client: MongoClient,
    private readonly db: Db,
  ) {}

  /**
   * What `use` makes of the database, which is closed again where that fails. `url` names the database:
   * `mongodb://host:27017/redress-views?replicaSet=rs0`. Throws DatabaseRefused.
   */
  static async opened<T>(
    url: string,
    kind: DatabaseKind,
    options: OpenMongoOptions,
    use: (database: MongoDatabase) => Promise<T>,
  ): Promise<T> {
    const client = clientOf(url, options);
    beginStuckMonitorsAnew(client);
    try {
      await client.connect();
      await refuseUnfit(client, options);
      await claim(client.db(), kind, options);
      return await use(new MongoDatabase(client, client.db()));
    } catch (error) {
      await client.close();
      throw refusalOf(error, client, options);
    }
  }

  /** For a register that is to begin: leaves the database as it is. Throws DatabaseRefused, also where it is a register's already. */
  static async refuseClaimed(url: string, options: Omit<OpenMongoOptions, 'installation'>): Promise<void> {
    const client = clientOf(url, options);
    try {
      await client.connect();
      await refuseUnfit(client, options);
      await refuseClaimed(client.db(), options);
    } catch (error) {
      throw refusalOf(error, client, options);
    } finally {
      await client.close();
    }
  }

  collection<T extends Document>(name: string): Collection<T> {
    return this.db.collection<T>(name);
  }

  async collectionNames(): Promise<readonly string[]> {
    return (await this.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  }

  /** Does nothing where it is made already. */
  async make(name: string): Promise<void> {
    try {
      await this.db.createCollection(name);
    } catch (error) {
      if (!isThere(error)) throw error;
    }
  }

  /** Throws CommitUnknown, and what `work` throws. */
  inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return this.client.withSession((session) => inTransaction(session, work));
  }

  /** A session for transactions that others can end when this process is gone. */
  startSession(): NamedSession {
    return new NamedSession(this.client, (name) => this.endSession(name));
  }

  /**
   * Ends what a process left open in its session: a transaction holds its documents for a minute otherwise, and whoever goes on in its
   * place would wait. Does nothing for a session of another user, which a server lets us not end.
   */
  async endSession(name: Binary): Promise<void> {
    try {
      await this.db.command({ killSessions: [{ id: name }] });
    } catch (error) {
      if ((error as { code?: unknown }).code !== unauthorized) throw error;
    }
  }

  /** Every read with these options is of the same instant, while others go on writing. */
  inSnapshot<T>(work: (reading: Snapshot) => Promise<T>): Promise<T> {
    return this.client.withSession({ snapshot: true }, (session) =>
      work({
        session,
        get readConcern() {
          return { level: 'snapshot' as const };
        },
      }),
    );
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/** Options of a read in a snapshot. */
export interface Snapshot {
  readonly session: ClientSession;
  readonly readConcern: { readonly level: 'snapshot' };
}

/**
 * Unless the URL says otherwise; milliseconds. Within both together it is noticed that a server is back, and that the driver lost its
 * question whether it is.
 */
const soon = { heartbeatFrequencyMS: 2_000, connectTimeoutMS: 5_000 } as const;
const unlessIn = (url: string): MongoClientOptions =>
  Object.fromEntries(Object.entries(soon).filter(([name]) => !url.toLowerCase().includes(`${name.toLowerCase()}=`)));

const namesDatabase = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^/?]+/;
const clientOf = (url: string, { setting, patience = 10_000 }: Omit<OpenMongoOptions, 'installation'>): MongoClient => {
  if (!namesDatabase.test(url)) throw notUnderstood(setting);
  try {
    return new MongoClient(url, { ...certain, ...unlessIn(url), serverSelectionTimeoutMS: patience });
  } catch (error) {
    throw notUnderstood(setting, error);
  }
};

/** The driver's own message may quote the URL, and with it a password. */
const notUnderstood = (setting: string, error?: unknown): DatabaseRefused =>
  new DatabaseRefused(
    'setting',
    `${setting} is no URL of a MongoDB database${error instanceof Error ? ` (${error.name})` : ''}; write mongodb://host:27017/database?replicaSet=name.`,
  );

const unauthorized = 13;
const namespaceExists = 48;
const isThere = (error: unknown): boolean => (error as { code?: unknown }).code === namespaceExists;
