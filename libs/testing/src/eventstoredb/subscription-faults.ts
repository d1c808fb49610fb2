import type { Subscription } from './subscription';

/** Faults of subscriptions: those that run now, and those that are asked for next. */
export class SubscriptionFaults {
  private readonly running = new Set<Subscription>();
  private silentOnes = 0;
  private boldOnes = 0;

  /** The subscriptions that run say nothing any more, and end neither. */
  silence(): void {
    for (const subscription of this.running) subscription.silence();
  }
  /** So will the next ones, from their beginning. */
  silenceNext(count: number): void {
    this.silentOnes = count;
  }
  /** The next subscription names the head of the log as a checkpoint before it has handed out anything. */
  checkpointAheadNext(): void {
    this.boldOnes = 1;
  }
  /** The server ends the subscriptions that run, as if all were said. */
  end(): void {
    for (const subscription of this.running) subscription.end();
  }

  begin(subscription: Subscription): void {
    this.running.add(subscription);
    if (this.silentOnes-- > 0) return subscription.silence();
    subscription.start(this.boldOnes-- > 0);
  }
  over(subscription: Subscription): void {
    this.running.delete(subscription);
  }
  get count(): number {
    return this.running.size;
  }
}
