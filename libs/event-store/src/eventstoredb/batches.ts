import type { AllStreamRecordedEvent, AllStreamSubscription, RecordedEvent, StreamingRead, ResolvedEvent } from '@eventstore/db-client';

/** Events that the client may hold decoded at a time: memory is bounded by this times the largest event. */
export const eventsAhead = 256;

export type ReadEvent = RecordedEvent | AllStreamRecordedEvent;
/** A reading call of the client; each kind has its own word for ending it at the server. */
type Source = StreamingRead<ResolvedEvent> | AllStreamSubscription;

/**
 * What the client has decoded, a batch at a time. Nothing is asked for while the consumer works: that is the back-pressure. What comes
 * besides events (a checkpoint, the word that it has caught up) is told to `notice`.
 */
export class Batches {
  private failure: { readonly error: unknown } | null = null;
  private isOver = false;
  private isWaking = false;
  private wake: () => void = () => undefined;

  constructor(private readonly source: Source) {
    source.on('readable', () => this.wakeSoon());
    source.on('error', (error: unknown) => {
      this.failure ??= { error };
      this.wake();
    });
    for (const ending of ['end', 'close'] as const) {
      source.on(ending, () => {
        this.isOver = true;
        this.wake();
      });
    }
  }

  /** What is there now; empty where the next has to be waited for. Throws what the source failed with, after what came before. */
  take(): ReadEvent[] {
    const events: ReadEvent[] = [];
    for (let next = this.next(); next !== null; next = this.next()) if (next.event) events.push(next.event);
    if (events.length === 0 && this.failure) throw this.failure.error;
    return events;
  }
  get hasEnded(): boolean {
    return this.isOver && this.source.readableLength === 0;
  }

  /** Until there is something to take, the source is over, or something was noticed. */
  changed(): Promise<void> {
    if (this.source.readableLength > 0 || this.isOver || this.failure) return Promise.resolve();
    return new Promise((resolve) => (this.wake = resolve));
  }
  notice(): void {
    this.wake();
  }

  /** Ends the call, at the server too. What was sent meanwhile is read and dropped: the client ends no call that is not read to its end. */
  letGo(): void {
    if (this.isOver) return;
    const ended = 'unsubscribe' in this.source ? this.source.unsubscribe() : this.source.cancel();
    ended.catch((error: unknown) => (this.failure ??= { error }));
    this.source.removeAllListeners('readable');
    this.source.resume();
  }

  /** What is decoded in the same turn is taken at once: the client tells of each event by itself. */
  private wakeSoon(): void {
    if (this.isWaking) return;
    this.isWaking = true;
    setImmediate(() => {
      this.isWaking = false;
      this.wake();
    });
  }

  private next(): ResolvedEvent | null {
    return this.source.read() as ResolvedEvent | null;
  }
}
