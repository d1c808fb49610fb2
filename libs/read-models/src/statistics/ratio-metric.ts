import { countersOf, happenedTo } from './counted-metric';
import { unknownOf } from './duration-metric';
import type { Moment } from './happening';
import type { Life } from './life';
import type { Answer, Asked, Metric, Sums } from './metric';

/** A ratio over one judged event of each complaint: by event it stands on the day of that event. */
interface Judged {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly formula: string;
  readonly clause: string;
  /** Of what complaints: the metric whose count by receipt holds them all, judged or not; left out where none does. */
  readonly of?: 'acknowledged' | 'resolved' | 'closed';
  /** The events to be judged, and for each whether it counts; null where that cannot be judged. */
  readonly verdicts: (life: Life) => readonly Verdict[];
  /** No verdict is ever null, so that by receipt all of `of` is judged. */
  readonly allJudged?: true;
  /** The duration that ends with the same event, which counts already how many of them have no known time. */
  readonly standsOn?: string;
  /** Why nothing may be there to judge. */
  readonly reason: string;
}
export interface Verdict {
  readonly moment: Moment;
  readonly holds: boolean | null;
}

const judgedOf = (id: string): string => `${id}:judged`;

const countVerdicts =
  ({ id, of, verdicts, allJudged, standsOn }: Judged): Metric['counts'] =>
  (life, count) => {
    const all = verdicts(life);
    const isJudged = all.some(({ holds }) => holds !== null);
    if (!allJudged && isJudged) count.received(judgedOf(id));
    if (!of && !isJudged && all.length > 0) count.unjudgedReceipt(judgedOf(id));
    if (all.some(({ holds }) => holds)) count.received(id);
    for (const { moment, holds } of all) {
      if (moment.at === null && standsOn !== undefined) continue;
      if (holds === null) count.unjudged(moment, judgedOf(id));
      else count.event(moment, judgedOf(id));
      if (holds && moment.at !== null) count.event(moment, id);
    }
  };

const answered = (judged: Judged, sums: Sums, asked: Asked, value: (numerator: number, denominator: number) => number): Answer => {
  const { id, of, allJudged, standsOn, reason } = judged;
  const numerator = sums.of(id);
  const byReceipt = asked.basis === 'received';
  const denominator = of && byReceipt && allJudged ? happenedTo(sums, of) : sums.of(judgedOf(id));
  const leftOut =
    of && byReceipt
      ? happenedTo(sums, of) - denominator
      : asked.leftOut.of(judgedOf(id)) + (standsOn === undefined ? 0 : asked.leftOut.of(unknownOf(standsOn)));
  if (denominator === 0) return { value: null, reason, denominator, leftOut };
  return { value: value(numerator, denominator), numerator, denominator, leftOut };
};

const usesOf = ({ id, of }: Judged): readonly string[] => [...(of ? countersOf(of) : []), id, judgedOf(id)];

/** The share of the judged for which it holds. */
export const shareOf = (judged: Judged): Metric => ({
  ...wordsOf(judged),
  unit: 'share',
  uses: usesOf(judged),
  counts: countVerdicts(judged),
  answer: (sums, asked) => answered(judged, sums, asked, (numerator, denominator) => numerator / denominator),
});

/** How many of the judged it holds for; the judged are the denominator. */
export const numberOf = (judged: Judged): Metric => ({
  ...wordsOf(judged),
  unit: 'complaints',
  uses: usesOf(judged),
  counts: countVerdicts(judged),
  answer: (sums, asked) => answered(judged, sums, asked, (numerator) => numerator),
});

const wordsOf = ({
  id,
  title,
  definition,
  formula,
  clause,
}: Judged): Pick<Metric, 'id' | 'title' | 'definition' | 'formula' | 'clause'> => ({
  id,
  title,
  definition,
  formula,
  clause,
});
