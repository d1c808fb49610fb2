import { workingDurationOf } from '../duration-metric';

export const workingTimeToClose = workingDurationOf({
  id: 'working-time-to-close',
  title: 'Working time to close',
  definition:
    'From the receipt to the last closing: median, 90th and 95th percentile in the working hours of the calendar that the complaint pinned, whatever its clocks did meanwhile. Imported complaints were handled in working time of which nothing is known and are left out, as is an end before the receipt.',
  clause: 'Closing complaints',
  of: 'closed',
  beside: 'time-to-close',
  end: ({ closings }) => closings.at(-1) ?? null,
});
