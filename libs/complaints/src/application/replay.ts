import { ChainFollower, type EventMetadata, type EventStore, type RecordedEvent, UnknownEvent } from '@redress/event-store';
import type { Instant, StoredEvent } from '@redress/kernel';
import { complaintStream } from '../complaint-stream';
import type { ComplaintEvent } from '../domain/complaint.events';
import { evolve } from '../domain/complaint.evolve';
import { type Complaint, nothingYet } from '../domain/complaint.state';
import { happenedBy } from '../domain/complaint.times';
import { complaintCodec } from '../storage/complaint.codec';

/** As of a position: exactly what was stored up to there. As of an instant: what was recorded by then, or of that only what had happened by then. */
export type AsOf = { readonly position: string } | { readonly instant: Instant; readonly by: 'recorded' | 'happened' } | null;

/** One event of a replay, the state after it by today's code, and whether the chain holds at it. */
export interface ReplayStep {
  readonly recorded: RecordedEvent;
  /** Null where the stored text cannot be read: then the chain is broken here. */
  readonly event: StoredEvent<ComplaintEvent> | null;
  readonly metadata: EventMetadata | null;
  readonly state: Complaint;
  readonly chain: 'ok' | 'broken';
  readonly problems: readonly string[];
}

/** Event by event from the stored texts; nothing is taken from a read model. */
export async function* replay(store: EventStore, number: string, asOf: AsOf = null): AsyncIterable<ReplayStep> {
  const stream = complaintStream(number);
  const chain = new ChainFollower(stream);
  let state = nothingYet;
  for await (const batch of store.read(stream)) {
    for (const recorded of batch) {
      const problems = chain.take(recorded).map(({ what }) => what);
      const read = readable(recorded, problems.length === 0);
      if (isLater(asOf, recorded, read)) return;
      if (read && hasNotHappened(asOf, read)) continue;
      if (read) state = evolve(state, read.event);
      yield {
        recorded,
        event: read?.event ?? null,
        metadata: read?.metadata ?? null,
        state,
        chain: problems.length === 0 && read ? 'ok' : 'broken',
        problems,
      };
    }
  }
}

interface Read {
  readonly event: StoredEvent<ComplaintEvent>;
  readonly metadata: EventMetadata;
}

/** A text that is no event any more was tampered with; the chain says so, and the replay goes on. What a newer build wrote is whole in its chain, and an error. */
const readable = (recorded: RecordedEvent, isWhole: boolean): Read | null => {
  try {
    return { event: complaintCodec.decode(recorded), metadata: JSON.parse(recorded.metadata) as EventMetadata };
  } catch (error) {
    if (error instanceof UnknownEvent && (isWhole || complaintCodec.knows(recorded.type))) throw error;
    return null;
  }
};

const isLater = (asOf: AsOf, { position }: RecordedEvent, read: Read | null): boolean => {
  if (asOf === null) return false;
  if ('position' in asOf) return BigInt(position) > BigInt(asOf.position);
  return read !== null && read.metadata.recordedAt > asOf.instant;
};

const hasNotHappened = (asOf: AsOf, { event, metadata }: Read): boolean =>
  asOf !== null && 'instant' in asOf && asOf.by === 'happened' && happenedBy(event, metadata.recordedAt) > asOf.instant;
