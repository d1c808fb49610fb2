import type { Instant } from '@redress/kernel';
import type { StaffCommand } from '@redress/staff';
import type { BodyClass } from '../body/body-schemas';
import {
  CancelAbsenceBody,
  ChangeStaffRolesBody,
  GrantCompetenceBody,
  MoveStaffMemberBody,
  RecordAbsenceBody,
  ReinstateStaffMemberBody,
  RemoveStaffMemberBody,
  SetApprovalLimitBody,
  type StaffBody,
  WithdrawCompetenceBody,
} from './staff-bodies';

type Change = Exclude<StaffCommand, { type: 'AddStaffMember' }>;

/** A change of a person as a route: `POST /staff/{id}/<path>`. */
export interface StaffRoute {
  readonly path: string;
  readonly body: BodyClass<StaffBody>;
  readonly command: (body: never, at: Instant) => Change;
  readonly summary: string;
}

const route = <B extends StaffBody>(
  path: string,
  body: BodyClass<B>,
  command: (body: B, at: Instant) => Change,
  summary: string,
): StaffRoute => ({ path, body, command, summary });

/** Every change there is; one without a route does not compile. */
export const staffRoutes: Readonly<Record<Change['type'], StaffRoute>> = {
  MoveStaffMember: route(
    'move',
    MoveStaffMemberBody,
    ({ team = null }, at) => ({ type: 'MoveStaffMember', at, team }),
    'Move a person to another team',
  ),
  ChangeStaffRoles: route(
    'change-roles',
    ChangeStaffRolesBody,
    ({ roles }, at) => ({ type: 'ChangeStaffRoles', at, roles }),
    'Say what a person works as; what a key may do is the role of the key',
  ),
  RemoveStaffMember: route(
    'remove',
    RemoveStaffMemberBody,
    ({ reason }, at) => ({ type: 'RemoveStaffMember', at, ...(reason !== undefined && { reason }) }),
    'Record that a person works here no longer',
  ),
  ReinstateStaffMember: route(
    'reinstate',
    ReinstateStaffMemberBody,
    (_body, at) => ({ type: 'ReinstateStaffMember', at }),
    'Record that a person is back',
  ),
  SetApprovalLimit: route(
    'set-approval-limit',
    SetApprovalLimitBody,
    ({ limit = null }, at) => ({ type: 'SetApprovalLimit', at, limit }),
    'Say how much a person may approve; never more than the role may',
  ),
  GrantCompetence: route(
    'grant-competence',
    GrantCompetenceBody,
    ({ competence, from, to = null }, at) => ({ type: 'GrantCompetence', at, competence, from, to }),
    'Say what a person may be trusted with, from a day to a day',
  ),
  WithdrawCompetence: route(
    'withdraw-competence',
    WithdrawCompetenceBody,
    ({ competence }, at) => ({ type: 'WithdrawCompetence', at, competence }),
    'Take a competence back',
  ),
  RecordAbsence: route(
    'record-absence',
    RecordAbsenceBody,
    ({ from, to = null }, at) => ({ type: 'RecordAbsence', at, from, to }),
    'Say that a person is not here, from a day to a day',
  ),
  CancelAbsence: route(
    'cancel-absence',
    CancelAbsenceBody,
    ({ absence }, at) => ({ type: 'CancelAbsence', at, absence }),
    'Record that a person is here after all',
  ),
};
