import { type Code, type Instant, instantAt, millisOf } from '@redress/kernel';
import { dueOf } from './counting';
import type { Moment } from './moments';
import type { Stop } from './policy';
import { isRunning } from './rounds';
import { asOf, type ClockVersions, timedRounds } from './timed-rounds';
import { type Outcome, outcomeOf } from './verdict';

/** A round of a clock as it is counted, without what was used of it. */
export interface Judgement {
  readonly clock: Code;
  readonly round: number;
  /** What satisfies it. */
  readonly stops: readonly Stop[];
  /** The event that satisfied it; null where none did. */
  readonly revision: number | null;
  /** Last instant at which the duty is kept; null while it stands still without an end. */
  readonly due: Instant | null;
  /** One that is `running` is overdue to whoever asks after `due`. */
  readonly outcome: Outcome;
}

/**
 * Every round of every clock, in the order they began. `now` decides only where a pause ends of a clock that was satisfied at a time that
 * nobody published.
 */
export const judgementsAt = (moments: readonly Moment[], versions: ClockVersions, now: Instant): readonly Judgement[] =>
  timedRounds(moments, versions).map((timed) => {
    const { rule, round, stopped } = timed.round;
    const due = dueOf(isRunning(timed.round) ? timed.count : asOf(timed, millisOf(now)), timed.amount);
    return {
      clock: rule.id,
      round,
      stops: rule.stops,
      revision: stopped?.revision ?? null,
      due: due === Infinity ? null : instantAt(due),
      outcome: outcomeOf(timed.round, due),
    };
  });
