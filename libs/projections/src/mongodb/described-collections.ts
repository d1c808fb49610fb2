import type { Described, Fields } from '../described';
import type { Dropping, Kept, Served } from './catalogue';
import type { StoredPark } from './collection-place';
import type { StoredCounter, StoredTotal } from './counter-documents';
import type { StoredLease } from './lease-documents';
import { dayKey, sumIndex, totalKey } from './indexes';

/** A collection whose documents are the same whatever the read model. */
export interface DescribedCollection {
  readonly name: string;
  readonly holds: string;
  readonly fields: Fields;
  readonly indexes: readonly string[];
}

const collections: Described<Kept> = {
  _id: ['text', 'Name of the generation: read model, version, generation, as in `queue@1.0`.'],
  place: ['text', 'What the names of its collections begin with; never given again.'],
  shape: ['object', 'What it was made for.'],
  'shape.build': ['text', 'The build of Redress that folds into it.'],
  'shape.indexes': ['list', 'Field lists that documents are found by; one of them is `page_0`, `page_1` and so on, the `_id` last.'],
  'shape.rowIndexes': ['list', 'The same of rows.'],
  position: ['text or null', 'Position in the record of the last event that was read into it, in digits; null before the first.'],
  turn: ['integer', 'How often it was changed; what a late writer is refused by.', 'changes'],
  completeness: ['text', 'Sum over the ids of all events read into it, in 64 hex digits; equal of two generations that read the same.'],
  retired: ['boolean', 'Another generation is served in its place; nobody writes it any more, and it is dropped.'],
  counters: ['text or null', 'Last part of the names of its counters; null until it is built, and before that it answers no question.'],
  batch: ['text or null', 'Random name of the last change, by which a projector knows one whose commit nobody acknowledged.'],
  swaps: ['integer', 'How often it was put in the place of another, or another in its place.', 'swaps'],
};
const served: Described<Served> = {
  _id: ['text', 'Read model and version, as in `queue@1`.'],
  generation: ['integer', 'The generation that answers.', 'number of a generation, from 0'],
  prepared: ['integer', 'How many generations were ever made; the last part of a place.', 'generations'],
};
const leases: Described<StoredLease> = {
  _id: ['text', 'Read model and version.'],
  holder: ['text or null', 'Random name of the process that keeps it current; null where the last one gave it back.'],
  beat: ['integer', 'Grows with every renewal; one that stands still for the lease time is free.', 'renewals'],
  session: ['binary', 'In which the holder writes; whoever takes over ends what was left open in it.'],
};
const dropping: Described<Dropping> = { _id: ['text', 'A place whose collections are to be dropped.'] };
const parked: Described<StoredPark> = {
  _id: ['text', 'The stream that waits.'],
  revision: ['integer', 'Its first event that could not be folded; that one and all later ones wait.', 'number in the stream, from 0'],
  reason: ['text', 'Name and message of the failure, cut off after 300 characters.'],
  build: ['text', 'The build that could not; the next one tries again.'],
};
type Readable<T> = Omit<T, 'value'> & { readonly value: number };
const counters: Described<Readable<StoredCounter>> = {
  _id: ['text', 'The five fields after it as a JSON list.'],
  basis: ['text', '`received`: `day` is that of the receipt; `event`: of what happened.'],
  day: ['day', 'In the time zone of the register.'],
  dimension: ['text', 'What it is counted by; `all` is the total of the day.'],
  key: ['text or null', 'The value in that dimension; null for the total, and for what could not be judged or dated.'],
  metric: ['text', 'Name of the counter, see its read model.'],
  value: ['integer', 'The sum; a counter that comes to zero does not exist.', 'of the counter'],
};
const totals: Described<Readable<StoredTotal>> = {
  _id: ['text', 'The four fields after it as a JSON list.'],
  basis: counters.basis,
  dimension: counters.dimension,
  key: counters.key,
  metric: counters.metric,
  value: ['integer', 'The sum over all days.', 'of the counter'],
};
const marker: Fields = {
  _id: ['text', 'Always `redress`.'],
  kind: ['text', 'What the database is for: `RDvw` for read models.'],
  version: ['integer', 'Of this layout; a newer one is not opened.', 'number of a version'],
  installation: ['text', 'The register that it belongs to, by a random id.'],
};

const keyText = (key: object): string => Object.keys(key).join(', ');

/** What the database keeps beside the read models. */
export const catalogueCollections: readonly DescribedCollection[] = [
  { name: 'served', holds: 'which generation of a read model answers', fields: served, indexes: [] },
  { name: 'collections', holds: 'a generation of a read model that is kept', fields: collections, indexes: [] },
  { name: 'leases', holds: 'who keeps a read model current', fields: leases, indexes: [] },
  { name: 'dropping', holds: 'a generation that was removed and is being dropped', fields: dropping, indexes: [] },
  { name: 'redress', holds: 'whose database this is; one document', fields: marker, indexes: [] },
];

/** What each generation has beside its documents and rows; the names follow its place. */
export const placeCollections: readonly DescribedCollection[] = [
  { name: 'parked', holds: 'a stream that waits because an event of it cannot be folded', fields: parked, indexes: [] },
  { name: 'counters.<counters>', holds: 'one sum on one day', fields: counters, indexes: [`${sumIndex}: ${keyText(dayKey)}`] },
  { name: 'totals.<counters>', holds: 'the same sum over all days', fields: totals, indexes: [`${sumIndex}: ${keyText(totalKey)}`] },
];
