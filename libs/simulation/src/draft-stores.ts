import {
  type Appended,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  RevisionConflict,
} from '@redress/event-store';
import { InMemoryKeyStore, type KeyStore, type LookupRow, type NoKey } from '@redress/sealing';

/**
 * A record that keeps in memory what is decided, and shows the real one behind it: whole life lines are decided here by the usual rules,
 * and then stored with one append each.
 */
export class DraftEvents extends EventStore {
  readonly drafts = new Map<string, RecordedEvent[]>();

  constructor(private readonly real: Pick<EventStore, 'read'>) {
    super();
  }

  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    const there = this.drafts.get(stream) ?? [];
    if (there.length !== (expected === 'no-stream' ? 0 : expected + 1)) throw new RevisionConflict(stream, expected, there.length - 1);
    for (const event of events) there.push({ ...event, stream, revision: there.length, position: '' });
    this.drafts.set(stream, there);
    return { revision: there.length - 1, position: '' };
  }

  async *read(stream: string, from = 0): AsyncGenerator<readonly RecordedEvent[]> {
    const there = this.drafts.get(stream);
    if (there) yield there.slice(from);
    else yield* this.real.read(stream, from);
  }

  async last(stream: string): Promise<RecordedEvent | null> {
    return this.drafts.get(stream)?.at(-1) ?? null;
  }

  async *all(): AsyncGenerator<readonly RecordedEvent[]> {}
  async *subscribe(): AsyncGenerator<readonly RecordedEvent[]> {}
  async head(): Promise<string | null> {
    return null;
  }
  async close(): Promise<void> {}
}

/** The real keys; look-ups wait here until their events are stored. */
export class DraftKeys extends InMemoryKeyStore {
  readonly lookups: LookupRow[] = [];

  constructor(private readonly real: Pick<KeyStore, 'keyOf' | 'find' | 'lookupKey'>) {
    super();
  }

  override keyOf(stream: string): Promise<Buffer> {
    return this.real.keyOf(stream);
  }
  override find(stream: string): Promise<Buffer | NoKey> {
    return this.real.find(stream);
  }
  override lookupKey(): Promise<Buffer> {
    return this.real.lookupKey();
  }
  override async addLookups(rows: readonly LookupRow[]): Promise<void> {
    this.lookups.push(...rows);
  }
}
