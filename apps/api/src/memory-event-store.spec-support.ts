import {
  type Appended,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  refuseTooLarge,
  RevisionConflict,
} from '@redress/event-store';

/** The log in memory, for tests of the edge. `before` runs ahead of every append: to wait, to fail, to be overtaken. */
export class MemoryEventStore extends EventStore {
  readonly log: RecordedEvent[] = [];
  private readonly streams = new Map<string, readonly RecordedEvent[]>();
  before: () => Promise<void> = async () => {};

  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    refuseTooLarge(events);
    await this.before();
    const revision = this.of(stream).length - 1;
    if ((expected === 'no-stream' ? -1 : expected) !== revision) throw new RevisionConflict(stream, expected, revision);
    const stored = events.map((event, index) => ({
      ...event,
      stream,
      revision: revision + 1 + index,
      position: String(this.log.length + 1 + index),
    }));
    this.log.push(...stored);
    this.streams.set(stream, [...this.of(stream), ...stored]);
    return { revision: revision + events.length, position: String(this.log.length) };
  }

  async *read(stream: string, from = 0): AsyncIterable<readonly RecordedEvent[]> {
    const events = this.of(stream).slice(from);
    if (events.length > 0) yield events;
  }

  async last(stream: string): Promise<RecordedEvent | null> {
    return this.of(stream).at(-1) ?? null;
  }

  async *all(after: string | null): AsyncIterable<readonly RecordedEvent[]> {
    const events = this.log.slice(Number(after ?? 0));
    if (events.length > 0) yield events;
  }

  subscribe(after: string | null): AsyncIterable<readonly RecordedEvent[]> {
    return this.all(after);
  }

  async head(): Promise<string | null> {
    return this.log.at(-1)?.position ?? null;
  }

  async close(): Promise<void> {}

  private of(stream: string): readonly RecordedEvent[] {
    return this.streams.get(stream) ?? [];
  }
}
