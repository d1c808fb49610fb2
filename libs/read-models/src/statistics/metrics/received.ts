import type { Metric } from '../metric';

export const received: Metric = {
  id: 'received',
  title: 'Complaints received',
  unit: 'complaints',
  definition: 'Complaints received in the range, on any channel; other feedback does not count.',
  formula: 'sum of received',
  clause: 'Receipt of complaints',
  uses: ['received'],
  ignoresBasis: true,
  counts: (_life, count) => count.received('received'),
  answer: (sums) => ({ value: sums.of('received') }),
};
