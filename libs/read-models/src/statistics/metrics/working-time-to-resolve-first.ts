import { workingDurationOf } from '../duration-metric';

export const workingTimeToResolveFirst = workingDurationOf({
  id: 'working-time-to-resolve-first',
  title: 'Working time to first resolution',
  definition:
    'From the receipt to the first resolution, whatever came later: median, 90th and 95th percentile in the working hours of the calendar that the complaint pinned, whatever its clocks did meanwhile. Imported complaints were handled in working time of which nothing is known and are left out, as is an end before the receipt.',
  clause: 'Response to complaints',
  of: 'resolved',
  beside: 'time-to-resolve-first',
  end: ({ resolutions }) => resolutions[0] ?? null,
});
