import type { Day } from '@redress/kernel';
import type { Basis } from './metric';

/** Where sums come from: one entry a key and metric, over the days of a range, inclusive; null is open. */
export interface SumSource {
  sums(query: SumQuestion): Promise<readonly Summed[]>;
}
export interface SumQuestion {
  readonly basis: Basis;
  readonly dimension: string;
  readonly from: Day | null;
  readonly to: Day | null;
}
export interface Summed {
  readonly key: string | null;
  readonly metric: string;
  readonly value: number;
}
