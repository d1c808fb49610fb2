import { type Appended, type EventStore, type ExpectedRevision, type NewEvent } from '@redress/event-store';

export interface Write {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: ExpectedRevision;
}

/** Counts time in milliseconds; only differences mean anything. */
export type Stopwatch = () => number;

/**
 * Appends many streams at once, so that they share a commit, and then leaves the store to others for as long as that took: a command
 * given while a register is imported waits for one group and not for all.
 */
export class BulkWriter {
  private free = 0;

  constructor(
    private readonly store: Pick<EventStore, 'append'>,
    private readonly stopwatch: Stopwatch = () => performance.now(),
  ) {}

  /** The outcome of each write, in their order. */
  async write(writes: readonly Write[]): Promise<readonly PromiseSettledResult<Appended>[]> {
    if (writes.length === 0) return [];
    await this.pause();
    const begun = this.stopwatch();
    const outcomes = await Promise.allSettled(writes.map(({ stream, events, expected }) => this.store.append(stream, events, expected)));
    const ended = this.stopwatch();
    this.free = ended + (ended - begun);
    return outcomes;
  }

  private async pause(): Promise<void> {
    const rest = this.free - this.stopwatch();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
}
