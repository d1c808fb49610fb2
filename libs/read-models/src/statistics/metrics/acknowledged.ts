import { countersOf, happenedTo } from '../counted-metric';
import { endsOf } from '../duration-metric';
import type { Metric } from '../metric';

const again = 'acknowledged-again';

/** By event the first acknowledgement is counted already as an end of `time-to-acknowledge`; only further ones need a counter. */
export const acknowledged: Metric = {
  id: 'acknowledged',
  title: 'Acknowledged',
  unit: 'complaints',
  definition:
    'By receipt: complaints received in the range whose receipt was acknowledged at least once. By event: acknowledgements sent in the range.',
  formula: 'received - not-acknowledged; by event sum of time-to-acknowledge: + acknowledged-again',
  clause: 'Acknowledgement of complaints',
  uses: [...countersOf('acknowledged'), 'time-to-acknowledge:', again],
  counts: ({ acknowledgements: [first, ...further] }, count) => {
    if (first === undefined) count.received('not-acknowledged');
    for (const moment of further) count.event(moment, again);
  },
  answer: (sums, { basis }) => ({
    value: basis === 'received' ? happenedTo(sums, 'acknowledged') : endsOf(sums, 'time-to-acknowledge') + sums.of(again),
  }),
};
