import { type AnyBulkWriteOperation, type ClientSession, type Collection, Long } from 'mongodb';
import { type Sum, type SumQuery, SumTooLarge, Unstorable } from '../document-store';
import type { Counter } from '../projection';
import { counterName } from '../tally';
import { sumIndex } from './indexes';
import { storableText } from './stored-json';

/** What is counted together over all days. */
export type Series = Omit<Counter, 'day' | 'value'>;
/** The value is read as a number where it is a safe integer. */
interface StoredValue {
  readonly _id: string;
  readonly value: Long | number;
}
/** Named as digests name it. */
export type StoredCounter = StoredValue & Omit<Counter, 'value'>;
export type StoredTotal = StoredValue & Series;

/** The counters of one generation, a document each, and beside them the total of each series: a sum over all days reads nothing else. */
export interface CounterCollections {
  readonly days: Collection<StoredCounter>;
  readonly totals: Collection<StoredTotal>;
}

/** Inside the transaction of `apply`, which reads and writes what nobody else changes: the checkpoint sees to that. Throws Unstorable. */
export const addCounters = async (
  { days, totals }: CounterCollections,
  added: readonly Counter[],
  session: ClientSession,
): Promise<void> => {
  if (added.length === 0) return;
  await addTo(days, added.map(dayOf), session);
  await addTo(totals, added.map(totalOf), session);
};

/** Of an index alone. Throws SumTooLarge. */
export const sumsOf = async (counters: CounterCollections, { basis, dimension, from, to }: SumQuery): Promise<Sum[]> => {
  if (from === null && to === null) return totalsOf(counters, { basis, dimension });
  const day = { ...(from !== null && { $gte: from }), ...(to !== null && { $lte: to }) };
  const pipeline = [
    { $match: { basis, dimension, day } },
    { $group: { _id: { key: '$key', metric: '$metric' }, value: { $sum: '$value' } } },
    { $match: { value: { $ne: 0 } } },
  ];
  const found = await counters.days.aggregate<{ _id: Omit<Sum, 'value'>; value: unknown }>(pipeline, { hint: sumIndex }).toArray();
  return found.map(({ _id: { key, metric }, value }) => {
    if (!Number.isSafeInteger(value)) throw new SumTooLarge(metric, dimension);
    return { key, metric, value: value as number };
  });
};

export const counterOf = ({ basis, day, dimension, key, metric, value }: StoredCounter): Counter => ({
  basis,
  day,
  dimension,
  key,
  metric,
  value: value as number,
});

export const seriesName = ({ basis, dimension, key, metric }: Series): string => JSON.stringify([basis, dimension, key, metric]);

/** As it is stored. Throws Unstorable. */
export const totalDocument = ({ basis, dimension, key, metric }: Series, value: number): StoredTotal => {
  const series = { basis, dimension, key, metric };
  return { _id: storableText(seriesName(series)), ...series, value: exactly(value, series) };
};

/** As an integer of 64 bits. Throws Unstorable beyond the safe integers. */
const exactly = (value: number, { metric, dimension }: Series): Long => {
  if (!Number.isSafeInteger(value)) throw new Unstorable(`The sum of ${metric} by ${dimension} is beyond what can be counted exactly.`);
  return Long.fromNumber(value);
};

const totalsOf = async ({ totals }: CounterCollections, where: Pick<Series, 'basis' | 'dimension'>): Promise<Sum[]> => {
  const found = await totals.find(where, { hint: sumIndex }).toArray();
  return found.map(({ key, metric, value }) => ({ key, metric, value: value as number }));
};

/** A difference to a value, and the document that holds it. */
interface Difference<T extends StoredValue> {
  readonly name: string;
  readonly by: number;
  readonly stored: (value: number) => T;
}
const dayOf = (counter: Counter): Difference<StoredCounter> => {
  const { basis, day, dimension, key, metric } = counter;
  const name = counterName(counter);
  const stored = (value: number): StoredCounter => ({
    _id: storableText(name),
    basis,
    day,
    dimension,
    key,
    metric,
    value: exactly(value, counter),
  });
  return { name, by: counter.value, stored };
};
const totalOf = (counter: Counter): Difference<StoredTotal> => ({
  name: seriesName(counter),
  by: counter.value,
  stored: (value) => totalDocument(counter, value),
});

/** What comes to zero does not exist. */
const addTo = async <T extends StoredValue>(
  collection: Collection<T>,
  differences: readonly Difference<T>[],
  session: ClientSession,
): Promise<void> => {
  const names = [...new Set(differences.map(({ name }) => name))];
  const values = new Map(names.map((name) => [name, 0]));
  const known = new Set<string>();
  const found = collection.find({ _id: { $in: names } } as never, { session, projection: { value: 1 }, batchSize: names.length + 1 });
  for (const { _id, value } of (await found.toArray()) as StoredValue[]) {
    values.set(_id, value as number);
    known.add(_id);
  }
  for (const { name, by } of differences) values.set(name, values.get(name)! + by);
  const last = new Map(differences.map((each) => [each.name, each]));
  const writes = [...last.values()].flatMap(({ name, stored }) => writeOf(values.get(name)!, stored, known.has(name)));
  if (writes.length > 0) await collection.bulkWrite(writes as unknown as AnyBulkWriteOperation<T>[], { session });
};

const writeOf = (value: number, stored: (value: number) => StoredValue, isKnown: boolean): AnyBulkWriteOperation<StoredValue>[] => {
  const document = stored(value);
  const filter = { _id: document._id };
  if (!isKnown) return value === 0 ? [] : [{ insertOne: { document } }];
  return [value === 0 ? { deleteOne: { filter } } : { updateOne: { filter, update: { $set: { value: document.value } } } }];
};
