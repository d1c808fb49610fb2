import { ErrorType, type WrongExpectedVersionError } from '@eventstore/db-client';
import { type ExpectedRevision, OutcomeUnknown, RevisionConflict, StoreUnavailable, StreamTampered, TooLarge } from '../event-store';
import { DeadlineExpired } from './deadline';

/** The client's errors by what they carry: some come without `type`, some without `code`. */
interface Failure {
  readonly type?: string;
  readonly code?: number;
  readonly message?: string;
}
/** gRPC's word for a server that cannot be reached. */
const unavailable = 14;

/** The one place where an append that failed is put into the port's words. Whatever may have been sent is unknown. */
export const appendFailure = (error: unknown, stream: string, expected: ExpectedRevision): Error => {
  const failure = error as Failure;
  switch (failure.type) {
    case ErrorType.WRONG_EXPECTED_VERSION:
      return new RevisionConflict(stream, expected, revisionIn((error as WrongExpectedVersionError).actualVersion));
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
      return new TooLarge('The append is larger than EventStoreDB takes at once; send fewer events at a time.');
    case ErrorType.STREAM_DELETED:
      return removed(stream);
    case ErrorType.ACCESS_DENIED:
      return accessDenied();
    case ErrorType.NOT_LEADER:
      return new StoreUnavailable('busy', 'EventStoreDB is choosing its leader; nothing was stored. Try again in a moment.');
    default:
      return wasNeverSent(failure) ? unreachable() : new OutcomeUnknown(`The append to ${stream} may or may not be stored; read it.`);
  }
};

/** The same of a read, or of a subscription that ended. */
export const readFailure = (error: unknown, stream: string | null): Error => {
  if (error instanceof StoreUnavailable || error instanceof StreamTampered) return error;
  const failure = error as Failure;
  if (failure.type === ErrorType.STREAM_DELETED && stream !== null) return removed(stream);
  if (failure.type === ErrorType.ACCESS_DENIED) return accessDenied();
  if (failure.message?.includes('invalid position')) {
    return new RangeError('This is no position of this event log; a position is the decimal number that an append answered.');
  }
  if (error instanceof DeadlineExpired) return new StoreUnavailable('failed', `EventStoreDB does not answer. ${error.message}`);
  return unreachable();
};

export const isMissing = (error: unknown): boolean => (error as Failure).type === ErrorType.STREAM_NOT_FOUND;

/** An actual revision that is no number is that of a stream without events. */
const revisionIn = (actual: bigint | string): ExpectedRevision =>
  typeof actual === 'bigint' && actual >= 0n ? Number(actual) : 'no-stream';

/** Nobody listened, so nothing left this machine. Where this text should ever change, the outcome is unknown, which is safe. */
const wasNeverSent = ({ code, message }: Failure): boolean => code === unavailable && message!.includes('No connection established');

const unreachable = (): StoreUnavailable =>
  new StoreUnavailable('failed', 'EventStoreDB cannot be reached; see that it runs and that REDRESS_EVENT_STORE names it.');
const accessDenied = (): StoreUnavailable =>
  new StoreUnavailable('failed', 'EventStoreDB refuses these credentials; correct user and password in REDRESS_EVENT_STORE.');
const removed = (stream: string): StreamTampered =>
  new StreamTampered(stream, `${stream} was deleted in EventStoreDB; verify the log and look into a backup.`);
