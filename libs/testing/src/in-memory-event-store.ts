import { EventEmitter, once } from 'node:events';
import {
  type Appended,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  refuseNothing,
  refuseTooLarge,
  RevisionConflict,
  StoreUnavailable,
} from '@redress/event-store';

export interface InMemoryOptions {
  /** The position of the first event and the distance to the next: no adapter but SQLite promises positions without gaps. */
  readonly first?: bigint;
  readonly step?: bigint;
  /** Events in one batch. */
  readonly batch?: number;
}

/** The EventStore contract without a disk. Events go in and come out as JSON texts, each time as new objects. */
export class InMemoryEventStore extends EventStore {
  private readonly log: RecordedEvent[] = [];
  private readonly streams = new Map<string, RecordedEvent[]>();
  private readonly appended = new EventEmitter().setMaxListeners(0);
  private readonly first: bigint;
  private readonly step: bigint;
  private readonly batch: number;
  private isClosed = false;

  constructor({ first = 1n, step = 1n, batch = 1_000 }: InMemoryOptions = {}) {
    super();
    this.first = first;
    this.step = step;
    this.batch = batch;
  }

  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    if (this.isClosed) throw new StoreUnavailable('closed', 'The store is closed.');
    refuseNothing(stream, events);
    refuseTooLarge(events);
    const there = this.streams.get(stream) ?? [];
    const from = expected === 'no-stream' ? 0 : expected + 1;
    if (there.length !== from) return this.repeated(stream, there, events, from, expected);
    for (const { id, type, data, metadata } of events) {
      const position = String(this.first + this.step * BigInt(this.log.length));
      const recorded = { stream, revision: there.length, position, id, type, data, metadata };
      this.log.push(recorded);
      there.push(recorded);
    }
    this.streams.set(stream, there);
    this.appended.emit('event');
    return outcome(there, there.length - 1);
  }

  async *read(stream: string, from = 0): AsyncIterable<readonly RecordedEvent[]> {
    yield* this.inBatches((this.streams.get(stream) ?? []).slice(from));
  }

  async last(stream: string): Promise<RecordedEvent | null> {
    const last = this.streams.get(stream)?.at(-1);
    return last ? { ...last } : null;
  }

  async *all(after: string | null): AsyncIterable<readonly RecordedEvent[]> {
    yield* this.inBatches(this.log.slice(this.indexAfter(after)));
  }

  async *subscribe(after: string | null, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]> {
    for (let index = this.indexAfter(after); !signal.aborted;) {
      const batch = this.log.slice(index, index + this.batch);
      index += batch.length;
      if (batch.length > 0) yield batch.map((event) => ({ ...event }));
      else await this.news(signal);
    }
  }

  async head(): Promise<string | null> {
    return this.log.at(-1)?.position ?? null;
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }

  private async repeated(
    stream: string,
    there: readonly RecordedEvent[],
    events: readonly NewEvent[],
    from: number,
    expected: ExpectedRevision,
  ): Promise<Appended> {
    const isThere = events.length > 0 && events.every(({ id }, index) => there[from + index]?.id === id);
    if (!isThere) throw new RevisionConflict(stream, expected, there.length === 0 ? 'no-stream' : there.length - 1);
    return outcome(there, from + events.length - 1);
  }

  private *inBatches(events: readonly RecordedEvent[]): Generator<RecordedEvent[]> {
    for (let index = 0; index < events.length; index += this.batch) {
      yield events.slice(index, index + this.batch).map((event) => ({ ...event }));
    }
  }

  private indexAfter(position: string | null): number {
    return position === null ? 0 : Number((BigInt(position) - this.first) / this.step) + 1;
  }

  private async news(signal: AbortSignal): Promise<void> {
    try {
      await once(this.appended, 'event', { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

const outcome = (stream: readonly RecordedEvent[], revision: number): Appended => ({ revision, position: stream[revision]!.position });
