import type { Life } from '../life';
import { numberOf, type Verdict } from '../ratio-metric';

/** Only a complaint of ours is judged, by the policy it pinned; the first acknowledgement decides. */
const verdicts = ({ complaint, acknowledgements }: Life): readonly Verdict[] => {
  const [first] = acknowledgements;
  if (first === undefined) return [];
  return [{ moment: first, holds: complaint.judged.find(({ clock }) => clock === 'acknowledge')?.late ?? null }];
};

export const acknowledgedLate = numberOf({
  id: 'acknowledged-late',
  title: 'Acknowledged late',
  definition:
    'Complaints whose clock `acknowledge` had run out, by the policy and calendar they pinned, when they were acknowledged first. By event it stands on the day of that acknowledgement. Imported complaints pin no policy of ours and are left out; one that waits still is in the queue of what is overdue.',
  formula: 'sum of acknowledged-late; of acknowledged-late:judged',
  clause: 'Acknowledgement of complaints',
  of: 'acknowledged',
  verdicts,
  reason: 'No acknowledgement of this range can be judged by a pinned policy.',
});
