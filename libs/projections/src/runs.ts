import { OutOfOrder, type RecordedEvent } from '@redress/event-store';
import { LoggedEvent } from './logged-event';
import { isAfter } from './position';

/**
 * The batches of the log, and 'nothing waits' after those that no other follows at once: what was read is to be stored then. One batch
 * is read ahead while the caller works. `from` must end when its signal is given.
 */
export async function* runs(
  from: (signal: AbortSignal) => AsyncIterable<readonly RecordedEvent[]>,
): AsyncGenerator<LoggedEvent[] | 'nothing waits'> {
  const stop = new AbortController();
  const source = from(stop.signal)[Symbol.asyncIterator]();
  /** Its failure is the caller's, once it comes to it; until then, and where it never does, nobody awaits it, which would end the process. */
  const readAhead = (): ReturnType<typeof source.next> => {
    const read = source.next();
    read.catch(() => undefined);
    return read;
  };
  let last: string | null = null;
  let next = readAhead();
  try {
    for (;;) {
      const read = await next;
      if (read.done) break;
      next = readAhead();
      refuseDisorder(read.value, last);
      last = read.value.at(-1)!.position;
      yield read.value.map((event) => new LoggedEvent(event));
      if (await isIdle(next)) yield 'nothing waits';
    }
    yield 'nothing waits';
  } finally {
    stop.abort();
    await source.return?.();
  }
}

const refuseDisorder = (batch: readonly RecordedEvent[], before: string | null): void => {
  let last = before;
  for (const { position } of batch) {
    if (!isAfter(position, last))
      throw new OutOfOrder(
        `The log handed out position ${position} after ${last}; restart the projector, and verify the log if it happens again.`,
      );
    last = position;
  }
};

const idle = Symbol('idle');
/** Does the log have nothing ready? A batch that lies ready comes before the event loop turns. */
const isIdle = async (next: Promise<unknown>): Promise<boolean> => {
  const turn = new Promise((resolve) => setImmediate(resolve, idle));
  return (await Promise.race([next.catch(() => undefined), turn])) === idle;
};
