import { type EventStore, isAfter } from '@redress/event-store';
import type { DomainEvent } from '@redress/kernel';
import { type Batch, type DocumentStore, type Park, Unstorable } from './document-store';
import { Folding, type Measuring, type Reading, UnmeasurableBatch, type VersionsReader } from './folding';
import { LoggedEvent } from './logged-event';
import { type Standing, standingOf } from './standing';

/** So many waiting events of one stream make one batch. */
const usuallyAtOnce = 500;

/** Folds what waits of a parked stream, in its order and up to the checkpoint. */
export class Draining<E extends DomainEvent, Doc extends object, R extends object, V extends VersionsReader> {
  constructor(
    private readonly reading: Reading<E, Doc, R, V>,
    private readonly log: EventStore,
    private readonly store: DocumentStore,
  ) {}

  /**
   * Answers whether nothing of the stream waits any more; what fails again stays parked where it fails, with the reason of this build.
   * Throws CheckpointMoved when somebody else changed the collection meanwhile: what was drained until then is kept.
   */
  async drain(collection: string, stream: string): Promise<boolean> {
    for (let atOnce = usuallyAtOnce; ;) {
      const standing = await standingOf(this.store, collection);
      // Read after the checkpoint: if another drains the stream from here on, its turn refuses this one.
      const park = await this.store.park(collection, stream);
      if (!park) return true;
      try {
        if (!(await this.drainSome(standing, park, atOnce))) return false;
      } catch (error) {
        if (!(error instanceof Unstorable)) throw error;
        if (atOnce === 1) return this.parkAgain(standing, park, error);
        atOnce = 1;
      }
    }
  }

  /** Answers false when an event fails. */
  private async drainSome(standing: Standing, { stream, revision, reason }: Park, atOnce: number): Promise<boolean> {
    const waiting = await this.waiting(stream, revision, standing.checkpoint.position, atOnce + 1);
    const before = await this.store.documents<Doc>(standing.collection, [stream]);
    const batch = this.folded(standing, stream, waiting.slice(0, atOnce), before);
    const failed = batch.parked.length > 0;
    const left = waiting[atOnce];
    const stays = failed || !left ? batch.parked : [{ stream, revision: left.revision, reason, build: this.reading.build }];
    await this.store.apply({ ...batch, parked: stays });
    return !failed;
  }

  private folded(
    { collection, checkpoint, isBuilt }: Standing,
    stream: string,
    events: readonly LoggedEvent[],
    before: ReadonlyMap<string, Doc>,
  ): Batch {
    const as = (measuring: Measuring): Batch => {
      const folding = new Folding(this.reading, before, { waiting: new Set(), isBuilt }, measuring);
      events.forEach((event) => folding.take(event));
      return folding.result(collection, checkpoint, checkpoint.position, [stream]);
    };
    try {
      return as('as the batch ends');
    } catch (error) {
      if (error instanceof UnmeasurableBatch) return as('after each event');
      throw error;
    }
  }

  private async parkAgain(standing: Standing, { stream, revision }: Park, { message }: Unstorable): Promise<false> {
    const { collection, checkpoint } = standing;
    const nothing = new Folding(this.reading, new Map<string, Doc>(), standing).result(collection, checkpoint, checkpoint.position);
    await this.store.apply({ ...nothing, parked: [{ stream, revision, reason: message, build: this.reading.build }] });
    return false;
  }

  private async waiting(stream: string, from: number, checkpoint: string | null, most: number): Promise<LoggedEvent[]> {
    const found: LoggedEvent[] = [];
    for await (const batch of this.log.read(stream, from)) {
      for (const event of batch) {
        if (isAfter(event.position, checkpoint) || found.length === most) return found;
        found.push(new LoggedEvent(event));
      }
    }
    return found;
  }
}
