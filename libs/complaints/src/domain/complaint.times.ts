import { type Instant, plusDays, type StoredEvent } from '@redress/kernel';
import type { Bounds, ComplaintEvent } from './complaint.events';

/** Business time of an event: when it happened, null where a register does not say. */
export const businessTime = ({ data }: StoredEvent<ComplaintEvent>): Instant | null => ('receivedAt' in data ? data.receivedAt : data.at);

/** For a question about a moment: an unknown time counts as its upper bound, else as the moment of recording. */
export const happenedBy = (event: StoredEvent<ComplaintEvent>, recordedAt: Instant): Instant =>
  businessTime(event) ?? (event.data as { bounds?: Bounds | null }).bounds?.until ?? recordedAt;

/** Was it recorded later after it happened than the policy allows? An auditor's first suspicion. */
export const isBackdated = (happenedAt: Instant | null, recordedAt: Instant, allowanceDays: number): boolean =>
  happenedAt !== null && plusDays(happenedAt, allowanceDays) < recordedAt;
