import { type Actor, type Instant, uuidOf } from '@redress/kernel';
import { chained } from './chain';
import type { NewEvent } from './event-store';

/** Where a stream ends: what the next event follows. An empty stream ends at revision -1 with 64 zeros. */
export interface StreamEnd {
  readonly revision: number;
  readonly hash: string;
}

/** An event that is ready but for its place in the chain. */
export interface Draft {
  readonly type: string;
  readonly schema: number;
  readonly data: object;
}

/** Who asked for the events, when our clock said so, and what was asked (null: never compared). */
export interface Cause {
  readonly commandId: string;
  readonly request: string | null;
  readonly actor: Actor;
  readonly recordedAt: Instant;
}

/** The events of one command as texts, each linked to the one before it. */
export const link = (
  stream: string,
  drafts: readonly Draft[],
  cause: Cause,
  after: StreamEnd,
): { readonly events: NewEvent[]; readonly end: StreamEnd } => {
  const { commandId, request, actor, recordedAt } = cause;
  const who = { id: actor.id, role: actor.role };
  let { revision, hash } = after;
  const events = drafts.map(({ type, schema, data }, index): NewEvent => {
    const id = uuidOf('redress-event-id-1', stream, commandId, String(index));
    const metadata = JSON.stringify({
      schema,
      commandId,
      request,
      actor: who,
      recordedAt,
      correlationId: commandId,
      causationId: commandId,
    });
    revision += 1;
    const event = chained({ stream, revision, id, type, data: JSON.stringify(data), metadata }, hash);
    hash = event.hash;
    return event.linked;
  });
  return { events, end: { revision, hash } };
};
