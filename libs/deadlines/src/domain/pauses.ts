import { type Code, type Instant, instantAt, type Millis, type Pin } from '@redress/kernel';
import type { Moment } from './moments';
import { partsOf } from './parts';
import { type Pause, roundsOf } from './rounds';
import { allowsPause, type ClockVersions, endOf } from './timed-rounds';

/** A time in which clocks stood still, or still do. */
export interface PauseReading {
  readonly at: Instant;
  readonly reason: Code;
  /** When the clocks counted on, or will by themselves; null while it lasts without an end. */
  readonly until: Instant | null;
  /** Something that was recorded ended it; a pause that is only over by itself can still be ended earlier. */
  readonly isEnded: boolean;
}

/** Every pause of a complaint under the policies that are pinned now, in the order of its events. */
export const pausesOf = (moments: readonly Moment[], versions: ClockVersions): readonly PauseReading[] => {
  const pinned = moments.findLast((moment) => moment.what === 'pinned');
  if (pinned?.what !== 'pinned') return [];
  const parts = partsOf(moments);
  return roundsOf(moments, versions.policy(pinned.policy), null).pauses.map((pause) => {
    const allowing = [pinned, ...parts].filter(({ policy }) => allowsPause(versions.policy(policy), pause.reason));
    const until = Math.max(...(allowing.length === 0 ? [pinned] : allowing).map((pin) => endUnder(pin, pause, versions)));
    return { at: instantAt(pause.from), reason: pause.reason, until: instantOrNull(until), isEnded: pause.until !== Infinity };
  });
};

type Pins = { readonly policy: Pin; readonly calendar: Pin };
const endUnder = ({ policy, calendar }: Pins, pause: Pause, versions: ClockVersions): Millis =>
  endOf(pause, versions.policy(policy), versions.workCalendar(calendar));

const instantOrNull = (millis: Millis): Instant | null => (millis === Infinity ? null : instantAt(millis));
