export { collect } from './collect';
export { asStored, deciderSpec } from './decider-spec';
export { eventStoreContract, type OpenedEventStore } from './event-store-contract';
export { keyStoreContract } from './key-store-contract';
