import type { Actor, Day, DomainEvent, Instant, StoredEvent } from '@redress/kernel';

/** Where, when and by whom an event was recorded; the only clock a read model may look at. Never copy the position into a document. */
export interface Recorded {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly recordedAt: Instant;
  readonly actor: Actor;
}

/**
 * What one document adds to a sum. `value` is a safe integer; `basis` says whether `day` is of receipt or of the event itself; `key` is
 * null where the document has no value in that dimension.
 */
export interface Counter {
  readonly basis: 'received' | 'event';
  readonly day: Day;
  readonly dimension: string;
  readonly key: string | null;
  readonly metric: string;
  readonly value: number;
}

/** What a document adds to the sums. */
export type Measure = (doc: object) => readonly Counter[];

type Fold<Doc, Event, Versions> = (doc: Doc | null, event: Event, recorded: Recorded, versions: Versions) => Doc | null;
export type On<E extends DomainEvent, Doc, Versions> = {
  readonly [T in E['type']]: Fold<Doc, StoredEvent<Extract<E, { type: T }>>, Versions> | 'irrelevant';
};

/**
 * A read model as a pure value. A document belongs to one stream; what spans streams is a sum; what is per event is a row. `Versions`
 * is the look-up of immutable policy and calendar versions that folds may ask.
 */
export interface Projection<E extends DomainEvent, Doc extends object, Row extends object = never, Versions = unknown> {
  readonly name: string;
  /** Raise it whenever a fold changes: the new version is built beside the old one. */
  readonly version: number;
  /** The streams it reads, by what their names begin with: `complaint-`. */
  readonly category: string;
  /** Every event type, with its fold or 'irrelevant': there is no second list to forget. null deletes the document. */
  readonly on: On<E, Doc, Versions>;
  /** Field lists that pages are ordered by, ascending; such fields are never null. The id comes last by itself. */
  readonly indexes: readonly (readonly (keyof Doc & string)[])[];
  readonly measure?: (doc: Doc | null) => readonly Counter[];
  /** What a folded event adds, keyed (stream, revision, index). Called for every folded event, never for an irrelevant one. */
  readonly rows?: (before: Doc | null, event: StoredEvent<E>, recorded: Recorded, after: Doc | null, versions: Versions) => readonly Row[];
  /** Field lists that row pages are ordered by; stream, revision and index come last by themselves. */
  readonly rowIndexes?: readonly (readonly (keyof Row & string)[])[];
}

/** `<name>@<version>`: what a pointer to the served generation is kept for. */
export const readModelOf = ({ name, version }: { readonly name: string; readonly version: number }): string => `${name}@${version}`;
/** `<name>@<version>.<generation>` */
export const collectionOf = (projection: { readonly name: string; readonly version: number }, generation: number): string =>
  `${readModelOf(projection)}.${generation}`;
