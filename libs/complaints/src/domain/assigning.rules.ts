import type { Code } from '@redress/kernel';
import type { CommandOf } from './complaint.commands';
import type { HandlingPolicy } from './complaint.facts';
import type { Complaint } from './complaint.state';
import type { Rule } from './rule';

/** What the policy asks a handler of such a complaint to be able to do. */
export const neededFor = ({ competences }: HandlingPolicy, { product, category, severity, safety }: Complaint): readonly Code[] =>
  competences
    .filter((each) => each.product === undefined || each.product === product.code)
    .filter((each) => each.category === undefined || each.category === category.code)
    .filter((each) => each.severityFrom === undefined || (severity ?? 0) >= each.severityFrom)
    .filter((each) => each.safety === undefined || safety)
    .map(({ needs }) => needs);

/** What is checked of whoever exists and works here, on the day of the assignment. */
export const assigningRules: readonly Rule<CommandOf<'AssignComplaint'>>[] = [
  {
    code: 'handler.conflict',
    detail: 'This person has a conflict of interest in it; choose another handler.',
    broken: ({ handler, conflicts }, complaint) => [...conflicts, ...complaint.conflicts].includes(handler),
  },
  {
    code: 'handler.absent',
    detail: 'The handler is not here on that day; choose another, or cancel the absence in their entry.',
    broken: (_command, _complaint, { facts: { person } }) => person !== null && person.exists && person.absent,
  },
  {
    code: 'handler.not-competent',
    detail: 'The policy asks for a competence that the handler does not have on that day; choose another, or grant it in their entry.',
    broken: (_command, complaint, { facts: { policy, person } }) =>
      person !== null && person.exists && neededFor(policy, complaint).some((needed) => !person.competences.includes(needed)),
  },
];
