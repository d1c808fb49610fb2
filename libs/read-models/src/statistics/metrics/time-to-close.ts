import { durationOf } from '../duration-metric';

export const timeToClose = durationOf({
  id: 'time-to-close',
  title: 'Time to close',
  definition: 'From the receipt to the last closing, all reopenings included: median, 90th and 95th percentile in hours.',
  clause: 'Closing complaints',
  of: 'closed',
  end: ({ closings }) => closings.at(-1) ?? null,
});
