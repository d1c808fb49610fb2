import type { Metric } from '../metric';

export const channelShare: Metric = {
  id: 'channel-share',
  title: 'Share of each channel',
  unit: 'share',
  definition: 'Of the complaints received in the range, the share that came by each channel; always grouped by channel.',
  formula: 'received of the channel / received',
  clause: 'Collection of information',
  uses: ['received'],
  ignoresBasis: true,
  by: 'channel',
  counts: () => undefined,
  answer: (sums, { total }) => {
    const numerator = sums.of('received');
    const denominator = total.of('received');
    if (denominator === 0) return { value: null, reason: 'No complaint was received in this range.' };
    return { value: numerator / denominator, numerator, denominator };
  },
};
