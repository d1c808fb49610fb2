import { isTransient } from '@redress/mongodb';
import { MongoError, MongoServerError } from 'mongodb';
import { KeysUnavailable } from '../key-store';

const outOfDiskSpace = 14031;

/** What the driver failed by, in the words of the port; what does not come from it stays as it is. */
const unavailable = (error: unknown): unknown => {
  if (error instanceof MongoServerError && error.code === outOfDiskSpace) return new KeysUnavailable('full', error);
  if (isTransient(error)) return new KeysUnavailable('busy', error as Error);
  if (!(error instanceof MongoError)) return error;
  const sentence = 'MongoDB cannot be asked for keys; see that it runs and that REDRESS_KEY_STORE names it.';
  return new KeysUnavailable('failed', new Error(sentence, { cause: error }));
};

/** Throws KeysUnavailable. */
export const whereAvailable = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw unavailable(error);
  }
};
