import type { Counter, Measure } from './projection';

/** What a collection is made for; `build` names the code that folds into it. */
export interface Shape {
  readonly build: string;
  readonly indexes: readonly (readonly string[])[];
  readonly rowIndexes: readonly (readonly string[])[];
}
/**
 * Where a collection stands: the position of the last event that was read into it (null before the first) and how often it was changed.
 * The turn is what tells apart two writers at one position, of whom one drains a parked stream.
 */
export interface Checkpoint {
  readonly position: string | null;
  readonly turn: number;
}
export interface Row {
  readonly stream: string;
  readonly revision: number;
  readonly index: number;
  readonly body: object;
}
/** A stream whose event at `revision` could not be folded by `build`; it and all later ones of that stream wait. */
export interface Park {
  readonly stream: string;
  readonly revision: number;
  readonly reason: string;
  readonly build: string;
}
/**
 * 64 hex digits each, as they were at `checkpoint`. completeness: every event that was applied or irrelevant; content: documents,
 * counters and rows. Both are sums, so the order in which things came does not matter.
 */
export interface Digests {
  readonly checkpoint: Checkpoint;
  readonly completeness: string;
  readonly content: string;
}
export interface Collection {
  readonly name: string;
  readonly readModel: string;
  readonly generation: number;
  readonly build: string;
  readonly checkpoint: Checkpoint;
  readonly served: boolean;
}

/** All that a run of events changed. `counters` are differences, those of one series side by side; null: the collection is not built yet. */
export interface Batch {
  readonly collection: string;
  readonly from: Checkpoint;
  readonly to: string | null;
  readonly documents: ReadonlyMap<string, object | null>;
  readonly counters: readonly Counter[] | null;
  readonly rows: readonly Row[];
  /** A stream that is parked already is parked anew, at the revision given. */
  readonly parked: readonly Park[];
  /** Streams that wait no more. */
  readonly drained: readonly string[];
  /** What the events of this batch add to the completeness sum. */
  readonly completeness: string;
}

export type Value = string | number | boolean;
/** `next` is the cursor of the following page, null at the end. */
export interface Page<D> {
  readonly items: readonly D[];
  readonly next: string | null;
}
/** Documents in the order of the fields of `index` that `equals` and `among` leave open, then of their ids. */
export interface PageQuery {
  /** One of the declared `indexes`. Quick where what `equals` and `among` name stands at its front. */
  readonly index: readonly string[];
  readonly equals?: Readonly<Record<string, Value>>;
  /** Documents whose field has any of the values. */
  readonly among?: { readonly field: string; readonly values: readonly Value[] };
  /** Documents whose first open field is less than this: all that was due before an instant. */
  readonly below?: Value;
  /** Documents whose first open field is this or more: all that was received from an instant on. */
  readonly atLeast?: Value;
  readonly after?: string | null;
  readonly limit: number;
}
/**
 * Rows of one stream in the order of their revisions, or rows of all streams in the order of the fields of a declared index that
 * `equals` leaves open; rows that agree in all of them come in an order that is the same on every page.
 */
export interface RowQuery {
  readonly by: { readonly stream: string } | { readonly index: readonly string[] };
  readonly equals?: Readonly<Record<string, Value>>;
  /** Inclusive at both ends; null is open. */
  readonly range?: { readonly field: string; readonly from: Value | null; readonly to: Value | null };
  readonly direction?: 'ascending' | 'descending';
  readonly after?: string | null;
  readonly limit: number;
}
/** Days are inclusive; null is open. */
export interface SumQuery {
  readonly basis: Counter['basis'];
  readonly dimension: string;
  readonly from: string | null;
  readonly to: string | null;
}
export interface Sum {
  readonly key: string | null;
  readonly metric: string;
  readonly value: number;
}
/** How many things two collections do not have in common, with the names of some. */
export interface Difference {
  readonly onlyInOld: number;
  readonly onlyInNew: number;
  readonly changed: number;
  readonly examples: readonly string[];
}
export type Differences = Readonly<Record<'documents' | 'counters' | 'rows', Difference>>;
/** The two collections of a swap, each with where it stood when it was compared. `old` is null where nothing was served before. */
export interface Swap {
  readonly old: { readonly collection: string; readonly checkpoint: Checkpoint } | null;
  readonly new: { readonly collection: string; readonly checkpoint: Checkpoint };
}
/**
 * Who tries to keep a read model current; `holder` null: nobody. `beat` grows with every taking, so that whoever looks twice sees whether
 * the holder still lives. No time of any machine stands in it.
 */
export interface Lease {
  readonly holder: string | null;
  readonly beat: number;
}

/**
 * The port. A collection is one generation of one version of a read model, `<name>@<version>.<generation>`. Everything but `prepare`,
 * `drop`, `served` and `list` throws CollectionGone for a collection that is not there (any more), and all of it DocumentsUnavailable
 * while a server cannot be asked. Positions are decimal text that is compared as integers.
 */
