export { type BatchLimits, usualLimits } from './batch-limits';
export { type ProjectorClock, systemClock } from './clock';
export { type LogReader } from './collection-writer';
export {
  BadCursor,
  type Batch,
  type Checkpoint,
  CheckpointMoved,
  type Collection,
  CollectionGone,
  type Difference,
  type Differences,
  type Digests,
  DocumentStore,
  DocumentsUnavailable,
  type Lease,
  type Page,
  type PageQuery,
  type Park,
  partsOf,
  type Row,
  type RowQuery,
  type Shape,
  type Sum,
  type SumQuery,
  SumTooLarge,
  type Swap,
  TransientAbort,
  Unstorable,
  type Value,
} from './document-store';
export type { Described, Field, Fields, FieldType } from './described';
export { noVersions, type Reading, type VersionsReader } from './folding';
export { collectionOf, type Counter, type On, type Projection, readModelOf, type Recorded } from './projection';
export { type Lag, Projector, type ProjectorOptions, type ProjectorStatus } from './projector';
export { type Activity, type AnyProjector, newHolder, Projectors, type ProjectorsOptions, UnknownReadModel } from './projectors';
export { Rebuild, RebuildCancelled, type RebuildOptions, RebuildRefused, type Rebuilt } from './rebuild';
export { ServedReadModel } from './served-read-model';
export { addedUp, Sum256 } from './sum-256';
export { catalogueCollections, type DescribedCollection, placeCollections } from './mongodb/described-collections';
export { pageIndex, pageKey } from './mongodb/indexes';
export { openMongoDocumentStore } from './mongodb/open-mongo';
export { SqliteDocumentStore } from './sqlite/sqlite-document-store';
export { viewsFile } from './sqlite/views-file';
