import { type ClockReading, clocksAt, hasClocks, type Moment, verdictsAt } from '@redress/deadlines';
import type { Code, Day, Instant } from '@redress/kernel';
import { type Compared, comparedClocks, duesOf, outcomeOf, type Standing } from './compared';
import { readComplaints, type Sources, type Told } from './register';
import { type ClockTally, type Outcomes, Tally } from './tally';
import type { Trial } from './trial';
import { type Reason, reasonsOf } from './why';

/** Days of receipt in the register's zone, both included; null: open. */
export interface Range {
  readonly from: Day | null;
  readonly to: Day | null;
}

/** A clock whose verdict is another one, or that has one on one side only. */
export interface ChangedClock {
  readonly number: string;
  readonly clock: Code;
  readonly round: number;
  readonly before: Standing;
  readonly after: Standing;
  readonly dueBefore: Instant | null;
  readonly dueAfter: Instant | null;
  /** None where only one side has a verdict. */
  readonly why: readonly Reason[];
}

/** How a register would stand. */
export interface WhatIf extends Range {
  /** Everything was judged at this instant. */
  readonly asOf: Instant;
  /** How far the log was read; null where it is empty. */
  readonly position: string | null;
  readonly totals: Outcomes & {
    readonly complaints: number;
    /** … that have a policy now. */
    readonly judgedBefore: number;
    readonly clocks: number;
  };
  readonly clocks: readonly ClockTally[];
}

/**
 * Judges every complaint of the register received in the range as it stands, and as it would stand under another policy from its receipt
 * on. Nothing is written. Tells of each changed clock as it meets it, in the order of the complaints' last events. Throws UnknownVersion,
 * UnknownEvent and UnreadableComplaint where the log is not what it was, and NoTimeLeft for a limit that is never reached.
 */
export const whatIf = async (
  sources: Sources,
  trial: Trial,
  { from, to, asOf }: Range & { readonly asOf: Instant },
  tell: (changed: ChangedClock) => void,
): Promise<WhatIf> => {
  const tally = new Tally();
  let [complaints, judgedBefore] = [0, 0];
  const take = (told: Told): void => {
    const { moments } = told;
    if (!hasClocks(moments) || !isWithin(sources, moments, { from, to })) return;
    complaints += 1;
    if (isJudged(moments)) judgedBefore += 1;
    for (const { compared, why } of judged(sources, trial, moments, asOf)) {
      const { clock, round, before, after, clockAfter } = compared;
      tally.add(compared, why, clockAfter !== null && trial.isBlind(clock, clockAfter.startedAt, clockAfter.due));
      if (outcomeOf(compared) !== 'same') tell({ number: told.number, clock, round, before, after, ...duesOf(compared), why });
    }
  };
  const position = await readComplaints(sources, take);
  const clocks = tally.answer();
  const sum = (of: (clock: ClockTally) => number): number => clocks.reduce((total, clock) => total + of(clock), 0);
  const totals = {
    complaints,
    judgedBefore,
    clocks: sum(({ verdicts }) => verdicts.reduce((total, { count }) => total + count, 0)),
    changed: sum(({ outcomes }) => outcomes.changed),
    newlyJudged: sum(({ outcomes }) => outcomes.newlyJudged),
    noLongerJudged: sum(({ outcomes }) => outcomes.noLongerJudged),
  };
  return { asOf, position, from, to, totals, clocks };
};

/** Why is asked only of what changed, for that takes a full reading on both sides. */
const judged = (
  { versions }: Sources,
  trial: Trial,
  moments: readonly Moment[],
  asOf: Instant,
): readonly { readonly compared: Compared; readonly why: readonly Reason[] }[] => {
  const under = trial.moments(moments);
  const before = isJudged(moments) ? verdictsAt(moments, versions, asOf) : null;
  const all = comparedClocks(before, verdictsAt(under, trial.versions, asOf), trial.clocks.keys());
  const isChanged = (compared: Compared): boolean => outcomeOf(compared) === 'changed';
  if (!all.some(isChanged)) return all.map((compared) => ({ compared, why: [] }));
  const read: readonly Compared<ClockReading>[] = comparedClocks(
    clocksAt(moments, versions, asOf),
    clocksAt(under, trial.versions, asOf),
    trial.clocks.keys(),
  );
  return all.map((compared, index) => ({ compared, why: isChanged(compared) ? reasonsOf(read[index]!) : [] }));
};

/** Is a policy pinned? Nothing judges an imported complaint before somebody takes it over. */
export const isJudged = (moments: readonly Moment[]): boolean => moments.some(({ what }) => what === 'pinned');

const isWithin = ({ versions }: Sources, moments: readonly Moment[], { from, to }: Range): boolean => {
  if (from === null && to === null) return true;
  const received = moments.find(({ what }) => what === 'received');
  const day = received !== undefined && 'at' in received && received.at !== null ? versions.dayOf(received.at) : null;
  return day !== null && (from === null || day >= from) && (to === null || day <= to);
};
