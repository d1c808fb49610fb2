import { secondsBetween } from '@redress/kernel';
import type { Metric } from '../metric';

const epoch = '1970-01-01T00:00:00.000Z';

export const openAge: Metric = {
  id: 'open-age',
  title: 'Mean age of open complaints',
  unit: 'hours',
  definition:
    'How long the complaints received in the range that are not closed now have been open since their receipt, on average, as of the instant of the answer.',
  formula: '(open x as-of - sum of open-since) / open / 3600, both in seconds since 1970',
  clause: 'Tracking of complaints',
  uses: ['open', 'open-since'],
  ignoresBasis: true,
  counts: ({ open, complaint }, count) => {
    if (open) count.received('open-since', secondsBetween(epoch, complaint.receivedAt));
  },
  answer: (sums, { asOf }) => {
    const running = sums.of('open');
    if (running === 0) return { value: null, reason: 'No complaint of this range is open.', denominator: 0 };
    const seconds = running * secondsBetween(epoch, asOf) - sums.of('open-since');
    return { value: seconds / running / 3_600, denominator: running };
  },
};
