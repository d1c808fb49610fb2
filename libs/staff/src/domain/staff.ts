import {
  type BrokenRule,
  type Code,
  type Day,
  type Decider,
  type DomainEvent,
  type Instant,
  type Known,
  type Money,
  type Role,
  RuleViolation,
  type StaffId,
  type StoredEvent,
} from '@redress/kernel';

/** People are streams too: one of `staff-<id>` each. The name is personal and sealed; team and roles are codes. */
export type StaffEvent =
  | DomainEvent<'StaffMemberJoined', { id: StaffId; at: Instant; team: Code | null; roles: readonly Role[]; brief: { name: string } }>
  | DomainEvent<'StaffMemberMoved', { at: Instant; team: Code | null }>
  | DomainEvent<'StaffRolesChanged', { at: Instant; roles: readonly Role[] }>
  | DomainEvent<'StaffMemberLeft', { at: Instant; personal?: { reason: string } }>
  | DomainEvent<'StaffMemberReturned', { at: Instant }>
  /** How much this person may approve; null = as much as the role may. */
  | DomainEvent<'ApprovalLimitSet', { at: Instant; limit: Money | null }>
  /** From and to are days in the register's zone, both inclusive; `to` null = until it is withdrawn. */
  | DomainEvent<'CompetenceGranted', { at: Instant; competence: Code; from: Day; to: Day | null }>
  | DomainEvent<'CompetenceWithdrawn', { at: Instant; competence: Code }>
  /** `to` null = until it is cancelled. */
  | DomainEvent<'AbsenceRecorded', { at: Instant; absence: number; from: Day; to: Day | null }>
  | DomainEvent<'AbsenceCancelled', { at: Instant; absence: number }>;

/** What may be asked. `roles` says what somebody works as; what a key may do is the key's own role. */
export type StaffCommand =
  | Readonly<{ type: 'AddStaffMember'; id: StaffId; at: Instant; name: string; team: Code | null; roles: readonly Role[] }>
  | Readonly<{ type: 'MoveStaffMember'; at: Instant; team: Code | null }>
  | Readonly<{ type: 'ChangeStaffRoles'; at: Instant; roles: readonly Role[] }>
  | Readonly<{ type: 'RemoveStaffMember'; at: Instant; reason?: string }>
  | Readonly<{ type: 'ReinstateStaffMember'; at: Instant }>
  | Readonly<{ type: 'SetApprovalLimit'; at: Instant; limit: Money | null }>
  | Readonly<{ type: 'GrantCompetence'; at: Instant; competence: Code; from: Day; to: Day | null }>
  | Readonly<{ type: 'WithdrawCompetence'; at: Instant; competence: Code }>
  | Readonly<{ type: 'RecordAbsence'; at: Instant; from: Day; to: Day | null }>
  | Readonly<{ type: 'CancelAbsence'; at: Instant; absence: number }>;

export interface StaffMember {
  readonly exists: boolean;
  readonly active: boolean;
  /** Null while they work here. */
  readonly leftAt: Instant | null;
  readonly team: string | null;
  readonly roles: readonly Role[];
  /** How much they may approve; null = as much as the role may. */
  readonly limit: Money | null;
  readonly competences: readonly Competence[];
  /** Those that were not cancelled. */
  readonly absences: readonly Absence[];
  readonly absencesRecorded: number;
}
/** Days in the register's zone, both inclusive; `to` null = open. */
interface Span {
  readonly from: Day;
  readonly to: Day | null;
}
export interface Competence extends Span {
  readonly competence: Code;
}
export interface Absence extends Span {
  readonly absence: number;
}
const covers = ({ from, to }: Span, day: Day): boolean => from <= day && (to === null || day <= to);

/** What the person may be trusted with on a day. */
export const competencesOn = ({ competences }: StaffMember, day: Day): readonly Code[] =>
  competences.filter((each) => covers(each, day)).map(({ competence }) => competence);
export const isAbsentOn = ({ absences }: StaffMember, day: Day): boolean => absences.some((each) => covers(each, day));
export const nobody: StaffMember = {
  exists: false,
  active: false,
  leftAt: null,
  team: null,
  roles: [],
  limit: null,
  competences: [],
  absences: [],
  absencesRecorded: 0,
};

export const staffCategory = 'staff-';
export const staffStream = (id: StaffId): string => `${staffCategory}${id}`;

