import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Appended,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  refuseNothing,
  refuseTooLarge,
  StoreUnavailable,
} from '../event-store';
import { EventReader, type Gap } from './event-reader';
import { HeadWatch } from './head-watch';
import type { WriterFault } from './writer-fault';
import { WriterThread } from './writer-thread';

export interface SqliteEventStoreOptions {
  /** Nothing is made or changed; the file must be there. */
  readonly readOnly?: boolean;
  /** Milliseconds to wait for another process; 5,000 unless told otherwise. */
  readonly busyTimeout?: number;
  /** For tests only. */
  readonly fault?: WriterFault;
}

/** `events.db`: one file, a writer in a thread of its own that stores what waits in one commit, and a reader in the caller's thread. */
export class SqliteEventStore extends EventStore {
  private readonly reader: EventReader;
  private readonly writer: WriterThread;
  private readonly watch: HeadWatch;
  private readonly readOnly: boolean;

  /** Throws FileRefused when the file is not ours, of another version, damaged, or (read only) not there. */
  constructor(path: string, { readOnly = false, busyTimeout, fault }: SqliteEventStoreOptions = {}) {
    super();
    this.readOnly = readOnly;
    this.reader = new EventReader(path, { readOnly, ...(busyTimeout === undefined ? {} : { busyTimeout }) });
    this.watch = new HeadWatch(() => this.reader.dataVersion());
    this.writer = new WriterThread({ path, busyTimeout }, fault, () => this.watch.moved());
  }

  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    if (this.readOnly) throw new StoreUnavailable('closed', 'The event log was opened for reading only.');
    refuseNothing(stream, events);
    refuseTooLarge(events);
    return this.writer.append(stream, events, expected);
  }

  async *read(stream: string, from = 0): AsyncGenerator<readonly RecordedEvent[]> {
    let batches = 0;
    for (const batch of this.reader.stream(stream, from)) {
      // A stream of the usual length is read without a pause: every command waits for it.
      if (batches++ > 0) await nextTurn();
      yield batch;
    }
  }

  async last(stream: string): Promise<RecordedEvent | null> {
    return this.reader.last(stream);
  }

  async *all(after: string | null): AsyncGenerator<readonly RecordedEvent[]> {
    yield* inTurns(this.reader.span(integer(after), this.reader.head()));
  }

  async *subscribe(after: string | null, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    for (let last = integer(after); !signal.aborted;) {
      const { moves } = this.watch;
      for await (const batch of inTurns(this.reader.span(last, this.reader.head()))) {
        if (signal.aborted) return;
        yield batch;
        last = Number(batch.at(-1)!.position);
      }
      await this.watch.next(moves, signal);
    }
  }

  async head(): Promise<string | null> {
    const head = this.reader.head();
    return head === 0 ? null : String(head);
  }

  /** Runs of positions that are missing: this adapter numbers without gaps, so an event was taken out there. Reads the whole file. */
  async gaps(): Promise<readonly Gap[]> {
    const found: Gap[] = [];
    for (const gap of this.reader.gaps()) {
      if (gap) found.push(gap);
      else await nextTurn();
    }
    return found;
  }

  /** A whole and checked copy of the present moment, made beside any number of writers; blocks its thread meanwhile. Throws FileRefused. */
  copyTo(path: string): void {
    this.reader.copyTo(path);
  }

  async close(): Promise<void> {
    await this.writer.close();
    this.reader.close();
    this.watch.moved();
  }
}

/** SQLite answers at once: a long scan must let the event loop breathe, and so must whoever asks again and again. */
async function* inTurns<T>(batches: Iterable<T>): AsyncGenerator<T> {
  await nextTurn();
  for (const batch of batches) {
    yield batch;
    await nextTurn();
  }
}

/** Positions of other stores do not fit, and a mistaken one must not read as "nothing is there". */
const integer = (position: string | null): number => {
  if (position === null) return 0;
  if (/^\d{1,15}$/.test(position)) return Number(position);
  throw new RangeError(`${position} is no position of this event log; a position is the decimal number that an append answered.`);
};
