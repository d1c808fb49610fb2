import { isTransient } from '@redress/mongodb';
import { MongoError, MongoServerError } from 'mongodb';
import { KeysUnavailable } from '../key-store';

const outOfDiskSpace = 14031;

/** What the driver failed by, in the words of the port; what does not come from it stays as it is. */
export const unavailable = (error: unknown): unknown => {
  if (error instanceof MongoServerError && error.code === outOfDiskSpace) return new KeysUnavailable('full', error);
  if (isTransient(error)) return new KeysUnavailable('busy', error as Error);
  return error instanceof MongoError ? new KeysUnavailable('failed', error) : error;
};
