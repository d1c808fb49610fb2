export { type DatabaseKind, DatabaseRefused, type Refusal } from './database-kind';
export { MongoDatabase, type OpenMongoOptions, type Snapshot } from './mongo-database';
export type { NamedSession } from './named-session';
export { CommitUnknown, isOfNetwork, isTransient } from './transaction';
