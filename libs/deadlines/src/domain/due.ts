import { type Instant, plusDays, plusHours } from '@redress/kernel';
import type { Policy } from './policy';

/** What a due date needs to know of a complaint. `clockFrom` is the receipt, or the last reopening. */
export interface Owed {
  readonly receivedAt: Instant;
  readonly clockFrom: Instant;
  readonly acknowledged: boolean;
  readonly answered: boolean;
}

/**
 * The next instant by which the organisation owes something: the acknowledgement, then the final answer; null when neither is owed. Plain
 * hours and days of the pinned policy.
 */
export const nextDue = ({ receivedAt, clockFrom, acknowledged, answered }: Owed, policy: Policy): Instant | null => {
  const final = answered ? null : finalDue(clockFrom, policy);
  if (acknowledged) return final;
  const acknowledge = acknowledgeDue(receivedAt, policy);
  return final !== null && final < acknowledge ? final : acknowledge;
};

export const acknowledgeDue = (receivedAt: Instant, { acknowledgeWithinHours }: Policy): Instant =>
  plusHours(receivedAt, acknowledgeWithinHours);
export const finalDue = (from: Instant, { finalAnswerWithinDays }: Policy): Instant => plusDays(from, finalAnswerWithinDays);