export abstract class DocumentStore {
  /** Makes the collection if absent, not built yet. Throws CollectionGone for a generation older than the one served. */
  abstract prepare(collection: string, shape: Shape): Promise<void>;
  /**
   * Makes what pages and sums are answered from, the indexes and the counters of all documents as `measure` says, once the log was read;
   * keeping both from the first event on costs several times as much. Until then `page`, `pageRows` of an index and
   * `sums` throw CollectionGone. Does nothing where it is built. Throws Unstorable.
   */
  abstract build(collection: string, measure?: Measure): Promise<void>;
  abstract isBuilt(collection: string): Promise<boolean>;
  abstract drop(collection: string): Promise<void>;
  abstract list(): Promise<readonly Collection[]>;

  /** Also throws CollectionGone once the collection was retired. */
  abstract checkpoint(collection: string): Promise<Checkpoint>;
  /**
   * Everything or nothing; answers where the collection stands now. Throws CheckpointMoved unless it stands at `from`, is
   * built or not as `counters` have it, and is not retired, TransientAbort when the same batch may be tried again, Unstorable when the batch holds what can never be stored; each
   * without a change.
   */
  abstract apply(batch: Batch): Promise<Checkpoint>;

  abstract document<D extends object>(collection: string, id: string): Promise<D | null>;
  /** Those that exist. */
  abstract documents<D extends object>(collection: string, ids: Iterable<string>): Promise<Map<string, D>>;
  /** Throws BadCursor. */
  abstract page<D extends object>(collection: string, query: PageQuery): Promise<Page<D>>;
  /** Throws BadCursor. */
  abstract pageRows(collection: string, query: RowQuery): Promise<Page<Row>>;
  /** One entry a key and metric; what comes to zero is left out. Throws SumTooLarge. */
  abstract sums(collection: string, query: SumQuery): Promise<readonly Sum[]>;
  /** Every counter; for comparing and testing, never for a page. */
  abstract counters(collection: string): Promise<readonly Counter[]>;
  abstract parked(collection: string): Promise<readonly Park[]>;
  abstract park(collection: string, stream: string): Promise<Park | null>;

  abstract digests(collection: string): Promise<Digests>;
  abstract differences(old: string, fresh: string): Promise<Differences>;
  /** The generation that answers, 0 at first. */
  abstract served(readModel: string): Promise<number>;
  /**
   * Serves the new collection and retires the old one in one step, if both still stand where they were compared and the old one (null:
   * none) is still served; else answers false and changes nothing.
   */
  abstract serve(swap: Swap): Promise<boolean>;

  /** Of a read model, `<name>@<version>`; null before anybody took it. */
  abstract lease(readModel: string): Promise<Lease | null>;
  /**
   * Takes the lease where it still is what was seen (null: was never taken), renews it where that was one's own, and gives it back with
   * the holder null. Answers what it is now, null where somebody else was first. Throws TransientAbort when nobody knows which: look again.
   */
  abstract takeLease(readModel: string, seen: Lease | null, holder: string | null): Promise<Lease | null>;
}

/** Another writer was here first: read the checkpoint again and go on from there. Nothing was changed. */
export class CheckpointMoved extends Error {
  override readonly name: string = 'CheckpointMoved';
}
/** The collection is not there, or another generation is served in its place: ask which one. */
export class CollectionGone extends CheckpointMoved {
  override readonly name = 'CollectionGone';
  constructor(readonly collection: string) {
    super(`${collection} is not kept; start the projector, or ask which generation is served.`);
  }
}
/** The store could not take the batch now; the same, or half of it, may be tried again. Nothing was changed. */
export class TransientAbort extends Error {
  override readonly name = 'TransientAbort';
}
/** The store cannot be asked now; the message says what to do. Nothing was changed. */
export class DocumentsUnavailable extends Error {
  override readonly name = 'DocumentsUnavailable';
}
/** The batch holds what no repetition will make storable: a sum beyond the safe integers, an index field that is null. Nothing was changed. */
export class Unstorable extends Error {
  override readonly name = 'Unstorable';
}
/** A sum over these days is beyond the safe integers, though no day is. */
export class SumTooLarge extends Error {
  override readonly name = 'SumTooLarge';
  constructor(metric: string, dimension: string) {
    super(`The sum of ${metric} by ${dimension} over these days is beyond what can be counted exactly; ask for fewer days.`);
  }
}
/** A cursor that none of our pages handed out. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
  constructor() {
    super('This cursor was not handed out for this list; begin again without one.');
  }
}

/** The read model and generation that `<name>@<version>.<generation>` names. */
export const partsOf = (collection: string): { readonly readModel: string; readonly generation: number } => {
  const dot = collection.lastIndexOf('.');
  return { readModel: collection.slice(0, dot), generation: Number(collection.slice(dot + 1)) };
};
