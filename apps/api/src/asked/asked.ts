import { readNumber } from '@redress/complaints';
import type { Asking } from '@redress/event-store';
import type { Actor, Instant } from '@redress/kernel';
import type { FastifyRequest } from 'fastify';
import { refused } from '../problems/problem';
import { idempotencyKeyOf, ifMatchOf } from './headers';

/** The actor of an authenticated request. */
export const actorOf = ({ actor }: FastifyRequest): Actor => {
  if (actor) return actor;
  throw new Error('A handler ran for a request that nobody was authenticated for.');
};

export const askingOf = (request: FastifyRequest, now: Instant): Asking => ({
  actor: actorOf(request),
  now,
  key: idempotencyKeyOf(request.headers),
  ifMatch: ifMatchOf(request.headers),
});

/** The complaint number in the path, bare or grouped. A wrong or swapped digit is refused before any look-up. Throws RequestRefused (400). */
export const numberIn = ({ params }: FastifyRequest): string => {
  const number = readNumber((params as { number: string }).number);
  if (number !== null) return number;
  throw refused(
    400,
    'number.mistyped',
    'This is no complaint number: a digit is wrong, missing or swapped. Compare it with the letter it comes from.',
  );
};

/** The staff id in the path. What cannot be one belongs to nobody. Throws RequestRefused (404). */
export const staffIdIn = ({ params }: FastifyRequest): string => {
  const { id } = params as { id: string };
  if (/^[A-Za-z0-9._-]{1,64}$/.test(id)) return id;
  throw refused(404, 'staff.unknown', 'There is nobody with this staff id; check it.');
};
