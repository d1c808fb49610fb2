import { type Instant, instantAt, type Millis, millisOf } from '@redress/kernel';
import type { ClockVersions } from './timed-rounds';
import type { Moment } from './moments';
import { shifted } from './shifted';

/** The complainant was asked or told something and has not said a word since. */
export interface SilenceReading {
  /** When they were asked or told last. */
  readonly since: Instant;
  /** From when on they may be warned. */
  readonly warnFrom: Instant;
  /** When they were warned; null before. */
  readonly warned: Instant | null;
  /** When it may be closed if they stay silent and are warned at `warnFrom`, or were when they were. */
  readonly closesAt: Instant;
  /** Of severity 4 or 5: a person decides, whatever the policy says. */
  readonly isSevere: boolean;
}

/**
 * Null where the policy that is pinned closes nothing by itself, nobody waits for the complainant, or the complaint is closed. While a
 * remedy is owed or a review open it is we who are waited for.
 */
export const silenceOf = (moments: readonly Moment[], versions: ClockVersions): SilenceReading | null => {
  const pinned = moments.findLast((moment) => moment.what === 'pinned');
  if (pinned?.what !== 'pinned') return null;
  const { silence } = versions.policy(pinned.policy);
  if (silence === null) return null;
  const { since, warned, severity } = waitingIn(moments);
  if (since === null) return null;
  const calendar = versions.workCalendar(pinned.calendar);
  const over = shifted(calendar, since, silence.after);
  const warnFrom = shifted(calendar, over, { amount: -silence.warning.amount, unit: silence.warning.unit });
  const closesAt = warned === null ? over : Math.max(over, shifted(calendar, warned, silence.warning));
  return {
    since: instantAt(since),
    warnFrom: instantAt(warnFrom),
    warned: warned === null ? null : instantAt(warned),
    closesAt: instantAt(closesAt),
    isSevere: (severity ?? 0) >= 4,
  };
};

interface Waiting {
  readonly since: Millis | null;
  readonly warned: Millis | null;
  readonly severity: number | null;
}
const waitingIn = (moments: readonly Moment[]): Waiting => {
  let [since, warned, severity]: [Millis | null, Millis | null, number | null] = [null, null, null];
  let owing = 0;
  for (const moment of moments) {
    switch (moment.what) {
      case 'asked':
      case 'decided':
        [since, warned] = [moment.at === null ? null : millisOf(moment.at), null];
        break;
      case 'reopened':
        owing = 0;
        [since, warned] = [null, null];
        break;
      case 'heard':
      case 'closed':
        [since, warned] = [null, null];
        break;
      case 'remedy-accepted':
      case 'review-requested':
        owing += 1;
        break;
      case 'redressed':
      case 'review-decided':
        owing -= 1;
        break;
      case 'warned':
        warned = millisOf(moment.at);
        break;
      case 'about':
        severity = moment.about.severity === undefined ? severity : moment.about.severity;
        break;
      default:
    }
  }
  return { since: owing > 0 ? null : since, warned, severity };
};
