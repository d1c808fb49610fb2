export { type Fault, notPrimary, readOnlyUser, transientTransactionError, unknownCommitResult, wrongPassword } from './faults';
export { LoopbackMongo, type LoopbackMongoOptions, type Sorted } from './loopback-mongo';
export { ServerError } from './server-error';
