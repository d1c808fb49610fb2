import type { Day, Instant } from '@redress/kernel';
import type { Counter } from '@redress/projections';
import type { Moment } from './happening';
import type { Dimension, Life } from './life';

export type Basis = Counter['basis'];

/** How a metric counts. Values are whole; what comes to zero is no counter. */
export interface Count {
  /** On the day of the receipt. */
  received(counter: string, value?: number): void;
  /** On the day it happened; at an unknown time it is left out and counted as one. */
  event(moment: Moment, counter: string, value?: number): void;
  /** On a given day of the basis `event`. */
  on(day: Day, counter: string, value: number): void;
  /** An event that cannot be judged. */
  unjudged(moment: Moment, counter: string): void;
  /** A complaint that cannot be judged. */
  unjudgedReceipt(counter: string): void;
}

/** Sums of one group, or of the total. A counter that is not there is 0. */
export interface Sums {
  of(counter: string): number;
  /** Of a family of counters: what follows the prefix, and the sum. */
  startingWith(prefix: string): readonly (readonly [rest: string, sum: number])[];
}

/** What else an answer may need. */
export interface Asked {
  readonly basis: Basis;
  /** For what still runs. */
  readonly asOf: Instant;
  /** The same sums over everything that was asked for; a group's share is of this. */
  readonly total: Sums;
  /** How many of a counter cannot be judged, or happened at an unknown time that may lie in the range. Of a group this is not known. */
  readonly leftOut: Sums;
}

/** In the unit of the metric. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
}
/** `minor` in the currency's minor unit. */
export interface Amount {
  readonly currency: string;
  readonly minor: number;
}

/** `value` null comes with the reason; it is never guessed. */
export interface Answer {
  readonly value: number | null;
  readonly reason?: string;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly percentiles?: Percentiles;
  readonly amounts?: readonly Amount[];
  /** What belongs here but cannot be judged or placed, because a time, a policy or a finding is not known. */
  readonly leftOut?: number;
}

/** A metric is one file: what it means, what a complaint adds to it, and how it is answered. */
export interface Metric {
  /** Kebab-case and stable. */
  readonly id: string;
  readonly title: string;
  readonly unit: 'complaints' | 'share' | 'hours' | 'working hours' | 'updates' | 'seconds' | 'minor units' | 'of 5' | 'a complaint';
  /** In plain words, for both bases. */
  readonly definition: string;
  readonly formula: string;
  /** Title of the clause of ISO 10002:2018 it serves. */
  readonly clause: string;
  /** The counters it is made from; a family ends with a colon. */
  readonly uses: readonly string[];
  /** The same answer on both bases: complaints received in the range. */
  readonly ignoresBasis?: true;
  /** Grouped by this dimension also when nothing was asked for. */
  readonly by?: Dimension;
  readonly counts: (life: Life, count: Count) => void;
  /** What feedback adds that is no complaint; nothing where it is left out. */
  readonly countsFeedback?: (life: Life, count: Count) => void;
  readonly answer: (sums: Sums, asked: Asked) => Answer;
}
