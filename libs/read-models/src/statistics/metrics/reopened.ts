import { countOf } from '../counted-metric';

export const reopened = countOf({
  id: 'reopened',
  title: 'Reopened',
  definition:
    'By receipt: complaints received in the range that were reopened at least once. By event: reopenings in the range; those at an unknown time are left out.',
  clause: 'Closing complaints',
  moments: ({ reopenings }) => reopenings,
});
