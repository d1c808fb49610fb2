export { collect } from './collect';
export { documentStoreContract, type OpenDocumentStore } from './document-store-contract';
export { InMemoryEventStore, type InMemoryOptions } from './in-memory-event-store';
export { keyStoreContract } from './key-store-contract';
