import { EventCodec } from '@redress/event-store';
import type { StaffEvent } from '../domain/staff';

/** Exhaustive by construction: a new event type does not compile until it is listed here. */
export const staffCodec = new EventCodec<StaffEvent>({
  StaffMemberJoined: [],
  StaffMemberMoved: [],
  StaffRolesChanged: [],
  StaffMemberLeft: [],
  StaffMemberReturned: [],
  ApprovalLimitSet: [],
  CompetenceGranted: [],
  CompetenceWithdrawn: [],
  AbsenceRecorded: [],
  AbsenceCancelled: [],
});
