import { setImmediate as turn } from 'node:timers/promises';
import { isAfter, OutOfOrder, type RecordedEvent } from '@redress/event-store';
import type { ProjectorClock } from './clock';
import { LoggedEvent } from './logged-event';

type HearingClock = Pick<ProjectorClock, 'monotonic' | 'wait'>;

/**
 * Milliseconds for which the log is heard out after something was stored. Every transaction writes whole pages: where events come a few at
 * a time and without a pause, stored as they come, they keep the disk from those who append them.
 */
const hearingOut = 50;

/**
 * The batches of the log, and 'nothing waits' after those that no other follows at once: what was read is to be stored then. What comes
 * after a pause is stored at once; what comes without one is gathered for a moment. One batch is read ahead while the caller works. `from`
 * must end when its signal is given.
 */
export async function* runs(
  from: (signal: AbortSignal) => AsyncIterable<readonly RecordedEvent[]>,
  clock: HearingClock,
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
  let heardOut = -Infinity;
  let next = readAhead();
  try {
    for (;;) {
      const read = await next;
      if (read.done) break;
      next = readAhead();
      refuseDisorder(read.value, last);
      last = read.value.at(-1)!.position;
      yield read.value.map((event) => new LoggedEvent(event));
      if (!(await isIdle(next, clock, heardOut))) continue;
      yield 'nothing waits';
      heardOut = clock.monotonic() + hearingOut;
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
/** Does the log have nothing ready, nor until then? A batch that lies ready comes before the event loop turns. */
const isIdle = async (next: Promise<unknown>, clock: HearingClock, until: number): Promise<boolean> => {
  const came = new AbortController();
  const left = until - clock.monotonic();
  const silence = left > 0 ? clock.wait(left, came.signal) : turn();
  const first = await Promise.race([next.catch(() => undefined), silence.then(() => idle)]);
  came.abort();
  return first === idle;
};
