import { isClockOfPart } from '@redress/deadlines';
import type { Moment } from '../happening';
import type { Judged } from '../judged';
import type { Life } from '../life';
import { numberOf, type Verdict } from '../ratio-metric';

/**
 * The first resolution after the receipt and after each reopening answers for that stretch. The clock `final` says whether in time, and so
 * does that of each part that was separated: a complaint is as late as its latest part.
 */
const verdicts = ({ complaint, resolutions, reopenings }: Life): readonly Verdict[] => {
  const finals = complaint.judged.filter(({ clock }) => clock === 'final');
  const parts = complaint.judged.filter(({ clock }) => isClockOfPart(clock));
  const found: Verdict[] = [];
  let answered = -1;
  for (const resolution of resolutions) {
    const began = lastBefore(reopenings, resolution)?.revision ?? 0;
    if (began <= answered) continue;
    answered = resolution.revision;
    const ofParts = parts.filter(({ revision }) => revision > began && revision < resolution.revision);
    found.push({ moment: resolution, holds: lateAmong([finals[found.length], ...ofParts]) });
  }
  return found;
};

const lateAmong = (judged: readonly (Judged | undefined)[]): boolean | null => {
  const late = judged.map((one) => one?.late ?? null);
  return late.includes(true) || (late.includes(null) ? null : false);
};

const lastBefore = (moments: readonly Moment[], { revision }: Moment): Moment | null =>
  moments.findLast((moment) => moment.revision < revision) ?? null;

export const resolvedLate = numberOf({
  id: 'resolved-late',
  title: 'Resolved late',
  definition:
    'Complaints whose clock `final`, or that of a part of them, had run out, by the policy and calendar they pinned, when they were answered; after a reopening as the policy says. By event: such resolutions in the range. Imported complaints pin no policy of ours and are left out; one that waits still is in the queue of what is overdue.',
  formula: 'sum of resolved-late; of resolved-late:judged',
  clause: 'Response to complaints',
  of: 'resolved',
  verdicts,
  reason: 'No resolution of this range can be judged by a pinned policy.',
});
