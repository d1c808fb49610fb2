import { DeadlineExpired } from '@redress/kernel';
import { isOfNetwork, isTransient } from '@redress/mongodb';
import { MongoError, MongoServerError } from 'mongodb';
import { KeysUnavailable } from '../key-store';

const outOfDiskSpace = 14031;

/** What the driver failed by, in the words of the port; what does not come from it stays as it is. */
export const unavailable = (error: unknown): unknown => {
  if (error instanceof MongoServerError && error.code === outOfDiskSpace) return new KeysUnavailable('full', error);
  if (isTransient(error)) return new KeysUnavailable('busy', error as Error);
  if (!(error instanceof MongoError || error instanceof DeadlineExpired || isOfNetwork(error))) return error;
  const sentence = 'MongoDB cannot be asked for keys; see that it runs and that REDRESS_KEY_STORE names it.';
  return new KeysUnavailable('failed', new Error(sentence, { cause: error }));
};
