import type { Code, Instant, Pin } from '@redress/kernel';
import type { StretchKind } from './counting';
import type { Start, Stop, Unit, VersionKind } from './policy';

/**
 * `overdue` runs and is late; `unknown` ended, but nobody published when; `cancelled` fell away before it ran out: the complaint
 * was closed, or settled by the short route.
 */
export const verdicts = ['running', 'paused', 'overdue', 'met', 'missed', 'cancelled', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

/** In the clock's own unit: whole minutes of an hour clock (`hours`: of wall time, `working-hours`: of working time), else whole days. */
export interface Measure {
  readonly amount: number;
  readonly unit: 'minutes' | 'working-minutes' | 'calendar-days' | 'business-days';
}

/** A stretch of the time between the start of a clock and its end, and why it counted or not. */
export interface DerivedStretch {
  readonly from: Instant;
  /** Does not belong to it; the next stretch begins here. */
  readonly until: Instant;
  readonly kind: StretchKind;
  /** Days that it closed; 0 on an hour clock and for a day that is not over. */
  readonly days: number;
  readonly why: string | null;
  /** What says so: `calendar ir version 3`, `policy uk-fca-psd version 1`. */
  readonly source: string;
}

/** One clock of a complaint, as it stands at an instant. */
export interface ClockReading {
  /** Its name in the policy; of a part of the complaint, that with the part before it (`part-1-final`). */
  readonly id: Code;
  /** The part of the complaint it is for; null where it is for all of it, or for what was not separated. */
  readonly part: number | null;
  readonly title: string;
  /** 1 for the first time; a clock that begins anew counts up. */
  readonly round: number;
  readonly policy: Pin;
  readonly calendar: Pin;
  readonly start: Start | 'reopened';
  readonly startedAt: Instant;
  /** Of the calendar: where its days begin and end (IANA name). */
  readonly timeZone: string;
  /** Last instant at which the duty is kept; while it is paused, as if it went on now. */
  readonly due: Instant;
  /** Are the holidays up to then known to the calendar? */
  readonly holidaysKnown: boolean;
  /** What satisfied it, in which event, and when; `at` null where nobody published the time. */
  readonly stopped: { readonly by: Stop; readonly revision: number; readonly at: Instant | null } | null;
  readonly verdict: Verdict;
  readonly limit: Measure;
  readonly elapsed: Measure;
  readonly paused: Measure;
  /** While the complaint was ended and not yet reopened. */
  readonly ended: Measure;
  /** Null once it was satisfied or cancelled; 0 when overdue. */
  readonly remaining: Measure | null;
}

/** How a clock stands, without what was used of its limit. */
export interface ClockVerdict extends Pick<ClockReading, 'id' | 'round' | 'startedAt' | 'due' | 'verdict'> {
  readonly stopped: Pick<NonNullable<ClockReading['stopped']>, 'at'> | null;
}

/** With every stretch from its start to now or to its end; their lengths add up to exactly the time that passed. */
export interface DerivedClock extends ClockReading {
  readonly derivation: readonly DerivedStretch[];
}

export const measureUnit = (unit: Unit): Measure['unit'] => {
  switch (unit) {
    case 'hours':
      return 'minutes';
    case 'working-hours':
      return 'working-minutes';
    case 'business-days':
      return 'business-days';
    default:
      return 'calendar-days';
  }
};

/** The version of a text that nobody adopted, and that is only tried. */
export const notAdopted = 0;
/** `calendar ir version 3`, as it is named to people. */
export const versionNamed = (what: VersionKind, { id, version }: Pin): string =>
  version === notAdopted ? `${what} ${id}, not adopted` : `${what} ${id} version ${version}`;
