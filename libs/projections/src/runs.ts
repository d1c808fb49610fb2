import type { RecordedEvent } from '@redress/event-store';
import { LoggedEvent } from './logged-event';
import { isAfter } from './position';

/** The log handed out an event that stands before one it had handed out already: nothing read from it can be trusted to be whole. */
export class OutOfOrder extends Error {
  override readonly name = 'OutOfOrder';
  constructor(position: string, last: string) {
    super(`The log handed out position ${position} after ${last}; restart the projector, and verify the log if it happens again.`);
  }
}

/**
 * Joins the batches of the log into runs, up to so many bytes, for as long as more is waiting: a thousand events while catching up, a single
 * event at once when nothing follows it. One batch is read ahead while the caller works. `from` must end when its signal is given.
 */
export async function* runs(
  from: (signal: AbortSignal) => AsyncIterable<readonly RecordedEvent[]>,
  bytes: number,
): AsyncGenerator<LoggedEvent[]> {
  const stop = new AbortController();
  const source = from(stop.signal)[Symbol.asyncIterator]();
  const run = new Run();
  let next = source.next();
  try {
    for (;;) {
      if (!run.isEmpty && (await isIdle(next))) yield run.taken();
      const read = await next;
      if (read.done) break;
      next = source.next();
      run.add(read.value);
      if (run.isLong || run.bytes >= bytes) yield run.taken();
    }
    if (!run.isEmpty) yield run.taken();
  } finally {
    // What was read ahead is read again next time, so its failure is nobody's loss.
    next.catch(() => undefined);
    stop.abort();
    await source.return?.();
  }
}

/** More events at once gain nothing, and grow old in memory, which costs a fifth of the whole. */
const enough = 1_000;

class Run {
  bytes = 0;
  private events: LoggedEvent[] = [];
  private last: string | null = null;

  get isEmpty(): boolean {
    return this.events.length === 0;
  }
  get isLong(): boolean {
    return this.events.length >= enough;
  }

  add(batch: readonly RecordedEvent[]): void {
    for (const event of batch) {
      if (!isAfter(event.position, this.last)) throw new OutOfOrder(event.position, this.last!);
      this.last = event.position;
      this.bytes += event.data.length + event.metadata.length;
      this.events.push(new LoggedEvent(event));
    }
  }

  taken(): LoggedEvent[] {
    const { events } = this;
    this.events = [];
    this.bytes = 0;
    return events;
  }
}

const idle = Symbol('idle');
/** Does the log have nothing ready? A batch that lies ready comes before the event loop turns. */
const isIdle = async (next: Promise<unknown>): Promise<boolean> => {
  const turn = new Promise((resolve) => setImmediate(resolve, idle));
  return (await Promise.race([next.catch(() => undefined), turn])) === idle;
};
