import type { DatabaseKind } from '@redress/mongodb';
import type { Instant } from '@redress/kernel';
import type { Binary } from 'mongodb';
import type { ApiKey } from '../key-store';

export const keysDatabase: DatabaseKind = { name: 'key store', mark: 'RDky', version: 1 };

/**
 * All of one stream in one document, so that a key and its look-ups die in one step and no transaction of a process that was killed keeps
 * others waiting. There from the first key, look-up or tombstone on; `destroyedAt` is never there beside `key` or `hashes`.
 */
export interface StoredStream {
  readonly _id: string;
  readonly key?: Binary;
  readonly destroyedAt?: Instant;
  /** Of the look-ups: a few. */
  readonly hashes?: readonly string[];
  /** The order in which streams were given look-ups. */
  readonly since?: number;
  /** The order in which tombstones were made. */
  readonly n?: number;
}
/** The one document of what the whole register shares; `numbered` is the last number given to anything. */
export interface StoredRegister {
  readonly _id: 'register';
  readonly lookupKey: Binary;
  readonly lookupsThrough: string | null;
  readonly numbered: number;
}
export interface StoredApiKey extends Omit<ApiKey, 'sha256'> {
  readonly _id: string;
  readonly n: number;
}
