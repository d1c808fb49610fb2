import { type EventStore, isAfter, recordedAtOf } from '@redress/event-store';
import { type DomainEvent, secondsBetween } from '@redress/kernel';
import { type BatchLimits, usualLimits } from './batch-limits';
import { type ProjectorClock, systemClock } from './clock';
import { built } from './building';
import { CollectionWriter, type LogReader, ReadAgain, type WriterOptions } from './collection-writer';
import { CheckpointMoved, CollectionGone, type DocumentStore, type Park } from './document-store';
import { Draining } from './draining';
import { feedOn, feedToHead, type Feeding } from './feed';
import { type Reading, shapeOf, type VersionsReader } from './folding';
import { collectionOf, readModelOf } from './projection';
import { Rebuild, type RebuildOptions, type Rebuilt } from './rebuild';

export interface ProjectorOptions {
  readonly limits?: Partial<BatchLimits>;
  readonly clock?: ProjectorClock;
  /** Called after each batch that was stored: those who wait for a position look again. */
  readonly onApplied?: (collection: string, position: string | null) => void;
  /** What failed while running; it is tried again. */
  readonly onTrouble?: (error: unknown) => void;
}
/** How far a read model is behind the log. `more`: only the first `events` were counted. Seconds since the oldest unread one was recorded. */
export interface Lag {
  readonly events: number;
  readonly more: boolean;
  readonly seconds: number;
}
export interface ProjectorStatus {
  readonly name: string;
  readonly version: number;
  readonly collection: string;
  readonly position: string | null;
  readonly lag: Lag;
  readonly parked: number;
  /** Which process keeps it current: an opaque name; null while none does, or before the next one takes over. */
  readonly holder: string | null;
}

/** A read model has seen more than the record holds: what it shows would never be put right. */
export class AheadOfRecord extends Error {
  override readonly name = 'AheadOfRecord';
  constructor(collection: string, position: string, head: string | null) {
    super(
      `${collection} has read up to position ${position}, but the record ends at ${head ?? 'nothing'}: its end was cut off, or an older copy was put in its place. Verify it with a head saved earlier; then move the store of views away, and the read models are built anew.`,
    );
  }
}

const countedAhead = 10_000;
const triesToDrain = 50;
const betweenTries = 20;

/**
 * Keeps one read model current and rebuilds it. Start it in any number of processes: they meet through the checkpoint of the collection,
 * and none skips or repeats what another applied.
 */
export class Projector<E extends DomainEvent, Doc extends object, R extends object, V extends VersionsReader> {
  private readonly clock: ProjectorClock;
  private readonly writing: WriterOptions;
  private readonly feeding: Feeding;
  private started = false;
  /** Is what the reader writes into known to be built? Asked once each time it is opened, not at every batch. */
  private isBuilt = false;
  /** Reads the log into the served generation. */
  readonly reader: LogReader;

  constructor(
    private readonly reading: Reading<E, Doc, R, V>,
    private readonly log: EventStore,
    private readonly store: DocumentStore,
    private readonly options: ProjectorOptions = {},
  ) {
    const limits = { ...usualLimits, ...options.limits };
    this.clock = options.clock ?? systemClock;
    this.writing = { store, limits, clock: this.clock, onApplied: options.onApplied };
    this.feeding = { log, clock: this.clock, random: Math.random };
    const writer = new CollectionWriter(reading, () => this.prepared(), this.writing);
    this.reader = {
      open: async () => {
        this.isBuilt = false;
        await this.start();
        const position = await writer.open();
        // Each time, and after the position: what another process folded meanwhile is not met here any more.
        await this.reading.versions.read(log);
        return position;
      },
      take: (run) => writer.take(run),
      settle: async () => {
        await writer.settle();
        await this.build(writer);
      },
      leave: () => writer.leave(),
    };
  }

  get name(): string {
    return this.reading.projection.name;
  }
  /** `<name>@<version>`: two versions beside each other during an upgrade each have their own. */
  get readModel(): string {
    return readModelOf(this.reading.projection);
  }

  /** The collection that answers. */
  async served(): Promise<string> {
    return collectionOf(this.reading.projection, await this.store.served(this.readModel));
  }

