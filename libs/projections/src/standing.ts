import type { Checkpoint, DocumentStore } from './document-store';

/** What a writer knows of its collection. It holds for one turn: whoever else changes the collection makes the next `apply` fail. */
export interface Standing {
  readonly collection: string;
  readonly checkpoint: Checkpoint;
  /** Does it take counters? */
  readonly isBuilt: boolean;
  /** Streams that are parked. */
  readonly waiting: ReadonlySet<string>;
}

/** Throws CollectionGone. */
export const standingOf = async (store: DocumentStore, collection: string): Promise<Standing> => {
  // The checkpoint first: a park that comes after it is then refused by its turn.
  const checkpoint = await store.checkpoint(collection);
  const waiting = new Set((await store.parked(collection)).map(({ stream }) => stream));
  return { collection, checkpoint, isBuilt: await store.isBuilt(collection), waiting };
};