const decide = (command: StaffCommand, member: StaffMember, { actor, recordedAt }: Known<object>): readonly StaffEvent[] => {
  keepRules(command, member, actor.role, recordedAt);
  switch (command.type) {
    case 'AddStaffMember': {
      const { id, at, team, roles, name } = command;
      return [{ type: 'StaffMemberJoined', data: { id, at, team, roles, brief: { name } } }];
    }
    case 'MoveStaffMember':
      return command.team === member.team ? [] : [{ type: 'StaffMemberMoved', data: { at: command.at, team: command.team } }];
    case 'ChangeStaffRoles':
      return sameRoles(command.roles, member.roles) ? [] : [{ type: 'StaffRolesChanged', data: { at: command.at, roles: command.roles } }];
    case 'RemoveStaffMember': {
      const { at, reason } = command;
      return member.active ? [{ type: 'StaffMemberLeft', data: { at, ...(reason !== undefined && { personal: { reason } }) } }] : [];
    }
    case 'ReinstateStaffMember':
      return member.active ? [] : [{ type: 'StaffMemberReturned', data: { at: command.at } }];
    case 'SetApprovalLimit': {
      const { at, limit } = command;
      return sameMoney(limit, member.limit) ? [] : [{ type: 'ApprovalLimitSet', data: { at, limit } }];
    }
    case 'GrantCompetence': {
      const { at, competence, from, to } = command;
      const isHeld = member.competences.some((held) => held.competence === competence && held.from === from && held.to === to);
      return isHeld ? [] : [{ type: 'CompetenceGranted', data: { at, competence, from, to } }];
    }
    case 'WithdrawCompetence': {
      const { at, competence } = command;
      const isHeld = member.competences.some((held) => held.competence === competence);
      return isHeld ? [{ type: 'CompetenceWithdrawn', data: { at, competence } }] : [];
    }
    case 'RecordAbsence': {
      const { at, from, to } = command;
      const isKnown = member.absences.some((known) => known.from === from && known.to === to);
      return isKnown ? [] : [{ type: 'AbsenceRecorded', data: { at, absence: member.absencesRecorded + 1, from, to } }];
    }
    case 'CancelAbsence': {
      const { at, absence } = command;
      return member.absences.some((known) => known.absence === absence) ? [{ type: 'AbsenceCancelled', data: { at, absence } }] : [];
    }
  }
};

const keepRules = (command: StaffCommand, { exists, absencesRecorded }: StaffMember, role: Role, recordedAt: Instant): void => {
  const { type, at } = command;
  const broken: BrokenRule[] = [];
  if (role !== 'admin' && role !== 'system')
    broken.push({ code: 'role.not-allowed', detail: `The role ${role} may not do this; ask an admin.`, kind: 'role' });
  if (type === 'AddStaffMember' && exists)
    broken.push({ code: 'staff.known', detail: 'This person is in the register already; change their entry.', kind: 'rule' });
  if (type !== 'AddStaffMember' && !exists)
    broken.push({ code: 'staff.unknown', detail: 'There is nobody with this staff id; check it.', kind: 'rule' });
  if (at > recordedAt) broken.push({ code: 'time.in-future', detail: 'This time has not come yet; correct it.', kind: 'rule' });
  if ('from' in command && command.to !== null && command.to < command.from)
    broken.push({ code: 'time.backwards', detail: 'It ends before it begins; swap the days.', kind: 'rule' });
  if (type === 'CancelAbsence' && command.absence > absencesRecorded)
    broken.push({ code: 'absence.unknown', detail: 'No absence of this number was recorded; look at the entry for it.', kind: 'rule' });
  const [first, ...rest] = broken;
  if (first) throw new RuleViolation([first, ...rest]);
};

const sameMoney = (a: Money | null, b: Money | null): boolean => a?.minor === b?.minor && a?.currency === b?.currency;
const sameRoles = (a: readonly Role[], b: readonly Role[]): boolean => a.length === b.length && a.every((role) => b.includes(role));

/** Granted anew, a competence is held as it was granted last. */
const without = (competences: readonly Competence[], competence: Code): readonly Competence[] =>
  competences.filter((held) => held.competence !== competence);

const evolve = (member: StaffMember, event: StoredEvent<StaffEvent>): StaffMember => {
  switch (event.type) {
    case 'StaffMemberJoined':
      return { ...member, exists: true, active: true, team: event.data.team, roles: event.data.roles };
    case 'StaffMemberMoved':
      return { ...member, team: event.data.team };
    case 'StaffRolesChanged':
      return { ...member, roles: event.data.roles };
    case 'StaffMemberLeft':
      return { ...member, active: false, leftAt: event.data.at };
    case 'StaffMemberReturned':
      return { ...member, active: true, leftAt: null };
    case 'ApprovalLimitSet':
      return { ...member, limit: event.data.limit };
    case 'CompetenceGranted': {
      const { competence, from, to } = event.data;
      return { ...member, competences: [...without(member.competences, competence), { competence, from, to }] };
    }
    case 'CompetenceWithdrawn':
      return { ...member, competences: without(member.competences, event.data.competence) };
    case 'AbsenceRecorded': {
      const { absence, from, to } = event.data;
      return { ...member, absences: [...member.absences, { absence, from, to }], absencesRecorded: absence };
    }
    case 'AbsenceCancelled':
      return { ...member, absences: member.absences.filter(({ absence }) => absence !== event.data.absence) };
  }
};

/** One person from joining to leaving, and perhaps back. */
export const staffDecider: Decider<StaffMember, StaffCommand, StaffEvent, object> = { initial: nobody, decide, evolve };
