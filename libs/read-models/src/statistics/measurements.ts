import type { Day } from '@redress/kernel';
import type { Counter } from '@redress/projections';
import type { Counted } from './counted';
import type { Moment } from './happening';
import { type ComplaintDimension, type Keys, type Life, lifeOf } from './life';
import type { Basis, Count } from './metric';
import { metrics } from './metrics';

/** What one complaint adds on one day, whatever it is counted by. */
export interface Measurement {
  readonly basis: Basis;
  readonly day: Day;
  /** What it is by each dimension; of what is left out only the number is told: `undated` stands on the first day on which it can have happened. */
  readonly keys: Keys | 'left-out' | 'undated';
  readonly values: ReadonlyMap<string, number>;
}

type Values = Map<string, number>;
type ByDay = Map<Day, Values>;

class Counting implements Count {
  private readonly byReceipt: Values = new Map();
  private readonly unjudgedByReceipt: Values = new Map();
  private readonly byDay: ByDay = new Map();
  private readonly unjudgedByDay: ByDay = new Map();
  private readonly undated: ByDay = new Map();

  constructor(private readonly life: Life) {}

  received(counter: string, value = 1): void {
    add(this.byReceipt, counter, value);
  }

  event(moment: Moment, counter: string, value = 1): void {
    if (moment.at === null) add(valuesOf(this.undated, this.dayOf(moment)), counter, 1);
    else add(valuesOf(this.byDay, this.dayOf(moment)), counter, value);
  }

  on(day: Day, counter: string, value: number): void {
    add(valuesOf(this.byDay, day), counter, value);
  }

  unjudged(moment: Moment, counter: string): void {
    add(valuesOf(moment.at === null ? this.undated : this.unjudgedByDay, this.dayOf(moment)), counter, 1);
  }

  unjudgedReceipt(counter: string): void {
    add(this.unjudgedByReceipt, counter, 1);
  }

  get measurements(): readonly Measurement[] {
    const { keys, complaint } = this.life;
    const all: Measurement[] = [{ basis: 'received', day: complaint.receivedOn, keys, values: this.byReceipt }];
    if (this.unjudgedByReceipt.size > 0) {
      all.push({ basis: 'received', day: complaint.receivedOn, keys: 'left-out', values: this.unjudgedByReceipt });
    }
    for (const [day, values] of this.byDay) all.push({ basis: 'event', day, keys, values });
    for (const [day, values] of this.unjudgedByDay) all.push({ basis: 'event', day, keys: 'left-out', values });
    for (const [day, values] of this.undated) all.push({ basis: 'event', day, keys: 'undated', values });
    return all;
  }

  private dayOf({ day }: Moment): Day {
    return day ?? this.life.complaint.receivedOn;
  }
}

const add = (values: Values, counter: string, value: number): void => {
  values.set(counter, (values.get(counter) ?? 0) + value);
};
const valuesOf = (days: ByDay, day: Day): Values => {
  const known = days.get(day);
  if (known) return known;
  const values: Values = new Map();
  days.set(day, values);
  return values;
};

/** Everything that a complaint adds to the statistics, from every metric's own file. */
export const measurements = (doc: Counted): readonly Measurement[] => {
  const life = lifeOf(doc);
  const counting = new Counting(life);
  for (const metric of metrics) {
    if (doc.kind === 'complaint') metric.counts(life, counting);
    else metric.countsFeedback?.(life, counting);
  }
  return counting.measurements;
};

const complaintDimensions: readonly ComplaintDimension[] = [
  'product',
  'category',
  'channel',
  'region',
  'department',
  'severity',
  'outcome',
  'cause',
  'policy',
];
/** The dimension of the total. */
export const total = 'all';

/**
 * The same as counters: one for the total, one for each dimension in which something is known. What is not known is what the groups leave
 * of the total, so it needs no counter of its own: of a register that names no department or cause that is a third of them.
 */
export const measure = (doc: Counted | null): readonly Counter[] => {
  if (doc === null) return [];
  const counters: Counter[] = [];
  for (const { basis, day, keys, values } of measurements(doc)) {
    for (const [metric, value] of values) {
      if (value === 0) continue;
      if (typeof keys === 'string') {
        counters.push({ basis, day, dimension: keys, key: null, metric, value });
        continue;
      }
      counters.push({ basis, day, dimension: total, key: null, metric, value });
      counters.push({ basis, day, dimension: 'month', key: day.slice(0, 7), metric, value });
      for (const dimension of complaintDimensions) {
        const key = keys[dimension];
        if (key !== null) counters.push({ basis, day, dimension, key, metric, value });
      }
    }
  }
  return counters;
};
