import { countOf } from '../counted-metric';

export const referred = countOf({
  id: 'referred',
  title: 'Referred outside',
  definition:
    'By receipt: complaints received in the range that went at least once to a body outside, such as an ombudsman. By event: such referrals in the range.',
  clause: 'Closing complaints',
  moments: ({ referrals }) => referrals,
});
