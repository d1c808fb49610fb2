import type { Millis } from '@redress/kernel';
import type { Verdict } from './clock';
import type { Round, When } from './rounds';

/** What became of a round that is or was due then, whatever time it is. */
export type Outcome = Exclude<Verdict, 'paused' | 'overdue'>;

/** `running` until it is satisfied or falls away. */
export const outcomeOf = ({ stopped, cancelled }: Round, due: Millis): Outcome => {
  if (cancelled !== null) return decided(cancelled, due, 'cancelled');
  return stopped === null ? 'running' : decided(stopped, due, 'met');
};

/** Where nobody published when it ended, its bounds decide, and only where they lie on one side of the due date. */
const decided = <V extends Outcome>({ at, notBefore, notAfter }: When, due: Millis, inTime: V): V | 'missed' | 'unknown' => {
  if (at !== null) return at <= due ? inTime : 'missed';
  if (notAfter !== null && notAfter <= due) return inTime;
  return notBefore !== null && notBefore > due ? 'missed' : 'unknown';
};

/** How it stands at `now`. */
export const verdictOf = (round: Round, due: Millis, now: Millis, isPaused: boolean): Verdict => {
  const outcome = outcomeOf(round, due);
  if (outcome !== 'running') return outcome;
  return now > due ? 'overdue' : isPaused ? 'paused' : 'running';
};
