import { status } from '@grpc/grpc-js';
import type { AppendOutcome } from './event-log';
import type { Leadership } from './leadership';
import { Refused } from './log-reading';

/** What can become of an append on its way to a server and back. */
export type AppendFault =
  /** The server takes none now. Nothing is stored. */
  | 'not-ready'
  /** The node follows another one. Nothing is stored. */
  | 'not-leader'
  /** The connection breaks before it is stored. */
  | 'cut-before'
  /** It is stored, and the connection breaks before the answer. */
  | 'cut-after'
  /** It is stored, and nobody ever answers. */
  | 'unanswered'
  /** It is stored, and the answer is that it took too long. */
  | 'timed-out'
  /** Nothing is stored, and nobody ever answers. */
  | 'lost'
  /** It is stored, and the answer lacks its position. */
  | 'no-position';

const refusals: Partial<Record<AppendFault, Refused>> = {
  'not-ready': new Refused(status.UNAVAILABLE, 'Server Is Not Ready'),
  'timed-out': new Refused(status.ABORTED, 'Operation timed out: Commit phase timeout.'),
};

/** Faults that the next appends meet, one each, in the order they were asked for. */
export class AppendFaults {
  private readonly coming: AppendFault[] = [];

  /** `cut` breaks every connection. */
  constructor(
    private readonly cut: () => void,
    private readonly leadership: Leadership,
  ) {}

  next(...faults: readonly AppendFault[]): void {
    this.coming.push(...faults);
  }

  around(take: () => AppendOutcome, answer: (outcome: AppendOutcome) => void, refuse: (refused: Refused) => void): void {
    const fault = this.coming.shift();
    if (fault === 'not-leader') return refuse(this.leadership.refused());
    if (fault === 'not-ready') return refuse(refusals[fault]!);
    if (fault === 'lost') return;
    if (fault === 'cut-before') return this.cut();
    let outcome: AppendOutcome;
    try {
      outcome = take();
    } catch (error) {
      if (error instanceof Refused) return refuse(error);
      throw error;
    }
    if (fault === 'unanswered') return;
    if (fault === 'cut-after') return this.cut();
    if (fault === 'timed-out') return refuse(refusals[fault]!);
    answer(fault === 'no-position' && outcome.kind === 'success' ? { ...outcome, position: null } : outcome);
  }
}
