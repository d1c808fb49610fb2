import { createHmac, hash, type BinaryLike, type KeyObject } from 'node:crypto';

/** Frames are hashed far more often than kept, so they are written into one piece of memory that grows to the longest. */
let page = Buffer.alloc(4_096);

/** A UTF-16 unit becomes at most three bytes. */
const mostBytes = (parts: readonly string[]): number => {
  let most = 0;
  for (const part of parts) most += 8 + 3 * part.length;
  return most;
};

/** The frame of the parts behind a prefix, valid until the next call. */
const written = (prefix: Buffer, parts: readonly string[]): Buffer => {
  const most = prefix.length + mostBytes(parts);
  if (page.length < most) page = Buffer.alloc(2 * most);
  prefix.copy(page);
  let offset = prefix.length;
  for (const part of parts) {
    const length = page.write(part, offset + 8, 'utf8');
    // No part is near 4 GiB, so the upper half of its length stays zero.
    page.writeUInt32BE(0, offset);
    page.writeUInt32BE(length, offset + 4);
    offset += 8 + length;
  }
  return page.subarray(0, offset);
};
const nothing = Buffer.alloc(0);

/** Each part as an 8-byte big-endian length and its UTF-8 bytes, so that no two lists of parts give the same bytes. */
export const frame = (parts: readonly string[]): Buffer => Buffer.from(written(nothing, parts));

/** SHA-256 as 64 hex digits. */
export const sha256 = (bytes: Buffer | string): string => hash('sha256', bytes, 'hex');

/** SHA-256 over framed parts; the first part names purpose and version. */
export const sha256Of = (parts: readonly string[]): string => sha256(written(nothing, parts));

/** The same as a text of 32 characters, a byte each: a quarter of the time that a Buffer takes. */
export const sha256BytesOf = (parts: readonly string[]): string => hash('sha256', written(nothing, parts), 'binary');

/** HMAC-SHA-256 over framed parts, as 64 hex digits; the first part names purpose and version. */
export const hmacOf = (key: BinaryLike | KeyObject, ...parts: readonly string[]): string =>
  createHmac('sha256', key).update(written(nothing, parts)).digest('hex');

const modulus = 1n << 256n;
/** Order-free sum of hashes, mod 2^256, as 64 hex digits: the digest of a set. */
export const sum256 = (hashes: Iterable<string>): string => {
  let sum = 0n;
  for (const each of hashes) sum += BigInt(`0x${each}`);
  return (sum % modulus).toString(16).padStart(64, '0');
};

/** UUIDv5 of framed parts; the first part names purpose and version (RFC 9562, section 5.5). */
export const uuidOf = (...parts: readonly string[]): string => uuid5(written(redress, parts));

/** Of the namespace's bytes and the name behind them. */
const uuid5 = (bytes: Buffer): string => {
  const digest = hash('sha1', bytes, 'hex');
  const variant = '89ab'[parseInt(digest[16]!, 16) % 4]!;
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
};

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const dns = bytesOf('6ba7b810-9dad-11d1-80b4-00c04fd430c8');
const redress = bytesOf(uuid5(Buffer.concat([dns, Buffer.from('redress')])));
