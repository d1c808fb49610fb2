import { countOf } from '../counted-metric';

export const followedUp = countOf({
  id: 'followed-up',
  title: 'Followed up',
  definition:
    'By receipt: complaints received in the range that were followed up at least once. By event: follow-ups in the range; those at an unknown time are left out.',
  clause: 'Satisfaction with the complaints-handling process',
  moments: ({ followUps }) => followUps,
});
