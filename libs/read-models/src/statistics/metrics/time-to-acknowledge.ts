import { durationOf } from '../duration-metric';

export const timeToAcknowledge = durationOf({
  id: 'time-to-acknowledge',
  title: 'Time to acknowledge',
  definition: 'From the receipt to the first acknowledgement: median, 90th and 95th percentile in hours.',
  clause: 'Acknowledgement of complaints',
  of: 'acknowledged',
  end: ({ acknowledgements }) => acknowledgements[0] ?? null,
});
