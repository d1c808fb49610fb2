export { collect } from './collect';
export { keyStoreContract } from './key-store-contract';
