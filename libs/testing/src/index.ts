export { InMemoryEventStore, type InMemoryOptions } from './in-memory-event-store';
export { asStored, deciderSpec } from './decider-spec';
export { collect } from './collect';
export { documentStoreContract, type OpenDocumentStore } from './document-store-contract';
export { eventStoreContract, type OpenedEventStore } from './event-store-contract';
export { keyStoreContract } from './key-store-contract';
