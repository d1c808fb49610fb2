import { DeadlineExpired, within } from '@redress/kernel';
import { isOfNetwork, isTransient } from '@redress/mongodb';
import { MongoError, MongoServerError } from 'mongodb';
import { KeysUnavailable } from '../key-store';

const outOfDiskSpace = 14031;
/** Milliseconds for one call. The driver has none of its own: it can wait for ever at a connection that broke under it. */
const deadline = 10_000;

/** What the driver failed by, in the words of the port; what does not come from it stays as it is. */
const unavailable = (error: unknown): unknown => {
  if (error instanceof MongoServerError && error.code === outOfDiskSpace) return new KeysUnavailable('full', error);
  if (isTransient(error)) return new KeysUnavailable('busy', error as Error);
  if (!(error instanceof MongoError || error instanceof DeadlineExpired || isOfNetwork(error))) return error;
  const sentence = 'MongoDB cannot be asked for keys; see that it runs and that REDRESS_KEY_STORE names it.';
  return new KeysUnavailable('failed', new Error(sentence, { cause: error }));
};

/** Throws KeysUnavailable. */
export const whereAvailable = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await within(deadline, work());
  } catch (error) {
    throw unavailable(error);
  }
};
