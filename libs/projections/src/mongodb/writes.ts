import type { AnyBulkWriteOperation } from 'mongodb';
import type { Batch } from '../document-store';
import type { CollectionPlace, StoredDocument, StoredPark, StoredRow } from './collection-place';
import { storable, storableText } from './stored-json';

/** Writes that are computed once, however often their transaction is tried. */
export interface Writes {
  readonly documents: AnyBulkWriteOperation<StoredDocument>[];
  readonly rows: readonly StoredRow[];
  readonly parked: AnyBulkWriteOperation<StoredPark>[];
}

/** Throws Unstorable. */
export const writesOf = (place: CollectionPlace, { documents, rows, drained, parked }: Batch): Writes => ({
  documents: [...documents].map(([id, doc]) => documentWrite(place, id, doc)),
  rows: rows.map(({ stream, revision, index, body }) => {
    place.refuseEmpty(place.shape.rowIndexes, body);
    return { _id: { stream: storableText(stream), revision, index }, ...storable(body) };
  }),
  parked: [
    ...drained.map((stream) => ({ deleteOne: { filter: { _id: stream } } })),
    ...parked.map(({ stream, ...park }) => ({ replaceOne: { filter: { _id: storableText(stream) }, replacement: park, upsert: true } })),
  ],
});

const documentWrite = (place: CollectionPlace, id: string, doc: object | null): AnyBulkWriteOperation<StoredDocument> => {
  if (!doc) return { deleteOne: { filter: { _id: id } } };
  place.refuseEmpty(place.shape.indexes, doc);
  return { replaceOne: { filter: { _id: storableText(id) }, replacement: storable(doc), upsert: true } };
};
