export { collect } from './collect';
export { asStored, deciderSpec } from './decider-spec';
export { keyStoreContract } from './key-store-contract';
