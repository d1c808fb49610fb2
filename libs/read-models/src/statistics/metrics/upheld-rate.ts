import type { Finding } from '@redress/complaints';
import type { Life } from '../life';
import { shareOf, type Verdict } from '../ratio-metric';

const upheld: readonly Finding[] = ['upheld', 'partly-upheld'];
const decided: readonly Finding[] = [...upheld, 'not-upheld'];

/** The last resolution's finding counts. */
const verdicts = ({ resolutions }: Life): readonly Verdict[] => {
  const last = resolutions.at(-1);
  if (last === undefined) return [];
  return [{ moment: last, holds: decided.includes(last.finding) ? upheld.includes(last.finding) : null }];
};

export const upheldRate = shareOf({
  id: 'upheld-rate',
  title: 'Upheld rate',
  definition:
    'Of the complaints whose last resolution found them upheld, partly upheld or not upheld, the share that was upheld or partly upheld. By event it stands on the day of that resolution. A finding that is not stated, withdrawn or out of scope is left out.',
  formula: 'upheld-rate / upheld-rate:judged',
  clause: 'Analysis and evaluation of complaints',
  of: 'resolved',
  standsOn: 'time-to-resolve-last',
  verdicts,
  reason: 'No resolution of this range states a finding.',
});
