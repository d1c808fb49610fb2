import { type Instant, plusDays } from '@redress/kernel';
import type { Moment } from '../counted';
import type { Life } from '../life';
import { numberOf, type Verdict } from '../ratio-metric';

/** The first resolution after the receipt and after each reopening answers for that stretch. */
const verdicts = ({ complaint, resolutions, reopenings }: Life): readonly Verdict[] => {
  const { imported, receivedAt, finalAnswerWithinDays } = complaint;
  const found: Verdict[] = [];
  let answered = -1;
  for (const resolution of resolutions) {
    const reopening = lastBefore(reopenings, resolution);
    const began = reopening?.revision ?? 0;
    if (began <= answered) continue;
    answered = resolution.revision;
    const from: Instant | null = reopening === null ? receivedAt : reopening.at;
    const isJudged = !imported && resolution.at !== null && from !== null && finalAnswerWithinDays !== null;
    found.push({ moment: resolution, holds: isJudged ? resolution.at > plusDays(from, finalAnswerWithinDays) : null });
  }
  return found;
};

const lastBefore = (moments: readonly Moment[], { revision }: Moment): Moment | null =>
  moments.findLast((moment) => moment.revision < revision) ?? null;

export const resolvedLate = numberOf({
  id: 'resolved-late',
  title: 'Resolved late',
  definition:
    'Complaints that were resolved after the days that their pinned policy allows for the final answer, counted from the receipt and anew from each reopening. By event: such resolutions in the range. Imported complaints pin no policy of ours and are left out; one that waits still is in the queue of what is overdue.',
  formula: 'sum of resolved-late; of resolved-late:judged',
  clause: 'Response to complaints',
  of: 'resolved',
  verdicts,
  reason: 'No resolution of this range can be judged by a pinned policy.',
});
