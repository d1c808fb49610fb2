import type { Moment } from '@redress/deadlines';
import type { Instant } from '@redress/kernel';

/** A complaint in which something may be owed, as whoever reads the record knows it: a hint, so that it may be late. */
export interface DueComplaint {
  readonly number: string;
  /** Since when, or from when on, something is owed next; a far day where nothing is. */
  readonly owedAt: Instant;
  readonly moments: readonly Moment[];
  /** Since when nobody answers for it; null while somebody does. */
  readonly ownerlessSince: Instant | null;
}
export interface DuePage {
  readonly items: readonly DueComplaint[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/** Where something is owed by itself, so that nobody has to look through every complaint. */
export abstract class DueIndex {
  /** Not before it was built for the first time: a register that has just begun has nothing to look through for a moment. */
  abstract isReady(): Promise<boolean>;
  /** Those in which something is owed before this instant, the longest owed first. */
  abstract owedBefore(now: Instant, after: string | null): Promise<DuePage>;
  /** Open ones whose handler no longer works here: in their own streams nothing says so. */
  abstract leftBehind(after: string | null): Promise<DuePage>;
  /** Waits, not for ever, until what was stored there can be found here. */
  abstract follow(position: string): Promise<void>;
}
