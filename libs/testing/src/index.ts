export { collect } from './collect';
export { eventStoreContract, type OpenedEventStore } from './event-store-contract';
export { keyStoreContract } from './key-store-contract';
export { deciderSpec } from './decider-spec';
