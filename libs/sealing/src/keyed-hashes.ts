import { createHash } from 'node:crypto';
import { hmacOf } from '@redress/kernel';

/** What was asked, as 64 hex digits that nobody can guess back without the stream's key. `number` is '' for a creation, `body` RFC 8785 text. */
export const requestOf = (key: Buffer, command: string, number: string, body: string): string =>
  hmacOf(key, 'redress-request-1', command, number, body);

/** A sealed value that has to be compared later, under the stream's key: nothing guessable survives an erasure. */
export const valueHash = (key: Buffer, value: string): string => hmacOf(key, 'redress-value-1', value);

export type LookupKind = 'email' | 'phone' | 'order';

/** Under the register's look-up key, after normalisation. */
export const lookupHash = (lookupKey: Buffer, kind: LookupKind, value: string): string =>
  hmacOf(lookupKey, 'redress-lookup-1', kind, normalised(kind, value));

/** NFC, trimmed, lower case; a phone number is its digits with the leading +. */
const normalised = (kind: LookupKind, value: string): string => {
  const text = value.normalize('NFC').trim().toLowerCase();
  if (kind !== 'phone') return text;
  return (text.startsWith('+') ? '+' : '') + text.replace(/\D/g, '');
};

/** SHA-256 over 16 random bytes and then the text, so that a letter that went out can be proven and not be guessed after erasure. */
export const contentHash = (salt: Buffer, text: string): string => createHash('sha256').update(salt).update(text, 'utf8').digest('hex');
