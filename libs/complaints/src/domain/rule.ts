import type { Known } from '@redress/kernel';
import type { ComplaintFacts } from './complaint.facts';
import type { Complaint } from './complaint.state';

export type Broken<C> = (command: C, complaint: Complaint, known: Known<ComplaintFacts>) => boolean;
/** A rule as it can be read to a complaints officer: a stable code, what to do about it, and when it is broken. */
export interface Rule<C> {
  readonly code: string;
  readonly detail: string;
  readonly broken: Broken<C>;
}
