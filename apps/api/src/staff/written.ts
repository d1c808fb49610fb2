import type { StaffMember } from '@redress/staff';
import type { Instant, StaffId } from '@redress/kernel';
import type { StaffBody } from './staff-bodies';

export interface StaffWritten {
  readonly id: StaffId;
  readonly revision: number;
  readonly position: string;
  readonly state: 'active' | 'left';
}

export const stateOf = ({ active }: StaffMember): StaffWritten['state'] => (active ? 'active' : 'left');

/** Its own time as UTC with milliseconds, now where it names none. */
export const timeOf = ({ at }: StaffBody, now: Instant): Instant => (at === undefined ? now : new Date(at).toISOString());
