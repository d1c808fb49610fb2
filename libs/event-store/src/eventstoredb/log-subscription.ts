import { type EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';
import { type RecordedEvent, StoreUnavailable } from '../event-store';
import { Batches, eventsAhead } from './batches';
import { OrderGuard } from './order-guard';
import type { StreamNames } from './stream-names';
import type { SubscriptionClock } from './subscription-clock';

/** Matches the server looks at between two signs of life: 32 x 32 events. */
const checkpointInterval = 32;

export interface LogSubscriptionOptions {
  readonly client: EventStoreDBClient;
  readonly names: StreamNames;
  readonly clock: SubscriptionClock;
  /** Milliseconds without a word after which a subscription is doubted. */
  readonly silence: number;
  /** The position of the last of our events. */
  readonly head: () => Promise<string | null>;
}

/**
 * One subscription of the client to our streams, as long as it lives. It never resubscribes, may end without a word or fall silent, and
 * where it stands is told by the events alone: the position of a checkpoint may lie ahead of one that was not handed out.
 */
export class LogSubscription {
  private readonly batches: Batches;
  private readonly order: OrderGuard;
  private hasCaughtUp = false;
  private wasNoticed = false;
  private last: string | null;

  constructor(
    after: string | null,
    private readonly options: LogSubscriptionOptions,
  ) {
    this.last = after;
    this.order = new OrderGuard(after);
    const { client, names } = options;
    const source = client.subscribeToAll(
      {
        requiresLeader: true,
        fromPosition: after === null ? START : { commit: BigInt(after), prepare: BigInt(after) },
        filter: streamNameFilter({ prefixes: [...names.prefixes], checkpointInterval, checkpointReached: async () => this.notice() }),
      },
      { highWaterMark: eventsAhead },
    );
    source.on('caughtUp', () => {
      this.hasCaughtUp = true;
      this.notice();
    });
    this.batches = new Batches(source);
  }

  /** What is there, and nothing later. Throws what the client fails with, or StoreUnavailable. */
  async *untilCaughtUp(): AsyncGenerator<readonly RecordedEvent[]> {
    yield* this.handOut(() => this.hasCaughtUp, new AbortController().signal);
  }
  /** What is there and what comes, until the signal is given. Throws the same. */
  async *untilAborted(signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    const wake = (): void => this.notice();
    signal.addEventListener('abort', wake);
    try {
      yield* this.handOut(() => signal.aborted, signal);
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  private async *handOut(isDone: () => boolean, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    try {
      while (!signal.aborted) {
        const events = this.batches.take().map((event) => this.options.names.recorded(event));
        for (const event of events) this.order.check(event);
        if (events.length > 0) {
          yield events;
          this.last = events.at(-1)!.position;
        } else if (isDone()) return;
        else if (this.batches.hasEnded) throw new StoreUnavailable('failed', 'EventStoreDB ended the subscription.');
        else await this.nextSign();
      }
    } finally {
      this.batches.letGo();
    }
  }

  /** Throws StoreUnavailable where the subscription is doubted and does not stand the test: our head moved, and it did not tell. */
  private async nextSign(): Promise<void> {
    this.wasNoticed = false;
    const waiting = new AbortController();
    const changed = this.batches.changed().then(() => this.notice());
    await Promise.race([changed, this.options.clock.wait(this.options.silence, waiting.signal)]);
    // With a reason: the error that would be made up for want of one costs more than an event.
    waiting.abort('over');
    if (this.wasNoticed || (this.hasCaughtUp && !(await this.headMoved())) || this.wasNoticed) return;
    throw new StoreUnavailable('failed', 'The subscription to EventStoreDB fell silent.');
  }

  private async headMoved(): Promise<boolean> {
    const head = await this.options.head();
    return head !== null && (this.last === null || BigInt(head) > BigInt(this.last));
  }

  private notice(): void {
    this.wasNoticed = true;
    this.batches?.notice();
  }
}
