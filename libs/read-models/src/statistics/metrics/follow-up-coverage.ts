import type { Life } from '../life';
import { shareOf, type Verdict } from '../ratio-metric';

/** It stands where the complaint was first resolved. */
const verdicts = ({ resolutions, followUps }: Life): readonly Verdict[] => {
  const [first] = resolutions;
  return first === undefined ? [] : [{ moment: first, holds: followUps.some(({ revision }) => revision > first.revision) }];
};

export const followUpCoverage = shareOf({
  id: 'follow-up-coverage',
  title: 'Follow-up coverage',
  definition:
    'Of the complaints that were resolved at least once, the share that was followed up afterwards, whatever the outcome. By event it stands on the day of the first resolution; where that is unknown the complaint is left out.',
  formula: 'follow-up-coverage / resolved; by event follow-up-coverage / follow-up-coverage:judged',
  clause: 'Satisfaction with the complaints-handling process',
  of: 'resolved',
  standsOn: 'time-to-resolve-first',
  verdicts,
  allJudged: true,
  reason: 'No complaint of this range was resolved at a known time.',
});
