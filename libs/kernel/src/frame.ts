import { createHash, createHmac, hash, type BinaryLike, type KeyObject } from 'node:crypto';

/** Each part as an 8-byte big-endian length and its UTF-8 bytes, so that no two lists of parts give the same bytes. */
export const frame = (parts: readonly string[]): Buffer => {
  const lengths = parts.map((part) => Buffer.byteLength(part, 'utf8'));
  const bytes = Buffer.alloc(lengths.reduce((sum, length) => sum + 8 + length, 0));
  let offset = 0;
  parts.forEach((part, index) => {
    // No part is near 4 GiB, so the upper half of its length stays zero.
    bytes.writeUInt32BE(lengths[index]!, offset + 4);
    bytes.write(part, offset + 8, 'utf8');
    offset += 8 + lengths[index]!;
  });
  return bytes;
};

/** SHA-256 as 64 hex digits. */
export const sha256 = (bytes: Buffer | string): string => hash('sha256', bytes, 'hex');

/** HMAC-SHA-256 over framed parts, as 64 hex digits; the first part names purpose and version. */
export const hmacOf = (key: BinaryLike | KeyObject, ...parts: readonly string[]): string =>
  createHmac('sha256', key).update(frame(parts)).digest('hex');

const modulus = 1n << 256n;
/** Order-free sum of hashes, mod 2^256, as 64 hex digits: the digest of a set. */
export const sum256 = (hashes: Iterable<string>): string => {
  let sum = 0n;
  for (const each of hashes) sum += BigInt(`0x${each}`);
  return (sum % modulus).toString(16).padStart(64, '0');
};

/** UUIDv5 of framed parts; the first part names purpose and version (RFC 9562, section 5.5). */
export const uuidOf = (...parts: readonly string[]): string => uuid5(redress, frame(parts));

const uuid5 = (namespace: string, name: Buffer): string => {
  const digest = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const redress = uuid5(dns, Buffer.from('redress'));
