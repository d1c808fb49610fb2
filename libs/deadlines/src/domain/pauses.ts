import { type Code, type Instant, instantAt, type Millis } from '@redress/kernel';
import { type ClockVersions, endOf } from './clocks';
import type { Moment } from './moments';
import { roundsOf } from './rounds';

/** A time in which clocks stood still, or still do. */
export interface PauseReading {
  readonly at: Instant;
  readonly reason: Code;
  /** When the clocks counted on, or will by themselves; null while it lasts without an end. */
  readonly until: Instant | null;
  /** Something that was recorded ended it; a pause that is only over by itself can still be ended earlier. */
  readonly isEnded: boolean;
}

/** Every pause of a complaint under the policy that is pinned now, in the order of its events. */
export const pausesOf = (moments: readonly Moment[], versions: ClockVersions): readonly PauseReading[] => {
  const pinned = moments.findLast((moment) => moment.what === 'pinned');
  if (pinned?.what !== 'pinned') return [];
  const [policy, calendar] = [versions.policy(pinned.policy), versions.workCalendar(pinned.calendar)];
  return roundsOf(moments, policy, null).pauses.map((pause) => ({
    at: instantAt(pause.from),
    reason: pause.reason,
    until: instantOrNull(endOf(pause, policy, calendar)),
    isEnded: pause.until !== Infinity,
  }));
};

const instantOrNull = (millis: Millis): Instant | null => (millis === Infinity ? null : instantAt(millis));
