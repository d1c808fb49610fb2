import type { Metric } from '../metric';

export const complimentsToComplaints: Metric = {
  id: 'compliments-to-complaints',
  title: 'Compliments to complaints',
  unit: 'a complaint',
  definition: 'Compliments received in the range for each complaint received in it. A compliment that was converted counts as a complaint.',
  formula: 'compliments / received',
  clause: 'Analysis and evaluation of complaints',
  uses: ['compliments', 'received'],
  ignoresBasis: true,
  counts: () => undefined,
  countsFeedback: ({ complaint: { kind } }, count) => {
    if (kind === 'compliment') count.received('compliments');
  },
  answer: (sums) => {
    const numerator = sums.of('compliments');
    const denominator = sums.of('received');
    if (denominator === 0) return { value: null, reason: 'No complaint was received in this range.', numerator, denominator };
    return { value: numerator / denominator, numerator, denominator };
  },
};
