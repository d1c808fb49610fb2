import { OutOfOrder, type RecordedEvent } from '../event-store';

const streamsRemembered = 10_000;

/** Holds what is handed out to the order of the log, and of each of the streams that were seen last. */
export class OrderGuard {
  private last: bigint;
  private readonly revisions = new Map<string, number>();

  constructor(after: string | null) {
    this.last = after === null ? -1n : BigInt(after);
  }

  /** Throws OutOfOrder. What is missing is for the chain to find. */
  check({ stream, revision, position }: RecordedEvent): void {
    const seen = this.revisions.get(stream) ?? -1;
    if (BigInt(position) <= this.last || revision <= seen) {
      throw new OutOfOrder(`Revision ${revision} of ${stream} came at position ${position}, after ${this.last}; verify the log.`);
    }
    this.last = BigInt(position);
    this.revisions.delete(stream);
    this.revisions.set(stream, revision);
    if (this.revisions.size > streamsRemembered) this.revisions.delete(this.revisions.keys().next().value!);
  }
}
