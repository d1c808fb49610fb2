import type { Metric } from '../metric';

export const open: Metric = {
  id: 'open',
  title: 'Open complaints',
  unit: 'complaints',
  definition: 'Complaints received in the range that are not closed now; a reopened one is open until it is closed again.',
  formula: 'sum of open',
  clause: 'Tracking of complaints',
  uses: ['open'],
  ignoresBasis: true,
  counts: ({ open: isOpen }, count) => {
    if (isOpen) count.received('open');
  },
  answer: (sums) => ({ value: sums.of('open') }),
};
