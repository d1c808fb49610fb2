import { countOfMost } from '../counted-metric';

export const closed = countOfMost({
  id: 'closed',
  title: 'Closed',
  definition:
    'By receipt: complaints received in the range that were closed at least once, whatever came later. By event: closings in the range; those at an unknown time are left out.',
  clause: 'Closing complaints',
  moments: ({ closings }) => closings,
});
