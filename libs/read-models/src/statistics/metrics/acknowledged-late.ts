import { plusHours } from '@redress/kernel';
import type { Life } from '../life';
import { numberOf, type Verdict } from '../ratio-metric';

/** Only a complaint of ours is judged, by the policy it pinned; the first acknowledgement decides. */
const verdicts = ({ complaint, acknowledgements }: Life): readonly Verdict[] => {
  const { imported, receivedAt, acknowledgeWithinHours } = complaint;
  const [first] = acknowledgements;
  if (first === undefined) return [];
  const isJudged = !imported && first.at !== null && acknowledgeWithinHours !== null;
  return [{ moment: first, holds: isJudged ? first.at > plusHours(receivedAt, acknowledgeWithinHours) : null }];
};

export const acknowledgedLate = numberOf({
  id: 'acknowledged-late',
  title: 'Acknowledged late',
  definition:
    'Complaints whose first acknowledgement came after the hours that their pinned policy allows from the receipt. By event it stands on the day of that acknowledgement. Imported complaints pin no policy of ours and are left out; one that waits still is in the queue of what is overdue.',
  formula: 'sum of acknowledged-late; of acknowledged-late:judged',
  clause: 'Acknowledgement of complaints',
  of: 'acknowledged',
  verdicts,
  reason: 'No acknowledgement of this range can be judged by a pinned policy.',
});
