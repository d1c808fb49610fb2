import type { Sums } from './metric';

/** Sums by counter. */
export class CounterSums implements Sums {
  private readonly values = new Map<string, number>();

  add(counter: string, value: number): void {
    this.values.set(counter, this.of(counter) + value);
  }

  of(counter: string): number {
    return this.values.get(counter) ?? 0;
  }

  startingWith(prefix: string): readonly (readonly [string, number])[] {
    const found: [string, number][] = [];
    for (const [counter, value] of this.values) {
      if (value !== 0 && counter.startsWith(prefix)) found.push([counter.slice(prefix.length), value]);
    }
    return found;
  }

  addTo(other: CounterSums, sign: 1 | -1 = 1): void {
    for (const [counter, value] of this.values) other.add(counter, sign * value);
  }

  /** What these parts leave of the whole. */
  without(parts: readonly CounterSums[]): CounterSums {
    const rest = new CounterSums();
    this.addTo(rest);
    for (const part of parts) part.addTo(rest, -1);
    return rest;
  }

  /** Is there anything in one of the counters? A family ends with a colon. */
  holdsAny(counters: readonly string[]): boolean {
    return counters.some((counter) => (counter.endsWith(':') ? this.startingWith(counter).length > 0 : this.of(counter) !== 0));
  }
}
