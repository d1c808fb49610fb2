import type { ExternalOutcome } from '@redress/complaints';
import type { Life } from '../life';
import { shareOf, type Verdict } from '../ratio-metric';

const upheld: readonly ExternalOutcome[] = ['upheld', 'partly-upheld'];
const judged: readonly ExternalOutcome[] = [...upheld, 'not-upheld'];

/** The last decision from outside counts. */
const verdicts = ({ externalDecisions }: Life): readonly Verdict[] => {
  const last = externalDecisions.at(-1);
  if (last === undefined) return [];
  return [{ moment: last, holds: judged.includes(last.outcome) ? upheld.includes(last.outcome) : null }];
};

export const externalOutcome = shareOf({
  id: 'external-outcome',
  title: 'Upheld outside',
  definition:
    'Of the complaints whose last decision from outside upheld them, upheld them partly or did not uphold them, the share that was upheld or partly upheld there. By event it stands on the day of that decision. What was settled there or is outside their jurisdiction is left out and counted.',
  formula: 'external-outcome / external-outcome:judged',
  clause: 'Analysis and evaluation of complaints',
  verdicts,
  reason: 'No body outside judged a complaint of this range.',
});
