import { OutOfOrder, type RecordedEvent, StoreUnavailable } from '../event-store';
import { readFailure } from './failures';
import type { LogSubscription } from './log-subscription';
import type { SubscriptionClock } from './subscription-clock';

export interface BackOff {
  /** Milliseconds before the second attempt; doubled with each that fails. */
  readonly first: number;
  readonly most: number;
}
export interface SupervisorOptions {
  /** A new subscription after a position. Throws StoreUnavailable once the store is closed. */
  readonly open: (after: string | null) => LogSubscription;
  readonly clock: SubscriptionClock;
  readonly backOff: BackOff;
  /** Told each time a subscription is over before its time, for whoever keeps a log. */
  readonly onInterruption: (failure: Error) => void;
}

/** Subscribes again whenever a subscription is over, after the last event that the consumer is done with: none is missed, none comes twice. */
export class SubscriptionSupervisor {
  constructor(private readonly options: SupervisorOptions) {}

  /** Until the signal is given. Throws OutOfOrder, RangeError for a position of another log, and StoreUnavailable once the store is closed. */
  async *run(after: string | null, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    let processed = after;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        for await (const batch of this.options.open(processed).untilAborted(signal)) {
          yield batch;
          processed = batch.at(-1)!.position;
          failures = 0;
        }
      } catch (error) {
        const failure = error instanceof OutOfOrder ? error : readFailure(error, null);
        if (!isPassing(failure)) throw failure;
        this.options.onInterruption(failure);
      }
      await this.options.clock.wait(this.pause(failures), signal);
    }
  }

  /** Half of it by chance, so that many processes do not come back at once. */
  private pause(failures: number): number {
    const { backOff, clock } = this.options;
    return Math.min(backOff.most, backOff.first * 2 ** failures) * (0.5 + clock.random() / 2);
  }
}

const isPassing = (failure: Error): boolean => failure instanceof StoreUnavailable && failure.reason !== 'closed';
