import { isAfter } from '@redress/event-store';
import type { DomainEvent } from '@redress/kernel';
import { BatchSize, type BatchLimits } from './batch-limits';
import type { ProjectorClock } from './clock';
import { type Batch, CheckpointMoved, CollectionGone, type DocumentStore, TransientAbort, Unstorable } from './document-store';
import { Folding, type Measuring, type Reading, UnmeasurableBatch, type VersionsReader } from './folding';
import type { LoggedEvent } from './logged-event';
import { type Standing, standingOf } from './standing';

/** Reads the log from where it stands. Each of its answers but the last of `open` may be ReadAgain. */
export interface LogReader {
  /** Forgets what was not stored. Answers the position after which it wants to read, null for the start. Throws CollectionGone. */
  open(): Promise<string | null>;
  /** Takes events that follow each other in the log; those it has are passed over. */
  take(run: readonly LoggedEvent[]): Promise<void>;
  /** Nothing more waits at present: stores what was taken. */
  settle(): Promise<void>;
  /** The reading ends here: stores what was taken, and makes nothing more of it. */
  leave(): Promise<void>;
}
/** What was taken since the last batch is not stored; open the reader again and give it what follows from there. */
export class ReadAgain extends Error {
  override readonly name = 'ReadAgain';
}

export interface WriterOptions {
  readonly store: DocumentStore;
  readonly limits: BatchLimits;
  readonly clock: ProjectorClock;
  /** Called after each batch that was stored. */
  readonly onApplied?: ((collection: string, position: string | null) => void) | undefined;
}

/** A batch that grows as events are taken; the events themselves are let go at once. */
interface Pending<E extends DomainEvent, Doc extends object, R extends object, V extends VersionsReader> {
  readonly standing: Standing;
  readonly folding: Folding<E, Doc, R, V>;
  readonly before: Map<string, Doc>;
  /** Streams whose documents were asked for. */
  readonly known: Set<string>;
  readonly deadline: number;
  readonly first: LoggedEvent;
  last: LoggedEvent;
  taken: number;
  bytes: number;
  isLate: boolean;
}

const afterLosing = 20;
const triesOnAbort = 8;
/** Looking at a clock for each event would cost more than some folds. */
const foldsBetweenLooks = 64;

/**
 * Folds the log into one collection. A crash at any point only repeats work: what was applied stands at the checkpoint. Whatever keeps a
 * batch from being stored, it is read from the log again: from where another writer came to, or in smaller parts.
 */
export class CollectionWriter<E extends DomainEvent, Doc extends object, R extends object, V extends VersionsReader> implements LogReader {
  private standing: Standing | null = null;
  private pending: Pending<E, Doc, R, V> | null = null;
  private measuring: Measuring = 'as the batch ends';
  private aborts = 0;
  private readonly size: BatchSize;

  /** `which` names the collection, made ready to be written; it is asked whenever the writer is opened. */
  constructor(
    private readonly reading: Reading<E, Doc, R, V>,
    private readonly which: () => Promise<string>,
    private readonly options: WriterOptions,
  ) {
    this.size = new BatchSize(options.limits.changes);
  }

  async open(): Promise<string | null> {
    this.pending = null;
    this.standing = await standingOf(this.options.store, await this.which());
    return this.standing.checkpoint.position;
  }

  async take(run: readonly LoggedEvent[]): Promise<void> {
    const events = this.unread(run);
    for (let index = 0; index < events.length;) {
      const pending = (this.pending ??= this.begun(events[index]!));
      const next = events.slice(index, index + this.size.next - pending.taken);
      await this.know(pending, next);
      index += this.fold(pending, next);
      if (this.isFull(pending)) await this.settle();
    }
  }

  async settle(): Promise<void> {
    const { pending } = this;
    if (!pending) return;
    this.pending = null;
    try {
      await this.store(pending, this.batchOf(pending));
      this.measuring = 'as the batch ends';
    } catch (error) {
      throw await this.reasonToReadAgain(pending, error);
    }
  }

  leave(): Promise<void> {
    return this.settle();
  }

  private begun(first: LoggedEvent): Pending<E, Doc, R, V> {
    const standing = this.standing!;
    const before = new Map<string, Doc>();
    const folding = new Folding(this.reading, before, standing, this.measuring);
    const deadline = this.options.clock.monotonic() + this.options.limits.milliseconds;
    return { standing, folding, before, known: new Set(), deadline, first, last: first, taken: 0, bytes: 0, isLate: false };
  }

