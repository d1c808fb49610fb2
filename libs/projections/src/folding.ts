import type { EventCodec, EventStore, RecordedEvent } from '@redress/event-store';
import type { DomainEvent } from '@redress/kernel';
import type { Batch, Checkpoint, Park, Row, Shape } from './document-store';
import type { LoggedEvent } from './logged-event';
import type { Counter, Projection } from './projection';
import { Sum256 } from './sum-256';
import type { Standing } from './standing';
import { refuseUnsafe, Tally } from './tally';

/** What folds may look up. Versions are immutable: the same event may be taken any number of times. */
export interface VersionsReader {
  take(event: RecordedEvent): void;
  /** Takes what a projector that begins in the middle of the log will not meet any more. */
  read(log: EventStore): Promise<void>;
}
/** For read models whose folds look up nothing. */
export const noVersions: VersionsReader = { take: () => undefined, read: async () => undefined };
/** What is folded, and what this build knows of the rest of the log. */
export interface Reading<E extends DomainEvent, Doc extends object, Row extends object, Versions extends VersionsReader> {
  readonly projection: Projection<E, Doc, Row, Versions>;
  readonly codec: EventCodec<E>;
  /** What the streams of every category known to this build begin with, `complaint-`; the stream of any other parks. */
  readonly categories: readonly string[];
  readonly versions: Versions;
  /** The categories whose events `versions` takes. */
  readonly versionCategories: readonly string[];
  /** Names the code, so that a newer one tries again what this one could not fold. */
  readonly build: string;
}

/** What a projection's collection is made for. */
export const shapeOf = <E extends DomainEvent, Doc extends object, R extends object, V extends VersionsReader>({
  projection,
  build,
}: Reading<E, Doc, R, V>): Shape => ({ build, indexes: projection.indexes, rowIndexes: projection.rowIndexes ?? [] });

/** When documents are measured. Measuring once for all events of a batch is much cheaper, but does not tell which of them is at fault. */
export type Measuring = 'as the batch ends' | 'after each event';

/** A document that its projection cannot measure; fold the batch again and measure after each event. */
export class UnmeasurableBatch extends Error {
  override readonly name = 'UnmeasurableBatch';
}

type Fold<Doc> = (doc: Doc | null, event: unknown, recorded: LoggedEvent, versions: unknown) => Doc | null;
const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-') + 1);

/**
 * Folds a run of events in memory; `before` holds the documents that exist of their streams, `into` says which streams are parked and
 * whether counters are taken. An event that cannot be folded parks its own stream and no other.
 */
export class Folding<E extends DomainEvent, Doc extends object, R extends object, V extends VersionsReader> {
  private readonly present = new Map<string, Doc | null>();
  private readonly rows: Row[] = [];
  private readonly parked: Park[] = [];
  private readonly stopped = new Set<string>();
  private readonly completeness = new Sum256();

  constructor(
    private readonly reading: Reading<E, Doc, R, V>,
    private readonly before: ReadonlyMap<string, Doc>,
    private readonly into: Pick<Standing, 'waiting' | 'isBuilt'>,
    private readonly measuring: Measuring = 'as the batch ends',
  ) {}

  take(event: LoggedEvent): void {
    const { stream } = event;
    if (this.into.waiting.has(stream) || this.stopped.has(stream)) return;
    try {
      if (stream.startsWith(this.reading.projection.category)) this.fold(event);
      else this.pass(event);
    } catch (error) {
      this.park(event, reasonOf(error));
    }
  }

  /** The stream of the event waits from here on. */
  park({ stream, revision }: LoggedEvent, reason: string): void {
    this.stopped.add(stream);
    this.parked.push({ stream, revision, reason, build: this.reading.build });
  }

  /** Throws UnmeasurableBatch. */
  result(collection: string, from: Checkpoint, to: string | null, drained: readonly string[] = []): Batch {
    const { present: documents, rows, parked } = this;
    return { collection, from, to, documents, counters: this.counters(), rows, parked, drained, completeness: this.completeness.hex };
  }

  private fold(event: LoggedEvent): void {
    const { projection, codec, versions } = this.reading;
    const decoded = event.decode(codec);
    const fold = projection.on[decoded.type as E['type']] as Fold<Doc> | 'irrelevant';
    if (fold !== 'irrelevant') this.keep(event, decoded, fold(this.documentOf(event.stream), decoded, event, versions));
    this.completeness.add(event.hash);
  }

  private keep(event: LoggedEvent, decoded: unknown, after: Doc | null): void {
    const { projection, versions } = this.reading;
    const { stream, revision } = event;
    const before = this.documentOf(stream);
    const rows = projection.rows?.(before, decoded as never, event, after, versions) ?? [];
    if (this.measuring === 'after each event') this.measured(after);
    // Nothing may fail from here on: an event counts wholly or not at all.
    if (before !== null || after !== null) this.present.set(stream, after);
    rows.forEach((body, index) => this.rows.push({ stream, revision, index, body }));
  }

  /** An event of another category changes nothing here, but this build must know that there is such a category. */
  private pass({ stream, text }: LoggedEvent): void {
    const category = categoryOf(stream);
    if (!this.reading.categories.includes(category)) throw new UnknownCategory(category);
    if (this.reading.versionCategories.includes(category)) this.reading.versions.take(text);
  }

  private documentOf(stream: string): Doc | null {
    const changed = this.present.get(stream);
    return changed === undefined ? (this.before.get(stream) ?? null) : changed;
  }

  private counters(): Batch['counters'] {
    const { measure } = this.reading.projection;
    if (!this.into.isBuilt) return this.countableLater();
    if (!measure) return [];
    const tally = new Tally();
    for (const [id, after] of this.present) {
      tally.add(this.measured(this.before.get(id) ?? null), -1);
      tally.add(this.measuredAtTheEnd(after), 1);
    }
    return tally.counters();
  }

  /** Where everything is counted once it is built, it is seen to now that everything can be. */
  private countableLater(): null {
    for (const after of this.present.values()) this.measuredAtTheEnd(after);
    return null;
  }

  private measured(doc: Doc | null): readonly Counter[] {
    const { measure } = this.reading.projection;
    return doc && measure ? refuseUnsafe(measure(doc)) : [];
  }

  private measuredAtTheEnd(doc: Doc | null): readonly Counter[] {
    try {
      return this.measured(doc);
    } catch (error) {
      throw new UnmeasurableBatch(reasonOf(error), { cause: error });
    }
  }
}

class UnknownCategory extends Error {
  override readonly name = 'UnknownCategory';
  constructor(category: string) {
    super(`This build knows no streams that begin with "${category}"; install the newer one.`);
  }
}

const longest = 300;
/** What is kept of an error: enough to find it, never a text without end. */
const reasonOf = (error: unknown): string => {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return said.length > longest ? `${said.slice(0, longest)}…` : said;
};
