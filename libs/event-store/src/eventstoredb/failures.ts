import { ErrorType, type WrongExpectedVersionError } from '@eventstore/db-client';
import { type ExpectedRevision, OutcomeUnknown, RevisionConflict, StoreUnavailable, StreamTampered, TooLarge } from '../event-store';
import { DeadlineExpired } from '@redress/kernel';
import { unreachable, unreached } from './unreached';

/** The client's errors by what they carry: some come without `type`, some without `code`. */
interface Failure {
  readonly type?: string;
  readonly code?: number;
  readonly message?: string;
}
/** Of gRPC: nobody has this name and password. Everything else that is denied is denied to a user who is known, or to nobody. */
const unauthenticated = 16;

const passing = 'EventStoreDB is starting, busy, or choosing its leader;';

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
      return accessDenied(failure, 'write; name one who may');
    default:
      if (takesNothingNow(failure)) return new StoreUnavailable('busy', `${passing} nothing was stored. Try again in a moment.`);
      return unreached(failure.message ?? '') ?? new OutcomeUnknown(`The append to ${stream} may or may not be stored; read it.`);
  }
};

/** The same of a read, or of a subscription that ended. */
export const readFailure = (error: unknown, stream: string | null): Error => {
  if (error instanceof StoreUnavailable || error instanceof StreamTampered) return error;
  const failure = error as Failure;
  if (failure.type === ErrorType.STREAM_DELETED && stream !== null) return removed(stream);
  if (failure.type === ErrorType.ACCESS_DENIED) {
    return accessDenied(
      failure,
      stream === null ? 'read the whole log; name one who may read $all, as members of $admins do' : 'read; name one who may',
    );
  }
  if (failure.message?.includes('invalid position')) {
    return new RangeError('This is no position of this event log; a position is the decimal number that an append answered.');
  }
  if (error instanceof DeadlineExpired) {
    return new StoreUnavailable('failed', `EventStoreDB does not answer; see whether it is stopped or overloaded. ${error.message}`);
  }
  if (takesNothingNow(failure)) {
    return new StoreUnavailable('busy', `${passing} try again in a moment.`);
  }
  return unreached(failure.message ?? '') ?? unreachable();
};

/** To users who may read a stream and not its metadata. */
export const isRefused = (error: unknown): boolean => (error as Failure).type === ErrorType.ACCESS_DENIED;
export const isMissing = (error: unknown): boolean => (error as Failure).type === ErrorType.STREAM_NOT_FOUND;

/** An actual revision that is no number is that of a stream without events. */
const revisionIn = (actual: bigint | string): ExpectedRevision =>
  typeof actual === 'bigint' && actual >= 0n ? Number(actual) : 'no-stream';

/** The server's words for what it sent back unread: it starts, has too much to do, or another node leads. */
const takesNothingNow = ({ type, message = '' }: Failure): boolean =>
  type === ErrorType.NOT_LEADER || /Server Is (Not Ready|Too Busy|Busy)|No leader info available/.test(message);

const accessDenied = ({ code }: Failure, may: string): StoreUnavailable =>
  new StoreUnavailable(
    'failed',
    code === unauthenticated
      ? 'EventStoreDB refuses these credentials; correct user and password in REDRESS_EVENT_STORE.'
      : `EventStoreDB does not let the user of REDRESS_EVENT_STORE, or nobody where it names none, ${may}.`,
  );
export const removed = (stream: string): StreamTampered =>
  new StreamTampered(stream, `${stream} was deleted in EventStoreDB; verify the log and look into a backup.`);
