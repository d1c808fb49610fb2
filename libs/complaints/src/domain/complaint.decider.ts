import type { Decider, Known } from '@redress/kernel';
import type { ComplaintCommand, ComplaintCommandType } from './complaint.commands';
import type { ComplaintEvent } from './complaint.events';
import { evolve } from './complaint.evolve';
import type { ComplaintFacts } from './complaint.facts';
import { keepRules } from './complaint.rules';
import { type Complaint, nothingYet } from './complaint.state';
import type { Facts, Follows } from './follows/follows';
import { fromClocks } from './follows/from-clocks';
import { fromDecision } from './follows/from-decision';
import { fromEnding } from './follows/from-ending';
import { fromInvestigation } from './follows/from-investigation';
import { fromReceipt } from './follows/from-receipt';
import { fromRecord } from './follows/from-record';
import { fromRemedy } from './follows/from-remedy';
import { fromTime } from './follows/from-time';

/** Every command; one without an answer does not compile. */
const follows: Follows<ComplaintCommandType> = {
  ...fromReceipt,
  ...fromInvestigation,
  ...fromRemedy,
  ...fromDecision,
  ...fromEnding,
  ...fromRecord,
  ...fromClocks,
  ...fromTime,
};
type Answer = (command: ComplaintCommand, complaint: Complaint, known: Facts) => readonly ComplaintEvent[];

const decide = (command: ComplaintCommand, complaint: Complaint, known: Known<ComplaintFacts>): readonly ComplaintEvent[] => {
  keepRules(command, complaint, known);
  const events = (follows[command.type] as Answer)(command, complaint, known);
  if (events.length === 0) return events;
  const takesOver = command.type !== 'ReceiveComplaint' && complaint.policy === null;
  return [...(takesOver ? [takenOver(known)] : []), ...events, ...repinned(known)];
};

/** An imported complaint pins no policy; the first command a person gives on it does. */
const takenOver = ({ recordedAt, facts: { policy } }: Facts): ComplaintEvent => ({
  type: 'PolicyPinned',
  data: { at: recordedAt, policy: policy.policy, calendar: policy.calendar, reason: 'taken-over' },
});

/** Forward only: what was kept or missed before is judged by the policy it was promised under. */
const repinned = ({ recordedAt, facts }: Facts): readonly ComplaintEvent[] =>
  facts.repinned === null ? [] : [{ type: 'PolicyPinned', data: { at: recordedAt, ...facts.repinned } }];

/** One complaint from receipt to closing. */
export const complaintDecider: Decider<Complaint, ComplaintCommand, ComplaintEvent, ComplaintFacts> = {
  initial: nothingYet,
  decide,
  evolve,
};
