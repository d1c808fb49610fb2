import { countOfMost } from '../counted-metric';

export const resolved = countOfMost({
  id: 'resolved',
  title: 'Resolved',
  definition:
    'By receipt: complaints received in the range that were resolved at least once, whatever came later. By event: resolutions in the range; those at an unknown time are left out. A complaint closed without a resolution (withdrawn, out of scope, duplicate) does not count.',
  clause: 'Response to complaints',
  moments: ({ resolutions }) => resolutions,
});
