export { EventStoreDbDouble } from './eventstoredb-double';
export type { AppendFault } from './append-faults';
