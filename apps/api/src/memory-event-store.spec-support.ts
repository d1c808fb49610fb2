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
  before: () => Promise<void> = async () => {};

  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    refuseTooLarge(events);
    await this.before();
    const revision = this.of(stream).length - 1;
    if ((expected === 'no-stream' ? -1 : expected) !== revision) throw new RevisionConflict(stream, expected, revision);
    events.forEach((event, index) =>
      this.log.push({ ...event, stream, revision: revision + 1 + index, position: String(this.log.length + 1) }),
    );
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

  private of(stream: string): RecordedEvent[] {
    return this.log.filter((event) => event.stream === stream);
  }
}
