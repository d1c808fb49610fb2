import type { CommandOf, ComplaintCommand } from './complaint.commands';
import type { ComplaintNumber } from './complaint.events';
import type { Broken, Rule } from './rule';
import { type Complaint, isFeedback } from './complaint.state';

type Close = CommandOf<'CloseComplaint'>;

const whenSettled = (code: string, detail: string, missing: Broken<Close>): Rule<Close> => ({
  code,
  detail,
  broken: (command, complaint, known) => command.reason === 'settled' && !isFeedback(complaint) && missing(command, complaint, known),
});

export const unknownDuplicate = <C extends ComplaintCommand>(named: (command: C) => ComplaintNumber | null): Rule<C> => ({
  code: 'duplicate.unknown',
  detail: 'The complaint it is said to duplicate does not exist, or is this one; check the number.',
  broken: (command, _complaint, { facts: { duplicateExists } }) => !!named(command) && !duplicateExists,
});

/** Somebody still owes something: an accepted remedy is not there yet, or there is none at all. */
const remedyIsOpen = ({ remedies }: Complaint): boolean =>
  !remedies.some(({ implemented }) => implemented) || remedies.some(({ accepted, implemented }) => accepted && !implemented);

const owesMore: readonly string[] = ['needs-explanation', 'revise-remedy', 'compensate'];
const followUpIsOpen = ({ followUp }: Complaint): boolean => followUp === null || owesMore.includes(followUp);

/**
 * What closing demands. Withdrawn, out of scope or duplicate needs no story, but the complainant told and another person's approval:
 * nobody should have to fake a decision to close a case.
 */
export const closingRules: readonly Rule<Close>[] = [
  whenSettled('complaint.not-acknowledged', 'Acknowledge it first.', (_command, { acknowledged }) => !acknowledged),
  whenSettled('decision.not-told', 'Communicate the decision first.', (_command, { decision }) => decision === null),
  whenSettled('review.open', 'A review is open; decide it first.', (_command, { review }) => review !== null),
  whenSettled('complaint.not-resolved', 'Resolve it first.', (_command, { status }) => status !== 'resolved' && status !== 'followed-up'),
  whenSettled(
    'remedy.open',
    'Implement the remedy, or say in `remedyWaived` why none is owed.',
    ({ remedyWaived }, complaint) => !remedyWaived && remedyIsOpen(complaint),
  ),
  whenSettled(
    'follow-up.open',
    'Follow up and settle what comes of it, or say in `followUpImpossible` why that is impossible.',
    ({ followUpImpossible }, complaint) => !followUpImpossible && followUpIsOpen(complaint),
  ),
  whenSettled('cause.missing', 'Investigate it: the cause must be coded.', (_command, { causeCoded }) => !causeCoded),
  {
    code: 'feedback.not-answered',
    detail: 'Answer it first, or say in `reason` why it needs no answer.',
    broken: ({ reason }, complaint) => reason === 'settled' && isFeedback(complaint) && complaint.status !== 'answered',
  },
  {
    code: 'complainant.not-told',
    detail: 'Say in `told` how and when the complainant was told, or in `unreachable` why that was impossible.',
    broken: ({ told, unreachable, reason }, { status }) => !told && !unreachable && status !== 'answered' && reason !== 'silence',
  },
  {
    code: 'duplicate.without-complaint',
    detail: 'Name in `duplicateOf` the complaint it duplicates, or link the two first; where several are linked, say which.',
    broken: ({ reason, duplicateOf }, { duplicates }) => reason === 'duplicate' && !duplicateOf && duplicates.length !== 1,
  },
  unknownDuplicate(({ duplicateOf }) => duplicateOf),
  {
    code: 'duplicate.contradicts',
    detail: 'It was linked to another complaint; name that one, or link this one first.',
    broken: ({ duplicateOf }, { duplicates }) => duplicateOf !== null && duplicates.length > 0 && !duplicates.includes(duplicateOf),
  },
  {
    code: 'closing.not-silent',
    detail:
      'Silence closes it once the policy says so, the complainant was warned and the time they were given is over; warn them, or wait.',
    broken: ({ reason, at }, _complaint, { facts: { silence } }) =>
      reason === 'silence' && (silence === null || silence.warned === null || at < silence.closesAt),
  },
  {
    code: 'closing.not-approved',
    detail: 'Another person than the one who closes must approve the closing first.',
    broken: ({ reason }, complaint, { actor, facts: { policy } }) => {
      const isByItself = reason === 'settled' || reason === 'silence';
      const isNeeded = !isFeedback(complaint) && (!isByItself || (complaint.severity ?? 0) >= 4);
      return isNeeded && (complaint.approver === null || (complaint.approver === actor.id && !policy.smallBusiness));
    },
  },
];
