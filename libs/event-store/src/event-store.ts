/** `data` and `metadata` are the exact JSON texts: what is hashed is what is stored is what is handed out. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}
/** `revision` counts from 0 in its stream; `position` is a decimal text that grows in commit order. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}
export type ExpectedRevision = number | 'no-stream';
/** Where the last event of an append stands. */
export interface Appended {
  readonly revision: number;
  readonly position: string;
}

/**
 * The port. An abstract class so that it is both the type and the Nest injection token. Reading hands out batches (never empty), so
 * that a scan costs no promise an event; the caller's `await` is the back-pressure.
 */
export abstract class EventStore {
  /**
   * Appends all events or none; durable when it answers. The same events sent again at the same revision answer their first outcome.
   * Throws RevisionConflict, TooLarge, StoreUnavailable (nothing was stored), or OutcomeUnknown when it cannot tell.
   */
  abstract append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended>;
  /** In revision order, from a revision on. A stream that does not exist reads as empty: absence is a state, not an error. */
  abstract read(stream: string, from?: number): AsyncIterable<readonly RecordedEvent[]>;
  /** The last event of a stream. */
  abstract last(stream: string): Promise<RecordedEvent | null>;
  /** Every event after a position (null = from the start) up to the present head, in commit order. */
  abstract all(after: string | null): AsyncIterable<readonly RecordedEvent[]>;
  /** As `all`, and then whatever is stored later, by this process or another, until the signal is given; then it ends. */
  abstract subscribe(after: string | null, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]>;
  /** The position of the last event, null while there is none. */
  abstract head(): Promise<string | null>;
  /** Stores what was asked before, then lets go of the store. */
  abstract close(): Promise<void>;
}

/** Another writer was first: the stream is at `actual`. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`${stream} is at ${actual}, not ${expected}.`);
  }
}

/** The events may or may not be stored. Read the stream; never append again blindly. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** Nothing was stored: the store cannot write now (`full`: no space on the disk is left; `busy`: another process keeps it). */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(
    readonly reason: 'full' | 'busy' | 'closed' | 'failed',
    message: string,
  ) {
    super(message);
  }
}

/** The log handed out an event that stands before one it had handed out already: nothing read from it can be trusted to be whole. */
export class OutOfOrder extends Error {
  override readonly name = 'OutOfOrder';
}

/** Somebody took events out of the stream, or the whole of it, in the store itself: nothing may be added to what is left. Look into a backup. */
export class StreamTampered extends Error {
  override readonly name = 'StreamTampered';
  constructor(
    readonly stream: string,
    message: string,
  ) {
    super(message);
  }
}

/** An event or an append beyond the limits that every adapter shares. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Bytes of one event's data, and of one append, on every adapter: what one store holds the other must take (EventStoreDB takes 1,048,576 an append). */
export const limits = { event: 128 * 1024, append: 1_000_000 } as const;

/** An append without events is a mistake of the caller on every adapter: a decision without events is no append. */
export const refuseNothing = (stream: string, events: readonly NewEvent[]): void => {
  if (events.length === 0) throw new Error(`Nothing to append to ${stream}; a decision without events is no append.`);
};

/** Throws TooLarge. */
export const refuseTooLarge = (events: readonly NewEvent[]): void => {
  let total = 0;
  for (const { data, metadata } of events) {
    const size = Buffer.byteLength(data);
    if (size > limits.event) throw new TooLarge('An event holds more than 128 KiB; send the document by its hash.');
    total += size + Buffer.byteLength(metadata);
  }
  if (total > limits.append) throw new TooLarge('More than 1,000,000 bytes in one append; send fewer at a time.');
};
