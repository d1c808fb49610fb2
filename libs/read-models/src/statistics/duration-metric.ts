import { type Instant, minutesBetween } from '@redress/kernel';
import { countersOf, happenedTo } from './counted-metric';
import type { Moment } from './happening';
import type { Life } from './life';
import type { Answer, Asked, Metric, Percentiles, Sums } from './metric';

/** The time to one event of each complaint, from the receipt unless another beginning is named. */
interface Lasting {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly clause: string;
  /** The metric whose count by receipt holds every complaint that has such an event; left out where none does. */
  readonly of?: 'acknowledged' | 'resolved' | 'closed';
  /** What begins it; null where that is not known. */
  readonly start?: (life: Life) => Instant | null;
  /** The event that ends it; null where it has not happened. */
  readonly end: (life: Life) => Moment | null;
}

const minutesOfDay = 1_440;
/** Whole minutes up to a day, whole hours above: `m:90`, `h:30`. */
const bucketOf = (minutes: number): string => (minutes <= minutesOfDay ? `m:${minutes}` : `h:${Math.floor(minutes / 60)}`);
const minutesIn = (bucket: string): number => Number(bucket.slice(2)) * (bucket.startsWith('h') ? 60 : 1);

const negative = 'negative';
const unknown = 'unknown';
/** The counter of ends at an unknown time. */
export const unknownOf = (id: string): string => `${id}:${unknown}`;

/**
 * Percentiles by nearest rank over the buckets. By receipt they are of the complaints received; by event of those whose end lies in the
 * range. Unknown times and ends before the receipt are left out and counted.
 */
export const durationOf = ({ id, title, definition, clause, of, start = receiptOf, end }: Lasting): Metric => ({
  id,
  title,
  unit: 'hours',
  definition,
  formula: `nearest rank at 50, 90 and 95 % over the buckets of ${id}; the value is the median`,
  clause,
  uses: [...(of ? countersOf(of) : []), `${id}:`],
  counts: (life, count) => {
    const moment = end(life);
    if (moment === null) return;
    const from = start(life);
    const isKnown = moment.at !== null && from !== null;
    const counter = `${id}:${isKnown ? spanOf(from, moment.at) : unknown}`;
    count.event(moment, counter);
    if (isKnown || !of) count.received(counter);
  },
  answer: (sums, asked) => {
    const counted = countedIn(sums, id);
    const leftOut = of && asked.basis === 'received' ? happenedTo(sums, of) - counted : unplaced(id, sums, asked);
    return counted === 0 ? { value: null, reason: noneKnown, denominator: 0, leftOut } : { ...medianOf(sums, id, counted), leftOut };
  },
});

const noneKnown = 'No duration is known in this range.';

/** The time from the receipt to an event in the working hours of the calendar that is pinned. */
interface Working extends Omit<Lasting, 'start' | 'of'> {
  readonly of: 'acknowledged' | 'resolved' | 'closed';
  /** The duration in wall time that ends with the same event, which counts already how many of them there are. */
  readonly beside: string;
}

/** As `durationOf`; of a complaint whose working time is not known nothing is counted. */
export const workingDurationOf = ({ id, title, definition, clause, of, beside, end }: Working): Metric => ({
  id,
  title,
  unit: 'working hours',
  definition,
  formula: `nearest rank at 50, 90 and 95 % over the buckets of ${id}; the value is the median`,
  clause,
  uses: [...countersOf(of), `${beside}:`, `${id}:`],
  counts: (life, count) => {
    const moment = end(life);
    const worked = life.complaint.worked.find(({ revision }) => revision === moment?.revision);
    if (moment === null || worked === undefined) return;
    const counter = `${id}:${bucketOf(worked.minutes)}`;
    count.event(moment, counter);
    count.received(counter);
  },
  answer: (sums, { basis, leftOut: notPlaced }) => {
    const counted = countedIn(sums, id);
    const ends = basis === 'received' ? happenedTo(sums, of) : endsOf(sums, beside) + notPlaced.of(unknownOf(beside));
    const leftOut = ends - counted;
    if (counted > 0) return { ...medianOf(sums, id, counted), leftOut };
    return { value: null, reason: leftOut > 0 ? 'No complaint that counts here pinned a calendar.' : noneKnown, denominator: 0, leftOut };
  },
});

const countedIn = (sums: Sums, id: string): number => bucketsOf(sums, id).reduce((n, [, count]) => n + count, 0);

const medianOf = (sums: Sums, id: string, counted: number): Pick<Answer, 'value' | 'percentiles' | 'denominator'> => {
  const percentiles = percentilesOf(bucketsOf(sums, id), counted);
  return { value: percentiles.p50, percentiles, denominator: counted };
};

const receiptOf = ({ complaint }: Life): Instant => complaint.receivedAt;

/** Those that end before they begin, and those of which one time is not known. */
const unplaced = (id: string, sums: Sums, { leftOut }: Asked): number =>
  sums.of(`${id}:${negative}`) + sums.of(unknownOf(id)) + leftOut.of(unknownOf(id));

/** By event: how many ends lie in the range, those before the receipt included. */
export const endsOf = (sums: Sums, id: string): number => sums.startingWith(`${id}:`).reduce((n, [, count]) => n + count, 0);

const spanOf = (from: string, to: string): string => {
  const minutes = minutesBetween(from, to);
  return minutes < 0 ? negative : bucketOf(minutes);
};

type Buckets = readonly (readonly [minutes: number, count: number])[];

const bucketsOf = (sums: Sums, id: string): Buckets =>
  sums
    .startingWith(`${id}:`)
    .filter(([bucket]) => bucket.startsWith('m:') || bucket.startsWith('h:'))
    .map(([bucket, count]) => [minutesIn(bucket), count] as const)
    .sort(([a], [b]) => a - b);

const percentilesOf = (buckets: Buckets, counted: number): Percentiles => ({
  p50: hoursAt(buckets, Math.ceil(counted * 0.5)),
  p90: hoursAt(buckets, Math.ceil((counted * 90) / 100)),
  p95: hoursAt(buckets, Math.ceil((counted * 95) / 100)),
});

/** The duration of the complaint at this rank, the shortest being the first. */
const hoursAt = (buckets: Buckets, rank: number): number => {
  let seen = 0;
  for (const [minutes, count] of buckets) {
    seen += count;
    if (seen >= rank) return minutes / 60;
  }
  throw new RangeError('A rank beyond what was counted.');
};
