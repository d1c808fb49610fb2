/** What a counter adds up. A name that ends with a colon is a family: what follows it is said in the meaning. */
export type DescribedCounter = readonly [unit: string, meaning: string];

const bucket =
  '`m:<minutes>` up to a day, `h:<hours>` above, `negative` for an end before the beginning, `unknown` where one of the two has no known time';
const lasting = (of: string): DescribedCounter => ['complaints', `${of}, by how long it took from the receipt: ${bucket}.`];
const worked = (of: string): DescribedCounter => [
  'complaints',
  `${of}, by the working time it took from the receipt: \`m:<minutes>\` up to a day of them, \`h:<hours>\` above.`,
];
const judged = (what: string): DescribedCounter => ['complaints', `${what} that could be judged; as \`left-out\`, those that could not.`];

/** Every counter of the statistics. By receipt one adds up complaints, by event what happened to them, unless it says otherwise. */
export const describedCounters: Readonly<Record<string, DescribedCounter>> = {
  received: ['complaints', 'Complaints received.'],
  open: ['complaints', 'Complaints that are not closed now.'],
  'open-since': ['seconds', 'Of the open ones, the sum of their receipts as seconds since 1970.'],
  'not-acknowledged': ['complaints', 'Complaints that were never acknowledged; by receipt only.'],
  'acknowledged-again': ['acknowledgements', 'Acknowledgements after the first; by event only.'],
  resolved: ['resolutions', 'Resolutions; by event only.'],
  'not-resolved': ['complaints', 'Complaints that were never resolved; by receipt only.'],
  closed: ['closings', 'Closings; by event only.'],
  'not-closed': ['complaints', 'Complaints that were never closed; by receipt only.'],
  reopened: ['complaints', 'Complaints that were reopened; by event, reopenings.'],
  'followed-up': ['complaints', 'Complaints that were followed up; by event, follow-ups.'],
  'reported-late': ['complaints', 'Complaints of which somebody else says that the final answer was late.'],
  'acknowledged-late': ['complaints', 'Complaints acknowledged later than their policy allows.'],
  'acknowledged-late:judged': judged('First acknowledgements'),
  'resolved-late': ['complaints', 'Complaints resolved later than their policy allows.'],
  'resolved-late:judged': judged('Resolutions'),
  'updates-missed': ['updates', 'Updates that were not sent in time, and are owed no more.'],
  'updates-missed:judged': [
    'updates',
    'Updates that were sent in time or missed; as `left-out`, complaints and updates that could not be judged.',
  ],
  'updates-owed:': ['updates', 'Updates that are owed now, by the instant at which they run out: `updates-owed:2026-03-14T19:59:59.999Z`.'],
  'upheld-rate': ['complaints', 'Complaints found upheld or partly upheld by their last resolution.'],
  'upheld-rate:judged': judged('Last resolutions'),
  'reopen-rate': ['complaints', 'Resolved complaints that were reopened afterwards.'],
  'reopen-rate:judged': ['complaints', 'Resolved complaints; by event only.'],
  'follow-up-coverage': ['complaints', 'Resolved complaints that were followed up afterwards.'],
  'follow-up-coverage:judged': ['complaints', 'Resolved complaints; by event only.'],
  'satisfaction:': [
    'complaints',
    '`satisfaction:given`: complaints with a score, by event scores; `satisfaction:sum`: the sum of those scores.',
  ],
  'satisfaction-coverage': ['complaints', 'Resolved complaints of which a score of satisfaction was recorded afterwards.'],
  'satisfaction-coverage:judged': ['complaints', 'Resolved complaints; by event only.'],
  referred: ['complaints', 'Complaints that went to a body outside; by event, referrals.'],
  'external-outcome': ['complaints', 'Complaints that the last decision from outside upheld or partly upheld.'],
  'external-outcome:judged': judged('Last decisions from outside'),
  compliments: ['compliments', 'Compliments received.'],
  'time-to-acknowledge:': lasting('Complaints acknowledged'),
  'time-to-resolve-first:': lasting('Complaints resolved'),
  'time-to-resolve-last:': lasting('Complaints resolved, by their last resolution'),
  'time-to-close:': lasting('Complaints closed'),
  'working-time-to-acknowledge:': worked('Complaints acknowledged'),
  'working-time-to-resolve-first:': worked('Complaints resolved'),
  'working-time-to-resolve-last:': worked('Complaints resolved, by their last resolution'),
  'working-time-to-close:': worked('Complaints closed'),
  'time-to-redress:': ['complaints', `Complaints with a remedy, by how long the last one took from the decision: ${bucket}.`],
  'redress-total:': ['minor units', 'What was paid, by currency: `redress-total:EUR`.'],
  'ownerless-seconds': ['seconds', 'How long nobody answered for complaints, in stretches that ended; as `left-out`, imported complaints.'],
  'ownerless-running': ['complaints', 'Complaints for which nobody answers now.'],
  'ownerless-since': ['seconds', 'Of those, the sum of when that began as seconds since 1970.'],
};
