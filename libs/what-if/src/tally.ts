import type { ClockVerdict } from '@redress/deadlines';
import type { Code } from '@redress/kernel';
import { type Compared, type Outcome, outcomeOf, type Standing, standings } from './compared';
import { type Reason, reasons } from './why';

/** How sure the verdicts of one side are. Nothing that cannot be known is counted as met. */
export interface Certainty {
  readonly metAtKnownTime: number;
  /** Nobody published when, but what the time must lie between ends before it was due. */
  readonly metByBounds: number;
  readonly missedAtKnownTime: number;
  /** … begins after it was due. */
  readonly missedByBounds: number;
  readonly cannotBeKnown: number;
}

/** One clock over the whole register; one that begins anew counts each time. */
export interface ClockTally {
  readonly clock: Code;
  /** How many stand so now and so under the other policy; only what occurs. */
  readonly verdicts: readonly { readonly before: Standing; readonly after: Standing; readonly count: number }[];
  readonly outcomes: Outcomes;
  /** Of those that changed; one may have several. */
  readonly why: readonly { readonly reason: Reason; readonly count: number }[];
  readonly before: Certainty;
  readonly after: Certainty;
  /** Counted working time on days of which the calendar knows no holidays: as if there were none. */
  readonly holidaysUnknown: number;
}

/** How many verdicts are another one, are given for the first time, and are given no longer. */
export type Outcomes = Readonly<Record<Exclude<Outcome, 'same'>, number>>;

/** Counts what was compared. */
export class Tally {
  private readonly clocks = new Map<Code, OfClock>();

  add(compared: Compared, why: readonly Reason[], isBlind: boolean): void {
    let counted = this.clocks.get(compared.clock);
    if (counted === undefined) this.clocks.set(compared.clock, (counted = new OfClock(compared.clock)));
    counted.add(compared, why, isBlind);
  }

  /** In the order in which the clocks were met first. */
  answer(): readonly ClockTally[] {
    return [...this.clocks.values()].map((counted) => counted.answer());
  }
}

class OfClock {
  private readonly verdicts = new Map<Standing, Map<Standing, number>>();
  private readonly why = new Map<Reason, number>();
  private readonly before = noneYet();
  private readonly after = noneYet();
  private readonly outcomes: Record<Outcome, number> = { same: 0, changed: 0, newlyJudged: 0, noLongerJudged: 0 };
  private holidaysUnknown = 0;

  constructor(private readonly clock: Code) {}

  add(compared: Compared, why: readonly Reason[], isBlind: boolean): void {
    const { before, after, clockBefore, clockAfter } = compared;
    let row = this.verdicts.get(before);
    if (row === undefined) this.verdicts.set(before, (row = new Map<Standing, number>()));
    countUp(row, after);
    for (const reason of why) countUp(this.why, reason);
    certain(this.before, clockBefore);
    certain(this.after, clockAfter);
    this.outcomes[outcomeOf(compared)] += 1;
    if (isBlind) this.holidaysUnknown += 1;
  }

  answer(): ClockTally {
    const { clock, before, after, holidaysUnknown } = this;
    const { same: _same, ...outcomes } = this.outcomes;
    const verdicts = standings.flatMap((one) =>
      standings.flatMap((other) => {
        const count = this.verdicts.get(one)?.get(other);
        return count === undefined ? [] : [{ before: one, after: other, count }];
      }),
    );
    const why = reasons.flatMap((reason) => (this.why.has(reason) ? [{ reason, count: this.why.get(reason)! }] : []));
    return { clock, verdicts, outcomes, why, before, after, holidaysUnknown };
  }
}

type Counting = { -readonly [K in keyof Certainty]: number };
const noneYet = (): Counting => ({ metAtKnownTime: 0, metByBounds: 0, missedAtKnownTime: 0, missedByBounds: 0, cannotBeKnown: 0 });

const certain = (counts: Counting, clock: ClockVerdict | null): void => {
  if (clock === null) return;
  const { verdict, stopped } = clock;
  const isDated = stopped === null || stopped.at !== null;
  if (verdict === 'met') counts[isDated ? 'metAtKnownTime' : 'metByBounds'] += 1;
  if (verdict === 'missed') counts[isDated ? 'missedAtKnownTime' : 'missedByBounds'] += 1;
  if (verdict === 'unknown') counts.cannotBeKnown += 1;
};

const countUp = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
