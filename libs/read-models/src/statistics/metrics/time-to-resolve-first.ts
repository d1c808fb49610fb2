import { durationOf } from '../duration-metric';

export const timeToResolveFirst = durationOf({
  id: 'time-to-resolve-first',
  title: 'Time to first resolution',
  definition: 'From the receipt to the first resolution, whatever came later: median, 90th and 95th percentile in hours.',
  clause: 'Response to complaints',
  of: 'resolved',
  end: ({ resolutions }) => resolutions[0] ?? null,
});
