import type { Metric } from '../metric';

const id = 'satisfaction';
const given = `${id}:given`;
const sum = `${id}:sum`;

export const satisfaction: Metric = {
  id,
  title: 'Satisfaction',
  unit: 'of 5',
  definition:
    'The mean of the scores from 1, very dissatisfied, to 5, very satisfied, whether they come from a follow-up or were recorded by themselves; the denominator says how many there are. By receipt the last score of each complaint counts, by event every score given in the range.',
  formula: 'satisfaction:sum / satisfaction:given',
  clause: 'Satisfaction with the complaints-handling process',
  uses: [`${id}:`],
  counts: ({ scores }, count) => {
    const last = scores.at(-1);
    if (last === undefined) return;
    count.received(given);
    count.received(sum, last.score);
    for (const each of scores) {
      count.event(each, given);
      if (each.at !== null) count.event(each, sum, each.score);
    }
  },
  answer: (sums, { leftOut }) => {
    const denominator = sums.of(given);
    const unplaced = leftOut.of(given);
    if (denominator === 0) return { value: null, reason: 'No score was given in this range.', denominator, leftOut: unplaced };
    const numerator = sums.of(sum);
    return { value: numerator / denominator, numerator, denominator, leftOut: unplaced };
  },
};
