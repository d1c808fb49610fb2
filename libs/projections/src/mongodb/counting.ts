import { type AnyBulkWriteOperation, Long } from 'mongodb';
import { Unstorable } from '../document-store';
import type { Counter, Measure } from '../projection';
import { counterName, mostAddedUp, Tally } from '../tally';
import { type CounterCollections, type Series, type StoredCounter, type StoredTotal, totalDocument } from './counter-documents';
import { sumIndex } from './indexes';
import { storableText } from './stored-json';

const writtenAtOnce = 5_000;

/** Counts all documents where nothing is counted yet. Nobody reads it before it is done, so that it needs no transaction. Throws Unstorable. */
export const countAll = async (counters: CounterCollections, documents: AsyncIterable<object>, measure: Measure): Promise<void> => {
  let tally = new Tally();
  for await (const doc of documents) {
    tally.add(measure(doc), 1);
    if (tally.size < mostAddedUp) continue;
    await addUp(counters, tally);
    tally = new Tally();
  }
  await addUp(counters, tally);
  await counters.days.deleteMany({ value: 0 });
  await refuseUnsafeDays(counters);
  await writeTotals(counters);
};

const addUp = async ({ days }: CounterCollections, tally: Tally): Promise<void> => {
  const all = tally.counters();
  for (let start = 0; start < all.length; start += writtenAtOnce) {
    await days.bulkWrite(all.slice(start, start + writtenAtOnce).map(addition), { ordered: false });
  }
};

const addition = (counter: Counter): AnyBulkWriteOperation<StoredCounter> => {
  const { value, ...parts } = counter;
  const update = { $setOnInsert: parts, $inc: { value: Long.fromNumber(value) } };
  return { updateOne: { filter: { _id: storableText(counterName(counter)) }, update, upsert: true } };
};

const refuseUnsafeDays = async ({ days }: CounterCollections): Promise<void> => {
  const beyond = {
    $or: [{ value: { $gt: Long.fromNumber(Number.MAX_SAFE_INTEGER) } }, { value: { $lt: Long.fromNumber(Number.MIN_SAFE_INTEGER) } }],
  };
  const found = await days.findOne(beyond);
  if (found)
    throw new Unstorable(`The sum of ${found.metric} by ${found.dimension} on ${found.day} is beyond what can be counted exactly.`);
};

const writeTotals = async ({ days, totals }: CounterCollections): Promise<void> => {
  const bySeries = { basis: '$basis', dimension: '$dimension', key: '$key', metric: '$metric' };
  const pipeline = [{ $group: { _id: bySeries, value: { $sum: '$value' } } }, { $match: { value: { $ne: 0 } } }];
  let part: StoredTotal[] = [];
  for await (const { _id, value } of days.aggregate<{ _id: Series; value: unknown }>(pipeline, { hint: sumIndex })) {
    part.push(totalDocument(_id, Number.isSafeInteger(value) ? (value as number) : Infinity));
    if (part.length < writtenAtOnce) continue;
    await totals.insertMany(part);
    part = [];
  }
  if (part.length > 0) await totals.insertMany(part);
};
