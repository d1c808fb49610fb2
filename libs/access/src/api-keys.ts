import { randomBytes } from 'node:crypto';
import { type Actor, type Instant, sha256 } from '@redress/kernel';
import type { ApiKey, KeyStore } from '@redress/sealing';

/** A key at the one moment it can be read: 43 characters, base64url of 32 random bytes. Nothing can show it again. */
export interface NewApiKey {
  readonly key: string;
  /** Its first eight characters: what it is called from now on. */
  readonly prefix: string;
}
/** What is told of a key later; neither the key nor its hash. */
export type ShownApiKey = Omit<ApiKey, 'sha256'>;

/** Keys for the API and the command line. A key has one role; a person may hold several keys under one actor id. */
export class ApiKeys {
  constructor(private readonly keys: KeyStore) {}

  /** `expiresAt` null: until it is revoked. Throws KeysUnavailable. */
  async create(actor: Actor, now: Instant, expiresAt: Instant | null = null): Promise<NewApiKey> {
    const bytes = randomBytes(32);
    const key = bytes.toString('base64url');
    const prefix = prefixOf(key);
    await this.keys.addApiKey({
      sha256: sha256(bytes),
      prefix,
      actor: { id: actor.id, role: actor.role },
      createdAt: now,
      expiresAt,
      revokedAt: null,
    });
    return { key, prefix };
  }

  /**
   * Who holds the key, or null where it is unknown, expired or revoked. What is looked up is a hash of 256 random bits, so the time a
   * look-up takes tells nothing about any other key. Nothing is remembered: a key revoked by another process is refused at once.
   */
  async authenticate(key: string, now: Instant): Promise<Actor | null> {
    const bytes = bytesOf(key);
    const found = bytes && (await this.keys.findApiKey(sha256(bytes)));
    if (!found || found.revokedAt !== null || (found.expiresAt !== null && found.expiresAt <= now)) return null;
    return found.actor;
  }

  /** In the order they were made. */
  async list(): Promise<readonly ShownApiKey[]> {
    return (await this.keys.apiKeys()).map(({ sha256: _secret, ...shown }) => shown);
  }

  /** Answers false where no key has the prefix; revoking twice keeps the first instant. */
  revoke(prefix: string, now: Instant): Promise<boolean> {
    return this.keys.revokeApiKey(prefix, now);
  }
}

/** What a key is called: its first eight characters. */
export const prefixOf = (key: string): string => key.slice(0, 8);

/** Only the one spelling of the 32 bytes: the last character has two spare bits, and a key has one name. */
const bytesOf = (key: string): Buffer | null => {
  const bytes = Buffer.from(key, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === key ? bytes : null;
};
