import type { Metric } from '../metric';

export const reportedLate: Metric = {
  id: 'reported-late',
  title: 'Reported late',
  unit: 'complaints',
  definition:
    'Complaints whose latest reported verdict on the final answer, made by somebody else such as the source register, is that its date was not met. By event: such verdicts that were given in the range; those at an unknown time are left out. Never mixed with our own verdicts.',
  formula: 'sum of reported-late',
  clause: 'Collection of information',
  uses: ['reported-late'],
  counts: ({ verdict }, count) => {
    if (verdict === null || verdict.met) return;
    count.received('reported-late');
    count.event(verdict, 'reported-late');
  },
  answer: (sums, { leftOut }) => ({ value: sums.of('reported-late'), leftOut: leftOut.of('reported-late') }),
};
