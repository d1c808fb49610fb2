import type { Counter } from './projection';

type Days = Map<string, number>;
type Keys = Map<string | null, Days>;
type Metrics = Map<string, Keys>;
type Dimensions = Map<string, Metrics>;

/**
 * Counters of a whole collection that are added up in memory before they are written: some thirty megabytes, however large the register.
 * Fewer would be written again and again, as most days of most series come from documents that lie near each other.
 */
export const mostAddedUp = 200_000;

/**
 * Adds up what documents contribute. Maps in maps and not one map of joined names, because folding asks for the same short strings again
 * and again, whose hashes are known.
 */
export class Tally {
  private readonly bases = new Map<string, Dimensions>();
  private counted = 0;

  /** Counters that it holds, those that cancelled out among them. */
  get size(): number {
    return this.counted;
  }

  add(counters: readonly Counter[], sign: 1 | -1): void {
    for (const { basis, day, dimension, key, metric, value } of counters) {
      const days = this.daysOf(basis, dimension, metric, key);
      const sum = days.get(day);
      if (sum === undefined) this.counted += 1;
      days.set(day, (sum ?? 0) + sign * value);
    }
  }

  /** What does not cancel out, the days of one series side by side. */
  counters(): Counter[] {
    const found: Counter[] = [];
    for (const [basis, dimensions] of this.bases)
      for (const [dimension, metrics] of dimensions)
        for (const [metric, keys] of metrics)
          for (const [key, days] of keys)
            for (const [day, value] of days)
              if (value !== 0) found.push({ basis: basis as Counter['basis'], day, dimension, key, metric, value });
    return found;
  }

  private daysOf(basis: string, dimension: string, metric: string, key: string | null): Days {
    return within(within(within(within(this.bases, basis), dimension), metric), key);
  }
}

const within = <K, InnerKey, InnerValue>(map: Map<K, Map<InnerKey, InnerValue>>, key: K): Map<InnerKey, InnerValue> => {
  let inner = map.get(key);
  if (!inner) map.set(key, (inner = new Map<InnerKey, InnerValue>()));
  return inner;
};

const day = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const known = new Set<string>();
const isDay = (text: string): boolean => {
  if (known.has(text)) return true;
  if (!day.test(text)) return false;
  if (known.size > 50_000) known.clear();
  known.add(text);
  return true;
};

/** A document gave a sum what is no safe integer or stands on no day. */
export class Unmeasurable extends Error {
  override readonly name = 'Unmeasurable';
}

/** The counters as they are, once each is known to be a safe integer on a day. */
export const refuseUnsafe = (counters: readonly Counter[]): readonly Counter[] => {
  for (const { metric, dimension, day: on, value } of counters) {
    if (!Number.isSafeInteger(value)) throw new Unmeasurable(`${metric} by ${dimension} is no safe integer.`);
    if (!isDay(on)) throw new Unmeasurable(`${metric} by ${dimension} stands on no day.`);
  }
  return counters;
};

/** Its five parts as JSON: how a counter is named in digests. */
export const counterName = ({ basis, day: on, dimension, key, metric }: Counter): string =>
  JSON.stringify([basis, on, dimension, key, metric]);
