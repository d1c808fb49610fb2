import type { CommandOf } from './complaint.commands';
import type { Rule } from './rule';

/** A read model and its clocks hold every part, and must not grow without end. */
export const mostParts = 20;

export const separatingPartRules: readonly Rule<CommandOf<'SeparatePart'>>[] = [
  {
    code: 'part.empty',
    detail: 'Say what this part is about, unlike the rest: a product, category, segment or region.',
    broken: ({ product, category, segment, region }) => !(product ?? category ?? segment ?? region),
  },
  {
    code: 'part.same-policy',
    detail: 'This part falls under the same policy as the rest; answer them together.',
    broken: (_command, _complaint, { facts: { part, policy } }) => part?.policy.id === policy.policy.id,
  },
  {
    code: 'part.too-many',
    detail: `It has ${mostParts} parts, which is as many as one complaint can have; receive the rest as a complaint of its own.`,
    broken: (_command, { parts }) => parts >= mostParts,
  },
];

export const answeringPartRules: readonly Rule<CommandOf<'AnswerPart'>>[] = [
  {
    code: 'part.unknown',
    detail: 'No such part was separated; look at the case for its number.',
    broken: ({ part }, { parts }) => part > parts,
  },
  {
    code: 'part.answered',
    detail: 'This part was answered already; tell what came later in the decision on the rest.',
    broken: ({ part }, { parts, partsUnanswered: owed }) => part <= parts && !owed.includes(part),
  },
];

export const partsUnanswered: Rule<CommandOf<'ResolveComplaint'>> = {
  code: 'part.unanswered',
  detail: 'A part that was separated has no answer yet; answer every part first.',
  broken: (_command, { partsUnanswered: owed }) => owed.length > 0,
};
