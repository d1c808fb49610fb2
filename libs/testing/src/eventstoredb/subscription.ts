import { randomUUID } from 'node:crypto';
import { type ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type EventLog, type LoggedEvent, tombstoneRevision } from './event-log';
import { type Refused, streamDeleted } from './log-reading';
import * as messages from './messages';
import { asClosingStatus } from './statuses';

/** What a subscriber asked for. */
export interface Wanted {
  /** Where in the log to begin. */
  readonly index: number;
  matches(event: LoggedEvent): boolean;
  /** Events that are looked at before the server tells how far it came; null: it never does. */
  readonly checkpoints: { readonly window: number; readonly interval: number } | null;
  /** Why there is nothing to hand out, told after the confirmation. */
  readonly refused: Refused | null;
}

/** One subscription: what is there, that it has caught up, and what comes; never more at once than the reader takes. */
export class Subscription {
  private index: number;
  private isLive = false;
  private isSilent = false;
  private isFull = false;
  private readonly stopListening: () => void;
  private readonly counted: CountedCheckpoints | null;

  constructor(
    private readonly call: ServerWritableStream<ReadReq, ReadResp>,
    private readonly log: EventLog,
    private readonly wanted: Wanted,
    onOver: (subscription: Subscription) => void,
  ) {
    this.index = wanted.index;
    this.counted = wanted.checkpoints && new CountedCheckpoints(wanted.checkpoints.window, wanted.checkpoints.interval);
    this.stopListening = log.onWritten(() => this.pump());
    call.on('drain', () => {
      this.isFull = false;
      this.pump();
    });
    const over = (): void => {
      this.stopListening();
      onOver(this);
    };
    call.on('cancelled', over);
    call.on('close', over);
  }

  start(naming: boolean): void {
    this.write(messages.confirmation(randomUUID()));
    const head = this.log.events.at(-1)?.position;
    if (naming && head !== undefined) this.write(messages.checkpoint(head, head));
    if (this.wanted.refused) this.fail(this.wanted.refused);
    else this.pump();
  }
  silence(): void {
    this.isSilent = true;
  }
  end(): void {
    this.stopListening();
    this.call.end();
  }

  private pump(): void {
    while (!this.isSilent && !this.isFull && this.index < this.log.events.length) this.take(this.log.events[this.index++]!);
    if (this.isSilent || this.isFull || this.isLive || this.wanted.refused) return;
    this.isLive = true;
    this.counted?.goLive();
    this.write(messages.caughtUp());
  }

  private take(event: LoggedEvent): void {
    const isWanted = this.wanted.matches(event);
    if (isWanted) this.write(messages.readEvent(event));
    const reached = this.counted?.considered(event, isWanted);
    if (reached) this.write(messages.checkpoint(reached.commit, reached.prepare));
    if (isWanted && event.revision === tombstoneRevision && !this.counted) this.fail(streamDeleted(event.stream));
  }

  private write(response: ReadResp): void {
    this.isFull = !this.call.write(response) || this.isFull;
  }
  private fail(refused: Refused): void {
    this.stopListening();
    this.call.emit('error', asClosingStatus(refused));
  }
}

/**
 * When the server tells how far it came. In catch-up it looks at pages of `window` events and tells, once `interval` pages are through,
 * where the last page began or its last match stands; live, it tells where it is.
 */
class CountedCheckpoints {
  private isLive = false;
  private inPage = 0;
  private count = 0;
  private current = { commit: 0n, prepare: 0n };

  constructor(
    private readonly window: number,
    private readonly interval: number,
  ) {}

  goLive(): void {
    this.isLive = true;
    this.count = 0;
  }

  considered({ position }: LoggedEvent, isMatch: boolean): { readonly commit: bigint; readonly prepare: bigint } | null {
    if (this.inPage === 0 && !this.isLive) this.current = { commit: position, prepare: 0n };
    if (isMatch || this.isLive) this.current = { commit: position, prepare: position };
    this.count += 1;
    this.inPage = (this.inPage + 1) % this.window;
    const isPageThrough = this.isLive || this.inPage === 0;
    if (!isPageThrough || this.count < this.window * this.interval) return null;
    this.count = 0;
    return this.current;
  }
}
