import type { ClockVerdict, Verdict } from '@redress/deadlines';
import type { Code, Instant } from '@redress/kernel';

/** `not-judged`: no policy is pinned (an imported complaint that nobody took over); `no-clock`: under this policy it never began. */
export const standings = ['not-judged', 'no-clock', 'running', 'paused', 'overdue', 'met', 'missed', 'cancelled', 'unknown'] as const;
export type Standing = Verdict | 'not-judged' | 'no-clock';

/** One time through a clock, as it stands now and under the other policy. */
export interface Compared<C extends ClockVerdict = ClockVerdict> {
  readonly clock: Code;
  readonly round: number;
  readonly before: Standing;
  readonly after: Standing;
  readonly clockBefore: C | null;
  readonly clockAfter: C | null;
}

/** What becomes of a verdict: it stays, is another one, is given for the first time, or no longer. */
export type Outcome = 'same' | 'changed' | 'newlyJudged' | 'noLongerJudged';

export const outcomeOf = ({ before, after, clockBefore, clockAfter }: Compared): Outcome => {
  if (clockBefore === null) return clockAfter === null ? 'same' : 'newlyJudged';
  if (clockAfter === null) return 'noLongerJudged';
  return before === after ? 'same' : 'changed';
};

/**
 * Each clock of a complaint beside the same one under the other policy, round by round; `before` null where nothing judges it. A clock
 * that began on neither side is told once where nothing judges the complaint, so that every complaint is somewhere.
 */
export const comparedClocks = <C extends ClockVerdict>(
  before: readonly C[] | null,
  after: readonly C[],
  clocks: Iterable<Code>,
): readonly Compared<C>[] => {
  const found: Compared<C>[] = [];
  for (const clock of new Set([...clocks, ...(before ?? []).map(({ id }) => id)])) {
    const [earlier, later] = [roundsOf(before ?? [], clock), roundsOf(after, clock)];
    const rounds = Math.max(earlier.length, later.length, before === null ? 1 : 0);
    for (let index = 0; index < rounds; index += 1) {
      const [clockBefore, clockAfter] = [earlier[index] ?? null, later[index] ?? null];
      const standing = clockBefore?.verdict ?? (before === null ? 'not-judged' : 'no-clock');
      found.push({ clock, round: index + 1, before: standing, after: clockAfter?.verdict ?? 'no-clock', clockBefore, clockAfter });
    }
  }
  return found;
};

/** In the order of the rounds, which count up from 1 without gaps. */
const roundsOf = <C extends ClockVerdict>(clocks: readonly C[], clock: Code): readonly C[] =>
  clocks.filter(({ id }) => id === clock).sort((a, b) => a.round - b.round);

/** When it runs out on either side. */
export const duesOf = ({
  clockBefore,
  clockAfter,
}: Compared): { readonly dueBefore: Instant | null; readonly dueAfter: Instant | null } => ({
  dueBefore: clockBefore?.due ?? null,
  dueAfter: clockAfter?.due ?? null,
});
