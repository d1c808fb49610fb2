import type { DomainEvent } from '@redress/kernel';
import { BatchSize, type BatchLimits } from './batch-limits';
import type { ProjectorClock } from './clock';
import { type Batch, CheckpointMoved, type DocumentStore, TransientAbort, Unstorable } from './document-store';
import { Folding, type Measuring, type Reading, UnmeasurableBatch, type VersionsReader } from './folding';
import type { LoggedEvent } from './logged-event';
import { isAfter } from './position';
import { type Standing, standingOf } from './standing';

/** Reads the log from where it stands. */
export interface LogReader {
  /** Answers the position after which it wants to read, null for the start. */
  open(): Promise<string | null>;
  /** Takes events that follow each other in the log; those it has are passed over. Throws CheckpointMoved when it must be opened anew. */
  take(run: readonly LoggedEvent[]): Promise<void>;
}
export interface WriterOptions {
  readonly store: DocumentStore;
  readonly limits: BatchLimits;
  readonly clock: ProjectorClock;
  /** Called after each batch that was stored. */
  readonly onApplied?: ((collection: string, position: string | null) => void) | undefined;
}

const afterLosing = 20;
const triesOnAbort = 8;
/** Looking at a clock for each event would cost more than some folds. */
const foldsBetweenLooks = 64;

/**
 * Folds the log into one collection. A crash at any point only repeats work: what was applied stands at the checkpoint. Where another
 * writer was faster it waits a moment and reads on from there.
 */
export class CollectionWriter<E extends DomainEvent, Doc extends object, R extends object, V extends VersionsReader> implements LogReader {
  private standing: Standing | null = null;
  private aborts = 0;
  private tried = 0;
  private readonly size: BatchSize;

  /** `which` names the collection, made ready to be written; it is asked again whenever another writer was here. */
  constructor(
    private readonly reading: Reading<E, Doc, R, V>,
    private readonly which: () => Promise<string>,
    private readonly options: WriterOptions,
  ) {
    this.size = new BatchSize(options.limits.changes);
  }

  async open(): Promise<string | null> {
    this.standing = await standingOf(this.options.store, await this.which());
    return this.standing.checkpoint.position;
  }

  async take(run: readonly LoggedEvent[]): Promise<void> {
    let rest = this.unread(run);
    while (rest.length > 0) {
      try {
        rest = rest.slice(await this.applySome(rest));
      } catch (error) {
        await this.recover(error);
        rest = this.unread(rest);
      }
    }
  }

  /** Answers how many of the events are stored now. */
  private async applySome(rest: readonly LoggedEvent[]): Promise<number> {
    const standing = this.standing!;
    const events = rest.slice(0, this.size.next);
    const { batch, taken } = await this.folded(standing, events);
    const changes = changesOf(batch);
    if (changes > this.options.limits.changes && taken > 1) {
      this.size.tooLarge(taken, changes);
      return 0;
    }
    this.tried = taken;
    if (!(await this.applied(standing, batch, events.slice(0, taken)))) return 0;
    this.size.fitted(taken, changes);
    return taken;
  }

  private async folded(standing: Standing, events: readonly LoggedEvent[]): Promise<{ batch: Batch; taken: number }> {
    const { store } = this.options;
    const before = await store.documents<Doc>(standing.collection, streamsOf(events));
    try {
      return this.foldedAs('as the batch ends', standing, events, before);
    } catch (error) {
      if (error instanceof UnmeasurableBatch) return this.foldedAs('after each event', standing, events, before);
      throw error;
    }
  }

  private foldedAs(measuring: Measuring, standing: Standing, events: readonly LoggedEvent[], before: ReadonlyMap<string, Doc>) {
    const { clock, limits } = this.options;
    const folding = new Folding(this.reading, before, standing.waiting, measuring);
    const deadline = clock.monotonic() + limits.milliseconds;
    let taken = 0;
    for (const event of events) {
      folding.take(event);
      if (++taken % foldsBetweenLooks === 0 && clock.monotonic() > deadline) break;
    }
    return { batch: folding.result(standing.collection, standing.checkpoint, events[taken - 1]!.position), taken };
  }

  private async applied(standing: Standing, batch: Batch, events: readonly LoggedEvent[]): Promise<boolean> {
    try {
      await this.store(standing, batch);
    } catch (error) {
      if (!(error instanceof Unstorable)) throw error;
      if (events.length > 1) {
        this.size.halve(events.length);
        return false;
      }
      await this.store(standing, this.parking(standing, events[0]!, error));
    }
    return true;
  }

  /** The batch that is left of an event whose outcome no store can hold. */
  private parking({ collection, checkpoint, waiting }: Standing, event: LoggedEvent, { message }: Unstorable): Batch {
    const folding = new Folding(this.reading, new Map<string, Doc>(), waiting);
    folding.park(event, message);
    return folding.result(collection, checkpoint, event.position);
  }

  private async store(standing: Standing, batch: Batch): Promise<void> {
    const checkpoint = await this.options.store.apply(batch);
    const parked = batch.parked.map(({ stream }) => stream);
    this.standing = { ...standing, checkpoint, waiting: parked.length > 0 ? new Set([...standing.waiting, ...parked]) : standing.waiting };
    this.aborts = 0;
    this.options.onApplied?.(batch.collection, checkpoint.position);
  }

  private async recover(error: unknown): Promise<void> {
    if (error instanceof CheckpointMoved) return this.openAgain();
    if (!(error instanceof TransientAbort) || ++this.aborts > triesOnAbort) throw error;
    this.size.halve(this.tried);
    await this.options.clock.wait(afterLosing * 2 ** this.aborts);
  }

  private async openAgain(): Promise<void> {
    const before = this.standing!.checkpoint.position;
    await this.options.clock.wait(afterLosing);
    const now = await this.open();
    if (before !== null && (now === null || isAfter(before, now))) {
      throw new CheckpointMoved(`${this.standing!.collection} stands before what was read for another collection; read again from there.`);
    }
  }

  private unread(run: readonly LoggedEvent[]): readonly LoggedEvent[] {
    const { position } = this.standing!.checkpoint;
    if (run.length === 0 || isAfter(run[0]!.position, position)) return run;
    return run.filter((event) => isAfter(event.position, position));
  }
}

const streamsOf = (events: readonly LoggedEvent[]): Set<string> => new Set(events.map(({ stream }) => stream));
const changesOf = ({ documents, counters, rows, parked }: Batch): number => documents.size + counters.length + rows.length + parked.length;
