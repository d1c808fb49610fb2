import { DeadlineExpired } from '@redress/kernel';
import { isOfNetwork, isTransient } from '@redress/mongodb';
import { BSON, MongoError, MongoInvalidArgumentError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { DocumentsUnavailable, TransientAbort, Unstorable } from '../document-store';

/** BadValue of a sum beyond 64 bits; duplicate key; a document beyond 16 MB, as three versions say it. */
const neverStorable: readonly unknown[] = [2, 11000, 10334, 17419, 17420];

/** What a write failed by, in the words of the port; what is none of these stays as it is. */
export const failureOf = (error: unknown): unknown => {
  if (isTransient(error) || isPassing(error)) return new TransientAbort((error as Error).message, { cause: error });
  if (error instanceof MongoServerError && neverStorable.includes(error.code)) {
    return new Unstorable(`The store refuses it: ${nameOf(error)}.`, { cause: error });
  }
  // The driver measures a document before it sends it, and BSON knows no other way to say that it cannot write one.
  if (error instanceof MongoInvalidArgumentError || error instanceof BSON.BSONError) {
    return new Unstorable(`The store refuses it: ${error.message}.`, { cause: error });
  }
  return error;
};

const snapshotTooOld = 239;

/** What a read failed by, in the words of the port; what is none of these stays as it is. */
export const readFailureOf = (error: unknown): unknown => {
  if (error instanceof MongoServerError && error.code === snapshotTooOld) {
    const sentence =
      'MongoDB forgot the instant that was read before all of it was; let it remember longer (minSnapshotHistoryWindowInSeconds), and try again.';
    return new DocumentsUnavailable(sentence, { cause: error });
  }
  if (!isTransient(error) && !isPassing(error)) return error;
  return new DocumentsUnavailable('MongoDB cannot be asked; see that it runs and that REDRESS_DOCUMENT_STORE names it.', { cause: error });
};

/** No server could be reached, or the one that was asked steps down: there will be another. */
const isPassing = (error: unknown): boolean =>
  error instanceof DeadlineExpired ||
  isOfNetwork(error) ||
  error instanceof MongoServerSelectionError ||
  (error instanceof MongoError && error.hasErrorLabel('RetryableWriteError'));

/** The server's own message quotes the document that it refuses. */
const nameOf = ({ codeName, code }: MongoServerError): string => codeName ?? `error ${code}`;
