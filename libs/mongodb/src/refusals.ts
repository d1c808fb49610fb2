import { type MongoClient, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { DatabaseRefused } from './database-kind';
import type { OpenMongoOptions } from './mongo-database';

const unauthorized = 13;
const authenticationFailed = 18;

/** What keeps a database from being opened, in a sentence that helps; what is none of these stays as it is. */
export const refusalOf = (error: unknown, client: MongoClient, { setting }: Pick<OpenMongoOptions, 'setting'>): unknown => {
  const { hosts, replicaSet, dbName } = client.options;
  const place = `${hosts.join(', ')} (${setting})`;
  if (error instanceof MongoServerSelectionError) return unreachable(error, place, replicaSet);
  if (!(error instanceof MongoServerError)) return error;
  if (error.code === authenticationFailed) {
    return new DatabaseRefused(
      'password',
      `${place} refuses the user or the password; correct them in ${setting}, and name the user's database as authSource.`,
    );
  }
  if (error.code === unauthorized) {
    return new DatabaseRefused(
      'rights',
      `The user of ${setting} may not write to ${dbName}; grant it the role readWrite on that database.`,
    );
  }
  return error;
};

/** Where a server answers that is no member of the set, the driver forgets it. */
const unreachable = (error: MongoServerSelectionError, place: string, replicaSet: string | undefined): DatabaseRefused => {
  const servers = [...(error.reason?.servers.values() ?? [])];
  if (servers.length === 0 && replicaSet) {
    return new DatabaseRefused(
      'no replica set',
      `${place} is no member of the replica set ${replicaSet}. Start mongod with --replSet ${replicaSet} and run rs.initiate() once in mongosh; one server is enough.`,
      error,
    );
  }
  const isSilent = servers.every((server) => isNetwork(server.error));
  return isSilent
    ? new DatabaseRefused('unreachable', `No MongoDB server answers at ${place}; start it, or correct host and port.`, error)
    : new DatabaseRefused(
        'unreachable',
        `What answers at ${place} has no primary or is no MongoDB server; look at its log, or correct host, port and tls.`,
        error,
      );
};

const isNetwork = (error: Error | null): boolean => {
  const code = (error?.cause as { code?: string } | undefined)?.code;
  return code !== undefined && ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code);
};
