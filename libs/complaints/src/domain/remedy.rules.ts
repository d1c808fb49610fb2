import type { Known, Money } from '@redress/kernel';
import type { CommandOf } from './complaint.commands';
import type { ComplaintFacts } from './complaint.facts';
import type { Broken, Rule } from './rule';
import { type Complaint, exceeds, type Remedy, sameMoney, standsBy } from './complaint.state';

export const remedyOf = ({ remedies }: Complaint, number: number): Remedy | undefined => remedies.find(({ remedy }) => remedy === number);
const unknownRemedy: Rule<CommandOf<'CounterRemedy' | 'AcceptRemedy' | 'RejectRemedy' | 'ApproveRemedy' | 'ImplementRemedy'>> = {
  code: 'remedy.unknown',
  detail: 'No such remedy was proposed since the complaint was last opened; look at the case for its number.',
  broken: ({ remedy }, complaint) => remedyOf(complaint, remedy) === undefined,
};
/** What the command says of a remedy that was proposed; an unknown one breaks a rule of its own. */
const ofKnown =
  <C extends { readonly remedy: number }>(broken: (found: Remedy, command: C, known: Parameters<Broken<C>>[2]) => boolean): Broken<C> =>
  (command, complaint, known) => {
    const found = remedyOf(complaint, command.remedy);
    return found !== undefined && broken(found, command, known);
  };
/** Done by the organisation alone, so that nobody has to accept it. */
const unilateral: readonly Remedy['kind'][] = [
  'apology',
  'information',
  'goodwill',
  'process-change',
  'product-change',
  'policy-change',
  'none',
];

export const proposingRules: readonly Rule<CommandOf<'ProposeRemedy'>>[] = [
  {
    code: 'remedy.none-without-reasons',
    detail: 'Say why no remedy is offered.',
    broken: ({ kind, description }) => kind === 'none' && !description,
  },
];

const rejectedRemedy: Rule<CommandOf<'CounterRemedy' | 'AcceptRemedy' | 'ApproveRemedy' | 'ImplementRemedy'>> = {
  code: 'remedy.rejected',
  detail: 'It was rejected, so nothing comes of it; propose another remedy.',
  broken: ofKnown(({ rejected }) => rejected === true),
};
const settledRemedy: Rule<CommandOf<'CounterRemedy' | 'RejectRemedy'>> = {
  code: 'remedy.settled',
  detail: 'It was accepted or given already; propose another remedy for what is asked now.',
  broken: ofKnown(({ accepted, implemented }) => accepted || implemented),
};

export const counteringRules: readonly Rule<CommandOf<'CounterRemedy'>>[] = [
  unknownRemedy,
  rejectedRemedy,
  settledRemedy,
  {
    code: 'remedy.counters-itself',
    detail: 'What stands is this side’s own word; the other side counters it. To change one’s own mind, propose another remedy.',
    broken: ofKnown((found, { counteredBy }) => standsBy(found) === counteredBy),
  },
];

export const rejectingRules: readonly Rule<CommandOf<'RejectRemedy'>>[] = [unknownRemedy, settledRemedy];

export const acceptingRules: readonly Rule<CommandOf<'AcceptRemedy'>>[] = [
  unknownRemedy,
  rejectedRemedy,
  {
    code: 'remedy.beyond-proposal',
    detail: 'More was agreed than proposed; propose the higher amount as a remedy of its own.',
    broken: ofKnown((found, { amount }) => !found.accepted && exceeds(amount, found.amount)),
  },
  {
    code: 'remedy.accepted-otherwise',
    detail: 'It was accepted with another amount; propose the new amount as a remedy of its own.',
    broken: ofKnown((found, { amount }) => found.accepted && amount !== null && !sameMoney(amount, found.amount)),
  },
];

export const approvingRules: readonly Rule<CommandOf<'ApproveRemedy'>>[] = [
  unknownRemedy,
  rejectedRemedy,
  {
    code: 'approver.is-proposer',
    detail: 'You proposed it; another person must approve it.',
    broken: ofKnown((found, _command, { actor, facts: { policy } }) => found.by === actor.id && !policy.smallBusiness),
  },
  {
    code: 'approver.is-negotiator',
    detail: 'You countered it for the organisation; another person must approve it.',
    broken: ofKnown(
      ({ counter }, _command, { actor, facts: { policy } }) => (counter?.ours.includes(actor.id) ?? false) && !policy.smallBusiness,
    ),
  },
  {
    code: 'approval.beyond-limit',
    detail: 'It is more than you may approve; ask somebody with a higher limit.',
    broken: ofKnown(({ amount }, _command, known) => isBeyondLimit(amount, known)),
  },
];

/** The limit of the role, which the policy says, and the person’s own where they have one; a role the policy does not name approves nothing. */
const isBeyondLimit = (amount: Money | null, { actor, facts: { policy, approver } }: Known<ComplaintFacts>): boolean => {
  const ofRole = policy.approvalLimits[actor.role];
  if (ofRole === undefined) return true;
  return [ofRole, approver?.limit ?? null].some((limit) => limit !== null && exceeds(amount, limit));
};

export const implementingRules: readonly Rule<CommandOf<'ImplementRemedy'>>[] = [
  unknownRemedy,
  rejectedRemedy,
  {
    code: 'remedy.not-accepted',
    detail: 'The other side has not accepted it; record that first.',
    broken: ofKnown((found) => !found.accepted && !unilateral.includes(found.kind)),
  },
  {
    code: 'remedy.not-approved',
    detail: 'It costs money; another person must approve it first.',
    broken: ofKnown((found, { paid }) => (found.amount !== null || paid !== null) && found.approver === null),
  },
  {
    code: 'remedy.paid-beyond-agreed',
    detail: 'More was paid than agreed and approved; propose the rest as a remedy of its own.',
    broken: ofKnown((found, { paid }) => !found.implemented && exceeds(paid, found.amount)),
  },
];
