import { secondsBetween } from '@redress/kernel';
import type { Metric } from '../metric';

const epoch = '1970-01-01T00:00:00.000Z';

export const ownerlessSeconds: Metric = {
  id: 'ownerless-seconds',
  title: 'Time without an owner',
  unit: 'seconds',
  definition:
    'For how long complaints had nobody who answers for them: from the recorded receipt to the first assignment, and any later stretch without a handler, in recorded time. By event a stretch stands on the day on which it began. What still runs counts up to the instant of the answer. Imported complaints are owned elsewhere and left out.',
  formula: 'sum of ownerless-seconds + sum of ownerless-running x as-of - sum of ownerless-since, in seconds since 1970',
  clause: 'Responsibility and authority',
  uses: ['ownerless-seconds', 'ownerless-running', 'ownerless-since'],
  counts: ({ complaint: { imported, ownership } }, count) => {
    if (imported) count.unjudgedReceipt('ownerless-seconds');
    for (const { on, seconds } of ownership.ended) {
      count.received('ownerless-seconds', seconds);
      count.on(on, 'ownerless-seconds', seconds);
    }
    if (ownership.ownerlessSince === null) return;
    const since = secondsBetween(epoch, ownership.ownerlessSince);
    count.received('ownerless-running');
    count.received('ownerless-since', since);
    count.on(ownership.ownerlessOn!, 'ownerless-running', 1);
    count.on(ownership.ownerlessOn!, 'ownerless-since', since);
  },
  answer: (sums, { asOf, leftOut }) => {
    const running = sums.of('ownerless-running') * secondsBetween(epoch, asOf) - sums.of('ownerless-since');
    return { value: sums.of('ownerless-seconds') + running, leftOut: leftOut.of('ownerless-seconds') };
  },
};
