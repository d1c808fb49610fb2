import type { CommandOf } from './complaint.commands';
import type { Rule } from './rule';

export const referringRules: readonly Rule<CommandOf<'ReferExternally'>>[] = [
  {
    code: 'referral.open',
    detail: 'It was referred there already; record their decision before it goes there again.',
    broken: ({ body }, { referrals }) => referrals.some((each) => each.body === body && !each.decided),
  },
];

export const externalDecisionRules: readonly Rule<CommandOf<'RecordExternalDecision'>>[] = [
  {
    code: 'referral.none',
    detail: 'Nothing waits for a decision of this body; record the referral first.',
    broken: ({ body }, { referrals }) => !referrals.some((each) => each.body === body && !each.decided),
  },
];
