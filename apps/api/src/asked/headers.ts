import type { IncomingHttpHeaders } from 'node:http';
import { refused } from '../problems/problem';

/** `Idempotency-Key`: 1 to 200 visible ASCII characters, spaces among them. Throws RequestRefused (400). */
export const idempotencyKeyOf = (headers: IncomingHttpHeaders): string | undefined => {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x20-\x7e]{1,200}$/.test(key) && key.trim() === key) return key;
  throw refused(400, 'idempotency-key.malformed', 'Idempotency-Key takes 1 to 200 visible ASCII characters; a UUID is best.');
};

/** `If-Match: "<revision>"`, exactly one and strong. Throws RequestRefused (400). */
export const ifMatchOf = (headers: IncomingHttpHeaders): number | undefined => {
  const tag = headers['if-match'];
  if (tag === undefined) return undefined;
  const revision = /^"(0|[1-9]\d{0,14})"$/.exec(tag)?.[1];
  if (revision !== undefined) return Number(revision);
  throw refused(400, 'if-match.malformed', 'If-Match takes one revision in quotes, such as "7"; weak tags, lists and * are not taken.');
};

/** What is created has no revision yet that could be matched. Throws RequestRefused (400). */
export const refuseIfMatch = (headers: IncomingHttpHeaders): void => {
  if (headers['if-match'] !== undefined)
    throw refused(
      400,
      'if-match.not-here',
      'What is created has no revision yet; leave If-Match out. Idempotency-Key keeps it from happening twice.',
    );
};
