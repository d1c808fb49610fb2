import { randomUUID } from 'node:crypto';
import { type Actor, type Instant, uuidOf } from '@redress/kernel';

/** Who asks, when our clock says so, with which Idempotency-Key, having seen which revision. */
export interface Asking {
  readonly actor: Actor;
  readonly now: Instant;
  readonly key?: string | undefined;
  readonly ifMatch?: number | undefined;
}

/** The same actor with the same Idempotency-Key gives the same command; without a key every call is a command of its own. */
export const commandIdOf = ({ actor, key }: Asking): string =>
  key === undefined ? randomUUID() : uuidOf('redress-command-1', actor.id, key);
