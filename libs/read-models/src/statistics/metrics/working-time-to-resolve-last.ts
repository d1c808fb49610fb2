import { workingDurationOf } from '../duration-metric';

export const workingTimeToResolveLast = workingDurationOf({
  id: 'working-time-to-resolve-last',
  title: 'Working time to last resolution',
  definition:
    'From the receipt to the last resolution: median, 90th and 95th percentile in the working hours of the calendar that the complaint pinned, whatever its clocks did meanwhile. Imported complaints were handled in working time of which nothing is known and are left out, as is an end before the receipt.',
  clause: 'Response to complaints',
  of: 'resolved',
  beside: 'time-to-resolve-last',
  end: ({ resolutions }) => resolutions.at(-1) ?? null,
});