  /** Up to the present head of the log. */
  async catchUp(signal?: AbortSignal): Promise<void> {
    await feedToHead([this.reader], this.feeding, signal);
  }

  /** Follows the log until the signal is given; then what was folded is stored or forgotten, never half. */
  async run(signal: AbortSignal): Promise<void> {
    await feedOn([this.reader], this.feeding, signal, (error) => this.options.onTrouble?.(error));
  }

  /** Folds what waits of each parked stream, in order; answers the streams that fail again. */
  async retryParked(): Promise<readonly Park[]> {
    await this.start();
    return this.retry(() => true);
  }

  /** Builds the read model anew from the log and serves it when it is right. Throws RebuildRefused, RebuildCancelled. */
  async rebuild(options: RebuildOptions = {}): Promise<Rebuilt> {
    const rebuild = this.rebuilding(options);
    await feedToHead([await rebuild.begin()], this.feeding, options.signal);
    return rebuild.finish();
  }

  /** A rebuild in steps, for those who rebuild several read models in one reading of the log. */
  rebuilding(options: RebuildOptions): Rebuild<E, Doc, R, V> {
    return new Rebuild(this.reading, this.reader, this.writing, this.feeding, options);
  }

  async lag(): Promise<Lag> {
    const position = await this.position();
    let events = 0;
    let seconds = 0;
    for await (const batch of this.log.all(position)) {
      if (events === 0) seconds = Math.max(0, secondsBetween(recordedAtOf(batch[0]!), this.clock.now()));
      events += batch.length;
      if (events >= countedAhead) return { events: countedAhead, more: true, seconds };
    }
    return { events, more: false, seconds };
  }

  async status(): Promise<ProjectorStatus> {
    const { name, version } = this.reading.projection;
    const [collection, position, lag] = [await this.served(), await this.position(), await this.lag()];
    const parked = position === null ? [] : await this.store.parked(collection);
    const holder = (await this.store.lease(this.readModel))?.holder ?? null;
    return { name, version, collection, position, lag, parked: parked.length, holder };
  }

  /** Throws AheadOfRecord. */
  async refuseAhead(): Promise<void> {
    // The record last: it may grow meanwhile, and with it what has read it.
    const position = await this.position();
    const head = await this.log.head();
    if (position !== null && isAfter(position, head)) throw new AheadOfRecord(await this.served(), position, head);
  }

  /** null also before the collection was made. */
  private async position(): Promise<string | null> {
    try {
      return (await this.store.checkpoint(await this.served())).position;
    } catch (error) {
      if (error instanceof CollectionGone) return null;
      throw error;
    }
  }

  /** Before the first event: what folds look up, and what an older build could not fold. */
  private async start(): Promise<void> {
    if (this.started) return;
    await this.refuseAhead();
    await this.reading.versions.read(this.log);
    await this.retry(({ build }) => build !== this.reading.build);
    this.started = true;
  }

  private async prepared(): Promise<string> {
    const served = await this.served();
    await this.store.prepare(served, shapeOf(this.reading));
    return served;
  }

  /** Once the log was read for the first time. */
  private async build(writer: LogReader): Promise<void> {
    if (this.isBuilt) return;
    const served = await this.served();
    if (!(await this.store.isBuilt(served))) {
      const isWhole = await built(this.store, served, this.reading);
      await writer.open();
      if (!isWhole) throw new ReadAgain(`${served} is read from the start.`);
    }
    this.isBuilt = true;
  }

  private async retry(isTried: (park: Park) => boolean): Promise<readonly Park[]> {
    const draining = new Draining(this.reading, this.log, this.store);
    const tried = (await this.patiently(() => this.parked())).filter(isTried);
    for (const { stream } of tried) await this.patiently(async () => draining.drain(await this.prepared(), stream));
    const streams = new Set(tried.map(({ stream }) => stream));
    return (await this.patiently(() => this.parked())).filter(({ stream }) => streams.has(stream));
  }

  private async parked(): Promise<readonly Park[]> {
    return this.store.parked(await this.prepared());
  }

  /** A projector that applies batches all the time takes the turn away again and again, and a rebuild swaps in another generation. */
  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof CheckpointMoved) || attempt === triesToDrain) throw error;
        await this.clock.wait(betweenTries);
      }
    }
  }
}
