import { StreamSettings } from './stream-settings';

/** An event as the server keeps it. `position` is where its record begins in the log: it grows by the size of what is written. */
export interface LoggedEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Ticks of 100 nanoseconds since 1970. */
  readonly created: bigint;
}
export type ProposedEvent = Pick<LoggedEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;
export type Expected = 'any' | 'exists' | 'no-stream' | bigint;

export type AppendOutcome =
  | { readonly kind: 'success'; readonly revision: bigint; readonly position: bigint | null }
  | { readonly kind: 'wrong-version'; readonly expected: Expected; readonly actual: bigint | null }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'too-large' }
  /** The server forgets to answer an append that holds stored events in another order. */
  | { readonly kind: 'never' };
export type DeleteOutcome =
  | { readonly kind: 'success'; readonly position: bigint }
  | { readonly kind: 'wrong-version'; readonly actual: bigint | null }
  | { readonly kind: 'stream-deleted' };

export const largestAppend = 1_048_576;
export const tombstoneRevision = 9_223_372_036_854_775_807n;
const recordOverhead = 120n;
const none = new Uint8Array();

/** What an EventStoreDB keeps on its disk, and by which rules it takes events in. It outlives the server that answers for it. */
export class EventLog {
  readonly events: LoggedEvent[] = [];
  private readonly streams = new Map<string, LoggedEvent[]>();
  private readonly listeners = new Set<() => void>();
  // A server writes some records of its own before anybody else does.
  private end = 1_000n;
  /** Where an id was seen first. Only in memory: the server knows no id after a restart. */
  private knownIds = new Map<string, LoggedEvent>();

  forgetIds(): void {
    this.knownIds = new Map();
  }
  /** Calls whenever something was written; answers how to stop that. */
  onWritten(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  /** Without the tombstone, but with what a soft delete or a truncation hides. */
  of(stream: string): readonly LoggedEvent[] {
    return this.streams.get(stream) ?? [];
  }
  isTombstoned(stream: string): boolean {
    return this.tombstones.has(stream) || (stream.startsWith('$$') && this.tombstones.has(stream.slice(2)));
  }
  settingsOf(stream: string): StreamSettings {
    return StreamSettings.read(this.of(`$$${stream}`).at(-1)?.data);
  }

  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): AppendOutcome {
    if (this.isTombstoned(stream)) return { kind: 'stream-deleted' };
    if (events.reduce((sum, { data }) => sum + data.length, 0) > largestAppend) return { kind: 'too-large' };
    const settings = this.settingsOf(stream);
    const refused = this.judge(stream, expected, events, settings);
    if (refused) return refused;
    const written = events.map((event) => this.write(stream, event));
    if (settings.isSoftDeleted) this.writeSettings(stream, settings.beginningAt(written[0]!.revision));
    this.tell();
    return { kind: 'success', revision: written.at(-1)!.revision, position: written.at(-1)!.position };
  }

  /** Hides all events of the stream; the next one gets the next number. */
  softDelete(stream: string, expected: Expected): DeleteOutcome {
    if (this.isTombstoned(stream)) return { kind: 'stream-deleted' };
    const actual = this.lastOf(stream)?.revision ?? null;
    if (actual === null || (expected !== 'any' && expected !== actual)) return { kind: 'wrong-version', actual };
    const { position } = this.writeSettings(stream, this.settingsOf(stream).softDeleted());
    this.tell();
    return { kind: 'success', position };
  }

  /** Ends the stream for ever. */
  tombstone(stream: string, expected: Expected): DeleteOutcome {
    if (this.isTombstoned(stream)) return { kind: 'stream-deleted' };
    const actual = this.lastOf(stream)?.revision ?? null;
    if (expected !== 'any' && !isAt(expected, actual)) return { kind: 'wrong-version', actual };
    const event = { id: crypto.randomUUID(), type: '$streamDeleted', contentType: 'application/octet-stream', data: none, metadata: none };
    const { position } = this.record({ ...event, stream, revision: tombstoneRevision });
    this.tombstones.add(stream);
    this.tell();
    return { kind: 'success', position };
  }

