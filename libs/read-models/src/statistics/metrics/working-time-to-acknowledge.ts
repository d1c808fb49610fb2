import { workingDurationOf } from '../duration-metric';

export const workingTimeToAcknowledge = workingDurationOf({
  id: 'working-time-to-acknowledge',
  title: 'Working time to acknowledge',
  definition:
    'From the receipt to the first acknowledgement: median, 90th and 95th percentile in the working hours of the calendar that the complaint pinned, whatever its clocks did meanwhile. Imported complaints were handled in working time of which nothing is known and are left out, as is an end before the receipt.',
  clause: 'Acknowledgement of complaints',
  of: 'acknowledged',
  beside: 'time-to-acknowledge',
  end: ({ acknowledgements }) => acknowledgements[0] ?? null,
});
