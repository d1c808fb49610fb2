export {
  type Appended,
  EventStore,
  type ExpectedRevision,
  limits,
  type NewEvent,
  OutcomeUnknown,
  type RecordedEvent,
  refuseNothing,
  OutOfOrder,
  refuseTooLarge,
  RevisionConflict,
  StoreUnavailable,
  StreamTampered,
  TooLarge,
} from './event-store';
export { earliest, isAfter } from './position';
export { type EventMetadata, metadataOf, recordedAtOf } from './metadata';
export { EventCodec, type PartUpcasters, UnknownEvent, type Upcasters } from './event-codec';
export { ChainFollower, chained, firstPrev, hashedParts, linksOf, type Problem, type Unlinked, verifyStream } from './chain';
export { type Cause, type Draft, link, type StreamEnd } from './linking';
export { type Asked, Busy, type Facts, type Handled, type History, KeyReused, type Seen, Stale, StreamDecider } from './stream-decider';
export { type Asking, commandIdOf } from './asking';
export { type SavedHead, type VerifiedLog, verifyLog } from './verify-log';
export { SqliteEventStore, type SqliteEventStoreOptions } from './sqlite/sqlite-event-store';
export { openEventStoreDb } from './eventstoredb/open';
export type { EventStoreDbOptions } from './eventstoredb/eventstoredb-event-store';
export type { Gap } from './sqlite/event-reader';
export type { WriterFault } from './sqlite/writer-fault';
export { builtFile } from './sqlite/built-file';
