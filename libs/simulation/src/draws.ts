import { createHash } from 'node:crypto';
import type { Weighted } from './cfpb-sample';

/**
 * Draws of one complaint: the same for the same seed and number, whoever makes it and in whatever order, so that a run can be cut off
 * and begun again. The generator is mulberry32; a register that is made up needs no better one.
 */
export class Draws {
  private state: number;

  constructor(...parts: readonly (string | number)[]) {
    this.state = createHash('sha256').update(JSON.stringify(parts)).digest().readInt32BE(0);
  }

  /** From 0 up to, never reaching, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends among them. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  one<Value>(values: readonly Value[]): Value {
    return values[this.whole(0, values.length - 1)]!;
  }

  /** As often as its rows say. */
  weighted<Value>(values: Weighted<Value>): Value {
    let rest = this.next() * values.reduce((sum, [, rows]) => sum + rows, 0);
    for (const [value, rows] of values) if ((rest -= rows) < 0) return value;
    return values.at(-1)![0];
  }

  /** From quantiles at equal steps, evenly between two of them. */
  between(quantiles: readonly number[]): number {
    const at = this.next() * (quantiles.length - 1);
    const [below, above] = [quantiles[Math.floor(at)]!, quantiles[Math.ceil(at)]!];
    return Math.round(below + (above - below) * (at - Math.floor(at)));
  }
}
