export { collect } from './collect';
<<<<<<< HEAD
export { eventStoreContract, type OpenedEventStore } from './event-store-contract';
=======
export { asStored, deciderSpec } from './decider-spec';
>>>>>>> domain
export { keyStoreContract } from './key-store-contract';
export { deciderSpec } from './decider-spec';