  private readonly tombstones = new Set<string>();

  private lastOf(stream: string): LoggedEvent | undefined {
    return this.of(stream).at(-1);
  }

  /** Null where the events are to be written. */
  private judge(stream: string, expected: Expected, events: readonly ProposedEvent[], settings: StreamSettings): AppendOutcome | null {
    const actual = this.lastOf(stream)?.revision ?? null;
    if (expected === 'exists' && settings.isSoftDeleted) return { kind: 'stream-deleted' };
    if (expected === 'exists' && actual === null) return { kind: 'wrong-version', expected, actual };
    if (expected === 'any' || expected === 'exists') return this.knownBefore(stream, expected, events, settings);
    const next = expected === 'no-stream' ? 0n : expected + 1n;
    const free = (actual ?? -1n) + 1n;
    if (next === free) return null;
    if (next > free) return { kind: 'wrong-version', expected, actual };
    return this.storedBefore(stream, expected, events, settings);
  }

  /** Without a number to look at, the server asks its memory of ids. */
  private knownBefore(
    stream: string,
    expected: Expected,
    events: readonly ProposedEvent[],
    settings: StreamSettings,
  ): AppendOutcome | null {
    const known = events.map(({ id }) => this.knownIds.get(id)).map((event) => (event?.stream === stream ? event : undefined));
    if (!known[0]) return null;
    if (known.includes(undefined)) return { kind: 'wrong-version', expected, actual: this.lastOf(stream)!.revision };
    const last = known.at(-1)!;
    return last.revision < known[0].revision ? { kind: 'never' } : first(last, settings);
  }

  /** With a number, it looks which events stand there. */
  private storedBefore(
    stream: string,
    expected: bigint | 'no-stream',
    events: readonly ProposedEvent[],
    settings: StreamSettings,
  ): AppendOutcome | null {
    const next = expected === 'no-stream' ? 0 : Number(expected) + 1;
    const there = this.of(stream).slice(next, next + events.length);
    const same = events.filter(({ id }, index) => there[index]?.id === id).length;
    if (same === events.length) return first(there.at(-1)!, settings);
    if (there[0]?.id !== events[0]!.id && expected === 'no-stream' && settings.isSoftDeleted) return null;
    return { kind: 'wrong-version', expected, actual: this.lastOf(stream)!.revision };
  }

  private write(stream: string, event: ProposedEvent): LoggedEvent {
    const there = this.streams.get(stream) ?? [];
    const logged = this.record({ ...event, stream, revision: BigInt(there.length) });
    there.push(logged);
    this.streams.set(stream, there);
    if (!this.knownIds.has(event.id)) this.knownIds.set(event.id, logged);
    return logged;
  }

  private record(event: Omit<LoggedEvent, 'position' | 'created'>): LoggedEvent {
    const logged = { ...event, position: this.end, created: BigInt(Date.now()) * 10_000n };
    this.end += recordOverhead + BigInt(event.data.length + event.metadata.length + event.stream.length);
    this.events.push(logged);
    return logged;
  }

  private writeSettings(stream: string, settings: StreamSettings): LoggedEvent {
    const event = { id: crypto.randomUUID(), type: '$metadata', contentType: 'application/json', metadata: none };
    return this.write(`$$${stream}`, { ...event, data: Buffer.from(settings.text) });
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const isAt = (expected: Expected, actual: bigint | null): boolean => {
  if (expected === 'exists') return actual !== null;
  return expected === 'no-stream' ? actual === null : expected === actual;
};

/** The answer of the first time; its position is not found once a soft delete hides the event. */
const first = ({ revision, position }: LoggedEvent, { isSoftDeleted }: StreamSettings): AppendOutcome => ({
  kind: 'success',
  revision,
  position: isSoftDeleted ? null : position,
});
