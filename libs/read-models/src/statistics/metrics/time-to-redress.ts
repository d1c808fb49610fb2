import { durationOf } from '../duration-metric';
import type { Life } from '../life';

/** A register that publishes no dates is not asked: only decisions that were recorded here begin it. */
const decidedAt = ({ decisions, payments }: Life): string | null => {
  const last = payments.at(-1);
  return decisions.filter(({ revision }) => revision < (last?.revision ?? 0)).at(-1)?.at ?? null;
};

export const timeToRedress = durationOf({
  id: 'time-to-redress',
  title: 'Time to redress',
  definition:
    'From communicating the decision to implementing the last remedy, counted from the last decision recorded before it: median, 90th and 95th percentile in hours. A remedy given before any decision was told is left out and counted.',
  clause: 'Response to complaints',
  start: decidedAt,
  end: ({ payments }) => payments.at(-1) ?? null,
});
