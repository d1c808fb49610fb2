import type { Millis } from '@redress/kernel';
import type { Verdict } from './clock';
import type { Round } from './rounds';

/** What became of a round that is or was due then, whatever time it is. */
export type Outcome = Exclude<Verdict, 'paused' | 'overdue'>;

/** `running` until it is satisfied or falls away. */
export const outcomeOf = ({ stopped, cancelledAt }: Round, due: Millis): Outcome => {
  if (cancelledAt !== null) return cancelledAt <= due ? 'cancelled' : 'missed';
  if (stopped === null) return 'running';
  if (stopped.at !== null) return stopped.at <= due ? 'met' : 'missed';
  if (stopped.notAfter !== null && stopped.notAfter <= due) return 'met';
  return stopped.notBefore !== null && stopped.notBefore > due ? 'missed' : 'unknown';
};

/** How it stands at `now`. */
export const verdictOf = (round: Round, due: Millis, now: Millis, isPaused: boolean): Verdict => {
  const outcome = outcomeOf(round, due);
  if (outcome !== 'running') return outcome;
  return now > due ? 'overdue' : isPaused ? 'paused' : 'running';
};
