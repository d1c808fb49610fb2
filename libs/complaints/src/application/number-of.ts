import { hash, randomBytes } from 'node:crypto';
import { frame } from '@redress/kernel';
import { checkDigit } from '../domain/complaint.number';

/** Twelve digits: eleven from the first 8 bytes of the SHA-256 of the framed parts, and the check digit. */
export const numberOf = (...parts: readonly string[]): string => {
  const eleven = hash('sha256', frame(parts), 'buffer').readBigUInt64BE(0) % 100_000_000_000n;
  const digits = String(eleven).padStart(11, '0');
  return digits + checkDigit(digits);
};

/** The numbers to try, k = 0, 1, 2, ...: the same for the same actor and key, random without a key. */
export function* numbersToTry(actor: string, key: string = randomBytes(16).toString('hex')): Generator<string, never> {
  for (let k = 0; ; k += 1) yield numberOf('redress-number-1', actor, key, String(k));
}
