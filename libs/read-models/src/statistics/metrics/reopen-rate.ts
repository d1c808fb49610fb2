import type { Life } from '../life';
import { shareOf, type Verdict } from '../ratio-metric';

/** It stands where the complaint was first resolved. */
const verdicts = ({ resolutions, reopenings }: Life): readonly Verdict[] => {
  const [first] = resolutions;
  return first === undefined ? [] : [{ moment: first, holds: reopenings.some(({ revision }) => revision > first.revision) }];
};

export const reopenRate = shareOf({
  id: 'reopen-rate',
  title: 'Reopen rate',
  definition:
    'Of the complaints that were resolved at least once, the share that was reopened afterwards. By event it stands on the day of the first resolution; where that is unknown the complaint is left out.',
  formula: 'reopen-rate / resolved; by event reopen-rate / reopen-rate:judged',
  clause: 'Closing complaints',
  of: 'resolved',
  standsOn: 'time-to-resolve-first',
  verdicts,
  allJudged: true,
  reason: 'No complaint of this range was resolved at a known time.',
});
