import type { Moment } from './happening';
import type { Life } from './life';
import type { Metric, Sums } from './metric';

/** Words of a metric that counts how often something happened. */
interface Happened {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly clause: string;
  readonly moments: (life: Life) => readonly Moment[];
}

/**
 * By receipt: complaints to which it happened at least once, whatever came later. By event: each time it happened; those at an unknown
 * time are left out and counted.
 */
export const countOf = (happened: Happened): Metric => ({
  ...described(happened),
  formula: `sum of ${happened.id}`,
  uses: [happened.id],
  counts: (life, count) => {
    const moments = happened.moments(life);
    if (moments.length > 0) count.received(happened.id);
    for (const moment of moments) count.event(moment, happened.id);
  },
  answer: (sums, { leftOut }) => ({ value: sums.of(happened.id), leftOut: leftOut.of(happened.id) }),
});

/** The same of what happens to nearly every complaint: by receipt those are counted to which it did not happen, which are few. */
export const countOfMost = (happened: Happened): Metric => ({
  ...described(happened),
  formula: `received - ${notYet(happened.id)}; by event sum of ${happened.id}`,
  uses: ['received', notYet(happened.id), happened.id],
  counts: (life, count) => {
    const moments = happened.moments(life);
    if (moments.length === 0) count.received(notYet(happened.id));
    for (const moment of moments) count.event(moment, happened.id);
  },
  answer: (sums, { basis, leftOut }) => ({
    value: basis === 'received' ? happenedTo(sums, happened.id) : sums.of(happened.id),
    leftOut: leftOut.of(happened.id),
  }),
});

const notYet = (id: string): string => `not-${id}`;

/** Complaints received to which it happened at least once, of a metric made by `countOfMost`. */
export const happenedTo = (sums: Sums, id: string): number => sums.of('received') - sums.of(notYet(id));
/** The counters that `happenedTo` is made from. */
export const countersOf = (id: string): readonly string[] => ['received', notYet(id)];

const described = ({ id, title, definition, clause }: Happened): Pick<Metric, 'id' | 'title' | 'definition' | 'clause' | 'unit'> => ({
  id,
  title,
  unit: 'complaints',
  definition,
  clause,
});
