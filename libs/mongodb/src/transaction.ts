import { setTimeout as wait } from 'node:timers/promises';
import { type ClientSession, MongoBulkWriteError, MongoError, MongoNetworkError, type TransactionOptions } from 'mongodb';

const options: TransactionOptions = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority', j: true },
  readPreference: 'primary',
};
/** Many writers at one document lose against each other again and again. */
const mostTries = 12;
const mostCommits = 3;
const firstPause = 5;
const longestPause = 200;

/** It was told to commit, and nobody said whether it did: look for what it would have changed. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
  constructor(cause: unknown) {
    super('The database did not say whether it stored the change; look before you try again.', { cause });
  }
}

/**
 * All that `work` does with the session, or nothing. It is done again in a new transaction after a passing error, so it must not change
 * anything else. Throws CommitUnknown, and the error of the last try.
 */
export const inTransaction = async <T>(session: ClientSession, work: (session: ClientSession) => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      session.startTransaction(options);
      const result = await work(session);
      await committed(session);
      return result;
    } catch (error) {
      // Ended at the server too where it is still open; where that cannot be said, the next one ends it.
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      if (!(isTransient(error) || isOfNetwork(error)) || tries === mostTries) throw error;
      await wait(Math.min(firstPause * 2 ** tries, longestPause) * Math.random());
    }
  }
};

/** Asking to commit again is safe: what is committed stays so. */
const committed = async (session: ClientSession): Promise<void> => {
  for (let asked = 1; ; asked += 1) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      if (!(hasLabel(error, 'UnknownTransactionCommitResult') || isOfNetwork(error))) throw error;
      if (asked === mostCommits) throw new CommitUnknown(error);
    }
  }
};

/** May the same be tried again, because nothing was stored? */
export const isTransient = (error: unknown): boolean => hasLabel(error, 'TransientTransactionError');

/**
 * Did the connection break? The driver labels what becomes of that, but not on a connection that it had given up already, and hands on
 * what Node says while it writes as it is.
 */
export const isOfNetwork = (error: unknown): boolean => {
  const first = error instanceof MongoBulkWriteError ? error.errorResponse : error;
  return first instanceof MongoNetworkError || isOfSocket(first);
};

/** Of a call to the system, or of a socket that the other side has ended. */
const isOfSocket = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && ('syscall' in error || (error as { code?: unknown }).code === 'EPIPE');

const hasLabel = (error: unknown, label: string): boolean => error instanceof MongoError && error.hasErrorLabel(label);