  private async know({ standing, before, known }: Pending<E, Doc, R, V>, events: readonly LoggedEvent[]): Promise<void> {
    const asked = new Set<string>();
    for (const { stream } of events) if (!known.has(stream)) asked.add(stream);
    const found = await this.options.store.documents<Doc>(standing.collection, asked);
    asked.forEach((stream) => known.add(stream));
    found.forEach((doc, id) => before.set(id, doc));
  }

  /** Answers how many were folded before the time was over. */
  private fold(pending: Pending<E, Doc, R, V>, events: readonly LoggedEvent[]): number {
    let folded = 0;
    for (const event of events) {
      pending.folding.take(event);
      pending.last = event;
      pending.bytes += event.bytes;
      pending.taken += 1;
      folded += 1;
      if (pending.taken % foldsBetweenLooks === 0 && this.options.clock.monotonic() > pending.deadline) {
        pending.isLate = true;
        break;
      }
    }
    return folded;
  }

  private isFull({ taken, bytes, isLate }: Pending<E, Doc, R, V>): boolean {
    return isLate || taken >= this.size.next || bytes >= this.options.limits.bytes;
  }

  private batchOf({ standing, folding, last, taken }: Pending<E, Doc, R, V>): Batch {
    const batch = folding.result(standing.collection, standing.checkpoint, last.position);
    const changes = changesOf(batch);
    if (changes > this.options.limits.changes && taken > 1) throw new TooManyChanges(changes);
    this.size.fitted(taken, changes);
    return batch;
  }

  private async store({ standing }: Pending<E, Doc, R, V>, batch: Batch): Promise<void> {
    const checkpoint = await this.options.store.apply(batch);
    const parked = batch.parked.map(({ stream }) => stream);
    const waiting = parked.length > 0 ? new Set([...standing.waiting, ...parked]) : standing.waiting;
    this.standing = { ...standing, checkpoint, waiting };
    this.aborts = 0;
    this.options.onApplied?.(batch.collection, checkpoint.position);
  }

  private async reasonToReadAgain(pending: Pending<E, Doc, R, V>, error: unknown): Promise<unknown> {
    if (error instanceof TooManyChanges) this.size.tooLarge(pending.taken, error.changes);
    else if (error instanceof UnmeasurableBatch && this.measuring === 'as the batch ends') this.measuring = 'after each event';
    else if (error instanceof Unstorable) await this.divide(pending, error);
    else if (error instanceof TransientAbort && this.aborts < triesOnAbort) await this.halve(pending);
    else if (error instanceof CheckpointMoved && !(error instanceof CollectionGone)) await this.options.clock.wait(afterLosing);
    else return error;
    return new ReadAgain(`What follows ${pending.standing.checkpoint.position} is not stored in ${pending.standing.collection}.`, {
      cause: error,
    });
  }

  private async halve({ taken }: Pending<E, Doc, R, V>): Promise<void> {
    this.size.halve(taken);
    this.aborts += 1;
    await this.options.clock.wait(afterLosing * 2 ** this.aborts);
  }

  /** In halves until one event is left, whose outcome no store can hold: its stream parks. */
  private async divide(pending: Pending<E, Doc, R, V>, { message }: Unstorable): Promise<void> {
    if (pending.taken > 1) return this.size.halve(pending.taken);
    const { collection, checkpoint } = pending.standing;
    const folding = new Folding(this.reading, new Map<string, Doc>(), pending.standing);
    folding.park(pending.first, message);
    await this.store(pending, folding.result(collection, checkpoint, pending.first.position));
  }

  private unread(run: readonly LoggedEvent[]): readonly LoggedEvent[] {
    const position = this.pending ? this.pending.last.position : this.standing!.checkpoint.position;
    if (run.length === 0 || isAfter(run[0]!.position, position)) return run;
    return run.filter((event) => isAfter(event.position, position));
  }
}

class TooManyChanges extends Error {
  override readonly name = 'TooManyChanges';
  constructor(readonly changes: number) {
    super(`${changes} changes are too many for one batch.`);
  }
}

const changesOf = ({ documents, counters, rows, parked }: Batch): number =>
  documents.size + (counters?.length ?? 0) + rows.length + parked.length;
