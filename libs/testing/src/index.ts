export { InMemoryEventStore, type InMemoryOptions } from './in-memory-event-store';
export { asStored, deciderSpec } from './decider-spec';
export { collect } from './collect';
export { randoms } from './randoms';
export { documentStoreContract, type OpenDocumentStore } from './document-store-contract';
export { eventStoreContract } from './event-store-contract';
export { type OpenedEventStore } from './event-store/store-under-test';
export { SqliteStores } from './event-store/sqlite-stores';
export { keyStoreContract } from './key-store-contract';
