import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';

/** Names of databases for one run on the server of REDRESS_TEST_MONGO, whatever else it holds; `drop` takes them away again. */
export class MongoDatabases {
  private readonly run = randomUUID().replaceAll('-', '').slice(0, 12);
  private readonly names: string[] = [];

  /** `url`: of the server, with or without a database; where users are kept stays where it was. */
  constructor(private readonly url: string) {}

  /** The URL of another database each time. */
  next(): string {
    const name = `redress-test-${this.run}-${this.names.length}`;
    this.names.push(name);
    return withDatabase(this.url, name);
  }

  async drop(): Promise<void> {
    const client = await MongoClient.connect(this.url);
    try {
      for (const name of this.names) await client.db(name).dropDatabase();
    } finally {
      await client.close();
    }
  }
}

/** A URL with a user but without `authSource` looks for that user in its database, `admin` where it names none. */
export const withDatabase = (url: string, name: string): string => {
  const [, server, database, query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(url) ?? [];
  if (!server) throw new Error('REDRESS_TEST_MONGO is no URL of a server; write mongodb://127.0.0.1:27017/?replicaSet=rs0.');
  const options = new URLSearchParams(query);
  if (server.includes('@') && !options.has('authSource')) options.set('authSource', database || 'admin');
  return `${server}/${name}?${options.toString()}`;
};
