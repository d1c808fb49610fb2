import { durationOf } from '../duration-metric';

export const timeToResolveLast = durationOf({
  id: 'time-to-resolve-last',
  title: 'Time to last resolution',
  definition: 'From the receipt to the last resolution, all reopenings included: median, 90th and 95th percentile in hours.',
  clause: 'Response to complaints',
  of: 'resolved',
  end: ({ resolutions }) => resolutions.at(-1) ?? null,
});
