import type { DomainEvent } from '@redress/kernel';
import { type DocumentStore, Unstorable } from './document-store';
import { type Reading, shapeOf, type VersionsReader } from './folding';
import type { Measure } from './projection';

/**
 * Builds a collection that has read the log. Answers false where the store cannot keep a sum over all documents: then one of them must
 * park, and to show which, the collection begins again empty and built, to count event by event.
 */
export const built = async <E extends DomainEvent, Doc extends object, R extends object, V extends VersionsReader>(
  store: DocumentStore,
  collection: string,
  reading: Reading<E, Doc, R, V>,
): Promise<boolean> => {
  try {
    await store.build(collection, reading.projection.measure as Measure | undefined);
    return true;
  } catch (error) {
    if (!(error instanceof Unstorable)) throw error;
    await store.drop(collection);
    await store.prepare(collection, shapeOf(reading));
    await store.build(collection);
    return false;
  }
};
