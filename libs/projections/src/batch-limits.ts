/** Where a batch ends at the latest: what one transaction of the store takes, and how long others wait for it. */
export interface BatchLimits {
  /** Documents, counters, rows and parks together that one batch changes. */
  readonly changes: number;
  /** Of the texts of the events of one batch. */
  readonly bytes: number;
  /** Of folding, by a monotonic clock. */
  readonly milliseconds: number;
}

/** A document store with a smaller limit (MongoDB: 1,000 changes) is given its own. */
export const usualLimits: BatchLimits = { changes: 50_000, bytes: 16_000_000, milliseconds: 1_000 };

/**
 * How many events to fold next. How much a batch changes is known only once it is folded, so the number follows what the last ones
 * changed; a batch that came out too large is read again in parts.
 */
export class BatchSize {
  private events = 1_000;

  constructor(private readonly changes: number) {}

  get next(): number {
    return this.events;
  }

  /** `events` changed too much for one batch. */
  tooLarge(events: number, changes: number): void {
    this.events = Math.max(1, Math.min(events - 1, Math.floor((events * this.changes * 0.9) / changes)));
  }

  /** `events` made one batch; some room is left for the next to change more. */
  fitted(events: number, changes: number): void {
    const wouldFit = changes === 0 ? Infinity : Math.floor((events * this.changes * 0.9) / changes);
    this.events = Math.max(1, Math.min(this.events * 2, wouldFit, 100_000));
  }

  halve(events: number): void {
    this.events = Math.max(1, Math.floor(events / 2));
  }
}
