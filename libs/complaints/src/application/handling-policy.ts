import type { Policy } from '@redress/deadlines';
import type { Pin } from '@redress/kernel';
import type { HandlingPolicy } from '../domain/complaint.facts';

/** What the rules ask of a policy, from its text. */
export const handlingPolicyOf = (policy: Pin, calendar: Pin, text: Policy): HandlingPolicy => {
  const { reopening, backdatingAllowanceDays, smallBusiness, shortRoute, approvalLimits, competences } = text;
  return {
    policy,
    calendar,
    reopenWithinDays: reopening.withinDays,
    backdatingAllowanceDays,
    smallBusiness,
    shortRoute: shortRoute !== null,
    approvalLimits,
    competences: competences as HandlingPolicy['competences'],
  };
};
