import {
  type BrokenRule,
  type Code,
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
  | DomainEvent<'ApprovalLimitSet', { at: Instant; limit: Money | null }>;

/** What may be asked. `roles` says what somebody works as; what a key may do is the key's own role. */
export type StaffCommand =
  | Readonly<{ type: 'AddStaffMember'; id: StaffId; at: Instant; name: string; team: Code | null; roles: readonly Role[] }>
  | Readonly<{ type: 'MoveStaffMember'; at: Instant; team: Code | null }>
  | Readonly<{ type: 'ChangeStaffRoles'; at: Instant; roles: readonly Role[] }>
  | Readonly<{ type: 'RemoveStaffMember'; at: Instant; reason?: string }>
  | Readonly<{ type: 'ReinstateStaffMember'; at: Instant }>
  | Readonly<{ type: 'SetApprovalLimit'; at: Instant; limit: Money | null }>;

export interface StaffMember {
  readonly exists: boolean;
  readonly active: boolean;
  readonly team: string | null;
  readonly roles: readonly Role[];
  /** How much they may approve; null = as much as the role may. */
  readonly limit: Money | null;
}
export const nobody: StaffMember = { exists: false, active: false, team: null, roles: [], limit: null };

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
  }
};

const keepRules = ({ type, at }: StaffCommand, { exists }: StaffMember, role: Role, recordedAt: Instant): void => {
  const broken: BrokenRule[] = [];
  if (role !== 'admin' && role !== 'system')
    broken.push({ code: 'role.not-allowed', detail: `The role ${role} may not do this; ask an admin.`, kind: 'role' });
  if (type === 'AddStaffMember' && exists)
    broken.push({ code: 'staff.known', detail: 'This person is in the register already; change their entry.', kind: 'rule' });
  if (type !== 'AddStaffMember' && !exists)
    broken.push({ code: 'staff.unknown', detail: 'There is nobody with this staff id; check it.', kind: 'rule' });
  if (at > recordedAt) broken.push({ code: 'time.in-future', detail: 'This time has not come yet; correct it.', kind: 'rule' });
  const [first, ...rest] = broken;
  if (first) throw new RuleViolation([first, ...rest]);
};

const sameMoney = (a: Money | null, b: Money | null): boolean => a?.minor === b?.minor && a?.currency === b?.currency;
const sameRoles = (a: readonly Role[], b: readonly Role[]): boolean => a.length === b.length && a.every((role) => b.includes(role));

const evolve = (member: StaffMember, event: StoredEvent<StaffEvent>): StaffMember => {
  switch (event.type) {
    case 'StaffMemberJoined':
      return { ...member, exists: true, active: true, team: event.data.team, roles: event.data.roles };
    case 'StaffMemberMoved':
      return { ...member, team: event.data.team };
    case 'StaffRolesChanged':
      return { ...member, roles: event.data.roles };
    case 'StaffMemberLeft':
      return { ...member, active: false };
    case 'StaffMemberReturned':
      return { ...member, active: true };
    case 'ApprovalLimitSet':
      return { ...member, limit: event.data.limit };
  }
};

/** One person from joining to leaving, and perhaps back. */
export const staffDecider: Decider<StaffMember, StaffCommand, StaffEvent, object> = { initial: nobody, decide, evolve };
