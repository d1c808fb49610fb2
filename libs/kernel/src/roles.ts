import type { StaffId } from './clear';

export const roles = ['agent', 'investigator', 'supervisor', 'quality-manager', 'auditor', 'analyst', 'admin', 'system'] as const;
export type Role = (typeof roles)[number];

/** Who acts: a staff id in one role; `{id: 'local', role: 'system'}` is the command line without a key. */
export interface Actor {
  readonly id: StaffId;
  readonly role: Role;
}

/**
 * What a role may do with an operation. `handler`: only on complaints it handles; `own`: only on what it received, handles or
 * recorded itself; `to-oneself`: only naming itself. These three are judged on the state just read.
 */
export type Grant = 'yes' | 'no' | 'handler' | 'own' | 'to-oneself';
/** One row of the role table; a role that is not named may not. */
export type Grants = Readonly<Partial<Record<Role, Exclude<Grant, 'no'>>>>;

export const grantOf = (grants: Grants, role: Role): Grant => grants[role] ?? 'no';
