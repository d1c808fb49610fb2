import type { Instant, Role, StaffId } from '@redress/kernel';

/** What stands in the place of a key that is not there. */
export type NoKey = 'destroyed' | 'none';
/** A person's e-mail, phone or order number as a keyed hash, and the stream it belongs to. */
export interface LookupRow {
  readonly hash: string;
  readonly stream: string;
}
export interface Tombstone {
  readonly stream: string;
  readonly destroyedAt: Instant;
}
/** An API key as it is kept: the SHA-256 of its 32 random bytes and its first characters; the key itself is shown once and kept nowhere. */
export interface ApiKey {
  readonly sha256: string;
  readonly prefix: string;
  readonly actor: { readonly id: StaffId; readonly role: Role };
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/**
 * The port. One random 32-byte key a stream; erasing a person is destroying keys. Look-ups and API keys live here too, because they
 * must die with the key or never leave this store. Whatever cannot be written now throws KeysUnavailable and has changed nothing.
 */
export abstract class KeyStore {
  /** The stream's key, made and durable when this answers. Throws KeyDestroyed where a tombstone stands. */
  abstract keyOf(stream: string): Promise<Buffer>;
  /** The keys of many streams in one transaction, in their order; 'destroyed' where a tombstone stands. */
  abstract keysOf(streams: readonly string[]): Promise<readonly (Buffer | 'destroyed')[]>;
  /** The key, or what is there instead of it; makes nothing. */
  abstract find(stream: string): Promise<Buffer | NoKey>;
  /**
   * Leaves a tombstone and removes the stream's look-ups. Destroying twice, or what never was, is no error; the first date stays. Throws
   * KeyStillStored while the key or a look-up can be found anywhere in the store; ask again then.
   */
  abstract destroy(stream: string, destroyedAt: Instant): Promise<void>;
  abstract tombstones(): Promise<readonly Tombstone[]>;

  /** The register's look-up key, made once. */
  abstract lookupKey(): Promise<Buffer>;
  /** Adds what is not there yet; a stream whose key is destroyed gets none. */
  abstract addLookups(rows: readonly LookupRow[]): Promise<void>;
  /** The streams under a hash, oldest first. */
  abstract findStreams(hash: string): Promise<readonly string[]>;
  /** Up to which position of the log all look-ups are written; null before the first. */
  abstract lookupsThrough(): Promise<string | null>;
  abstract setLookupsThrough(position: string): Promise<void>;

  abstract addApiKey(key: ApiKey): Promise<void>;
  abstract findApiKey(sha256: string): Promise<ApiKey | null>;
  /** In the order they were made. */
  abstract apiKeys(): Promise<readonly ApiKey[]>;
  /** Answers false where no key has the prefix. */
  abstract revokeApiKey(prefix: string, revokedAt: Instant): Promise<boolean>;

  abstract close(): Promise<void>;
}

/** The personal data of the stream was erased: nothing personal can be added to it (HTTP 409, `complaint.erased`). */
export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed';
  constructor(readonly stream: string) {
    super(`The personal data of ${stream} was erased; nothing personal can be added to it.`);
  }
}

/** Nothing was stored: the key store cannot write now (`full`: no space on the disk is left; `busy`: another process keeps it). */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
  constructor(
    readonly reason: 'full' | 'busy' | 'failed',
    cause: Error,
  ) {
    super(cause.message, { cause });
  }
}

/** The key opens nothing any more, but its bytes can still be found in the files. */
export class KeyStillStored extends Error {
  override readonly name = 'KeyStillStored';
  constructor(readonly stream: string) {
    super(`The key of ${stream} is destroyed, but its bytes are still in the files; destroy it again when no other process reads them.`);
  }
}
