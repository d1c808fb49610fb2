export { collect } from './collect';
export { asStored, deciderSpec } from './decider-spec';
export { eventStoreContract } from './event-store-contract';
export { type OpenedEventStore } from './event-store/store-under-test';
export { SqliteStores } from './event-store/sqlite-stores';
export { keyStoreContract } from './key-store-contract';
