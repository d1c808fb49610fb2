import { type DerivedClock, derivedClocksAt, hasClocks } from '@redress/deadlines';
import type { Instant } from '@redress/kernel';
import { comparedClocks, duesOf, outcomeOf } from './compared';
import { readComplaint, type Sources } from './register';
import type { Trial } from './trial';
import { type ChangedClock, isJudged } from './what-if';
import { reasonsOf, sentenceOf } from './why';

/** One complaint with the derivation of every clock, as it stands and as it would. */
export interface WhatIfOne {
  readonly number: string;
  readonly asOf: Instant;
  /** Is a policy pinned? */
  readonly judgedBefore: boolean;
  readonly before: readonly DerivedClock[];
  readonly after: readonly DerivedClock[];
  readonly changed: readonly (Omit<ChangedClock, 'number'> & { readonly sentence: string })[];
}

/** Null where there is no such complaint. Feedback of another kind has no clocks on either side. Throws as `whatIf` does. */
export const whatIfOne = async (sources: Sources, trial: Trial, number: string, asOf: Instant): Promise<WhatIfOne | null> => {
  const told = await readComplaint(sources, number);
  if (told === null) return null;
  const { moments } = told;
  const judgedBefore = isJudged(moments);
  const before = derivedClocksAt(moments, sources.versions, asOf);
  const after = derivedClocksAt(trial.moments(moments), trial.versions, asOf);
  const all = hasClocks(moments) ? comparedClocks(judgedBefore ? before : null, after, trial.clocks.keys()) : [];
  const changed = all
    .filter((compared) => outcomeOf(compared) !== 'same')
    .map((compared) => {
      const { clock, round, before: one, after: other } = compared;
      return { clock, round, before: one, after: other, ...duesOf(compared), why: reasonsOf(compared), sentence: sentenceOf(compared) };
    });
  return { number, asOf, judgedBefore, before, after, changed };
};
