import type { DatabaseKind } from '@redress/mongodb';
import type { Instant } from '@redress/kernel';
import type { Binary } from 'mongodb';
import type { ApiKey } from '../key-store';

export const keysDatabase: DatabaseKind = { name: 'key store', mark: 'RDky', version: 1 };

/** There from the first key, look-up or tombstone on; `key` and `destroyedAt` are never both there. */
export interface StoredStream {
  readonly _id: string;
  readonly key?: Binary;
  readonly destroyedAt?: Instant;
  /** How often look-ups were added: whoever adds one while the key is destroyed conflicts. */
  readonly additions?: number;
  /** In the order in which tombstones were made. */
  readonly n?: number;
}
/** Numbered in the order in which they were added. */
export interface StoredLookup {
  readonly _id: { readonly hash: string; readonly stream: string };
  readonly hash: string;
  readonly stream: string;
  readonly n: number;
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
