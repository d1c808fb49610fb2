import type { Life } from '../life';
import { shareOf, type Verdict } from '../ratio-metric';

/** It stands where the complaint was first resolved. */
const verdicts = ({ resolutions, scores }: Life): readonly Verdict[] => {
  const [first] = resolutions;
  return first === undefined ? [] : [{ moment: first, holds: scores.some(({ revision }) => revision > first.revision) }];
};

export const satisfactionCoverage = shareOf({
  id: 'satisfaction-coverage',
  title: 'Satisfaction known',
  definition:
    'Of the complaints that were resolved at least once, the share of which a score of satisfaction was recorded afterwards. By event it stands on the day of the first resolution; where that is unknown the complaint is left out.',
  formula: 'satisfaction-coverage / resolved; by event satisfaction-coverage / satisfaction-coverage:judged',
  clause: 'Satisfaction with the complaints-handling process',
  of: 'resolved',
  standsOn: 'time-to-resolve-first',
  verdicts,
  allJudged: true,
  reason: 'No complaint of this range was resolved at a known time.',
});
