export { type Fault, notPrimary, readOnlyUser, transientTransactionError, unknownCommitResult } from './faults';
export { LoopbackMongo, type LoopbackMongoOptions, type Sorted } from './loopback-mongo';
