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
export interface StreamKey {
  readonly stream: string;
  readonly key: Buffer;
}
/** Some of what a key store keeps, as one hands it to another when a register is moved. What is left out is not there. */
export interface Kept {
  readonly tombstones?: readonly Tombstone[];
  readonly lookupKey?: Buffer;
  /** In the order they were made. */
  readonly apiKeys?: readonly ApiKey[];
  readonly keys?: readonly StreamKey[];
  /** Oldest first. */
  readonly lookups?: readonly LookupRow[];
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

  /**
   * All that is kept, in parts of bounded size, tombstones in the first: for whoever moves a register. Nothing else may ask for it.
   */
  abstract everything(): AsyncIterable<Kept>;
  /**
   * Adds what is not there yet, for whoever moves a register; the same again changes nothing. Nothing is ever overwritten: a tombstone on
   * either side wins over a key and its look-ups, an API key that was revoked stays so. Throws OtherKeyStored where another key stands, or
   * look-ups were made under another look-up key.
   */
  abstract take(kept: Kept): Promise<void>;

  abstract close(): Promise<void>;
}

/** These are the keys of another register, or of another copy of it: what was sealed under one opens under no other. */
export class OtherKeyStored extends Error {
  override readonly name = 'OtherKeyStored';
  /** `stream` null: it is the key of the look-ups. */
  constructor(readonly stream: string | null) {
    const what = stream === null ? 'Another look-up key, with look-ups under it, is' : `Another key of ${stream} is`;
    super(`${what} in the key store already; name an empty one, or the one that belongs to this record.`);
  }
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
