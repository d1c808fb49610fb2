import type { CommandOf } from './complaint.commands';
import type { Rule } from './rule';

export const requestingReviewRules: readonly Rule<CommandOf<'RequestReview'>>[] = [
  {
    code: 'review.without-decision',
    detail: 'There is no decision to review; communicate one first.',
    broken: (_command, { decision }) => decision === null,
  },
  {
    code: 'review.open',
    detail: 'A review is open already; decide that one first.',
    broken: (_command, { review }) => review !== null,
  },
];

/** Separation of duties: nobody reviews what they handled or decided, nor twice. */
export const decidingReviewRules: readonly Rule<CommandOf<'DecideReview'>>[] = [
  {
    code: 'review.none',
    detail: 'No review is open; request one first.',
    broken: (_command, { review }) => review === null,
  },
  {
    code: 'reviewer.is-handler',
    detail: 'You handle it; another person must decide the review.',
    broken: (_command, { handler }, { actor }) => handler === actor.id,
  },
  {
    code: 'reviewer.is-decider',
    detail: 'You recorded a decision of it; another person must decide the review.',
    broken: (_command, _complaint, { actor, facts: { deciders } }) => deciders?.includes(actor.id) ?? false,
  },
  {
    code: 'reviewer.reviewed-before',
    detail: 'You decided an earlier review of it; another person must decide this one.',
    broken: (_command, { reviewers }, { actor }) => reviewers.includes(actor.id),
  },
];
