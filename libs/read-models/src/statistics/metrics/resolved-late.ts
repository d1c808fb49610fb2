import type { Moment } from '../counted';
import type { Life } from '../life';
import { numberOf, type Verdict } from '../ratio-metric';

/** The first resolution after the receipt and after each reopening answers for that stretch, and the clock `final` says whether in time. */
const verdicts = ({ complaint, resolutions, reopenings }: Life): readonly Verdict[] => {
  const judged = complaint.judged.filter(({ clock }) => clock === 'final');
  const found: Verdict[] = [];
  let answered = -1;
  for (const resolution of resolutions) {
    const began = lastBefore(reopenings, resolution)?.revision ?? 0;
    if (began <= answered) continue;
    answered = resolution.revision;
    found.push({ moment: resolution, holds: judged[found.length]?.late ?? null });
  }
  return found;
};

const lastBefore = (moments: readonly Moment[], { revision }: Moment): Moment | null =>
  moments.findLast((moment) => moment.revision < revision) ?? null;

export const resolvedLate = numberOf({
  id: 'resolved-late',
  title: 'Resolved late',
  definition:
    'Complaints whose clock `final` had run out, by the policy and calendar they pinned, when they were answered; after a reopening as the policy says. By event: such resolutions in the range. Imported complaints pin no policy of ours and are left out; one that waits still is in the queue of what is overdue.',
  formula: 'sum of resolved-late; of resolved-late:judged',
  clause: 'Response to complaints',
  of: 'resolved',
  verdicts,
  reason: 'No resolution of this range can be judged by a pinned policy.',
});
