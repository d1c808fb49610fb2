import type { Policy } from '@redress/deadlines';
import type { Pin } from '@redress/kernel';
import type { HandlingPolicy } from '../domain/complaint.facts';

/** What the rules ask of a policy, from its text; where the text does not say, supervisors and quality managers approve without limit. */
export const handlingPolicyOf = (policy: Pin, calendar: Pin, text: Policy): HandlingPolicy => {
  const { reopenWithinDays, backdatingAllowanceDays, smallBusiness, shortRoute } = text;
  return {
    policy,
    calendar,
    reopenWithinDays,
    backdatingAllowanceDays,
    smallBusiness,
    shortRoute,
    approvalLimits: { supervisor: null, 'quality-manager': null },
    competences: [],
  };
};
