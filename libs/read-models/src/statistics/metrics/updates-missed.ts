import type { UpdateOwed } from '../judged';
import type { Metric, Sums } from '../metric';

const id = 'updates-missed';
const judged = `${id}:judged`;
const owed = 'updates-owed:';

/** Those that ran out before the answer; an instant sorts as text. */
const overdueOf = (sums: Sums, asOf: string): number =>
  sums.startingWith(owed).reduce((overdue, [due, count]) => (due < asOf ? overdue + count : overdue), 0);

const countersOf = ({ due, outcome }: UpdateOwed): readonly string[] => {
  switch (outcome) {
    case 'running':
      return [`${owed}${due}`];
    case 'missed':
      return [id, judged];
    case 'met':
      return [judged];
    case 'unknown':
      return [];
  }
};

export const updatesMissed: Metric = {
  id,
  title: 'Updates missed',
  unit: 'updates',
  definition:
    'How often the complainant was to be told how it stands and was not in time: every round of a clock that an update satisfies which ran out first, by the policy and calendar the complaint pinned; one that still runs counts once it is overdue as of the answer. The judged are those that were kept or ran out. By event a round stands on the day on which it runs out. What fell away before, and what stands still, is not counted; imported complaints, and updates at an unknown time, are left out.',
  formula: `sum of ${id} + sum of ${owed} before as-of; of ${judged} + the same`,
  clause: 'Tracking of complaints',
  uses: [id, judged, owed],
  counts: ({ complaint: { imported, updates } }, count) => {
    if (imported) count.unjudgedReceipt(judged);
    for (const update of updates) {
      if (update.outcome === 'unknown') {
        count.unjudgedReceipt(judged);
        count.unjudged({ revision: 0, at: update.due, day: update.day }, judged);
      }
      for (const counter of countersOf(update)) {
        count.received(counter);
        count.on(update.day, counter, 1);
      }
    }
  },
  answer: (sums, { asOf, leftOut: notJudged }) => {
    const overdue = overdueOf(sums, asOf);
    const [missed, denominator] = [sums.of(id) + overdue, sums.of(judged) + overdue];
    const leftOut = notJudged.of(judged);
    if (denominator === 0) return { value: null, reason: 'No update was owed in this range until now.', denominator, leftOut };
    return { value: missed, numerator: missed, denominator, leftOut };
  },
};
