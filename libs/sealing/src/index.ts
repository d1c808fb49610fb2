export {
  type ApiKey,
  type Kept,
  KeyDestroyed,
  KeyStillStored,
  KeyStore,
  KeysUnavailable,
  type LookupRow,
  type NoKey,
  OtherKeyStored,
  type StreamKey,
  type Tombstone,
} from './key-store';
export { InMemoryKeyStore } from './in-memory-key-store';
export { openMongoKeyStore } from './mongodb/open-mongo';
export { SqliteKeyStore } from './sqlite/sqlite-key-store';
export { type Nonces, openWith, type Place, placeOf, randomNonces, Sealer } from './sealer';
export { contentHash, lookupHash, type LookupKind, requestOf, valueHash } from './keyed-hashes';
