import { commandGrants, type ComplaintCommandType } from '@redress/complaints';
import { type Grant, grantOf, type Grants, type Role, roles } from '@redress/kernel';

/** What can be done beside the commands on a complaint. */
export type OtherOperation =
  | 'ReadCase'
  | 'ReadPersonalData'
  | 'ReadQueues'
  | 'ReadStatistics'
  | 'AskWhatIf'
  | 'ReadHistory'
  | 'ReadPolicies'
  | 'AdoptPolicy'
  | 'ReadStaff'
  | 'ChangeStaff'
  | 'ManageApiKeys'
  | 'Operate'
  | 'ImportRegister';
/** Every route and every verb names one of these; the role table has a row for each, or the build fails. */
export type Operation = ComplaintCommandType | OtherOperation;

const all = (...names: readonly Role[]): Grants => Object.fromEntries(names.map((name) => [name, 'yes']));
const readers = all('agent', 'investigator', 'supervisor', 'quality-manager', 'auditor');

const otherGrants: Readonly<Record<OtherOperation, Grants>> = {
  /** A case with personal data, and the search for one; every reading is recorded. */
  ReadPersonalData: readers,
  ReadCase: { ...readers, analyst: 'yes', system: 'yes' },
  ReadQueues: { ...readers, analyst: 'yes', system: 'yes' },
  ReadStatistics: { ...readers, analyst: 'yes', system: 'yes' },
  /** How a register would stand under another policy; nothing personal is shown. */
  AskWhatIf: { ...readers, analyst: 'yes', system: 'yes' },
  /** History, replay, verify, audit trail. */
  ReadHistory: { agent: 'own', investigator: 'own', ...all('supervisor', 'quality-manager', 'auditor', 'system') },
  /** Policies and calendars; whoever audits reads them too. */
  ReadPolicies: all('quality-manager', 'auditor', 'admin'),
  /** A person stands for what is promised. */
  AdoptPolicy: all('quality-manager', 'admin'),
  ReadStaff: all(...roles),
  ChangeStaff: all('admin', 'system'),
  ManageApiKeys: all('admin', 'system'),
  /** Projections, parked, backup, restore, migrate, loadgen, check, serve, work, demo. */
  Operate: all('admin', 'system'),
  ImportRegister: all('quality-manager', 'admin', 'system'),
};

/** Who may do what: the one table that decides for HTTP and the command line. */
export const roleTable: Readonly<Record<Operation, Grants>> = { ...commandGrants, ...otherGrants };

/** `handler`, `own` and `to-oneself` still have to be judged on the state. */
export const may = (role: Role, operation: Operation): Grant => grantOf(roleTable[operation], role);

/** `own` of reading: the complaint's present handler, or who received it. */
export const owns = (
  actor: string,
  { handler, receivedBy }: { readonly handler: string | null; readonly receivedBy: string | null },
): boolean => handler === actor || receivedBy === actor;

/** The role may not do this at all (HTTP 403). */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
  constructor(
    readonly code: 'role.not-allowed' | 'complaint.not-yours',
    message: string,
  ) {
    super(message);
  }
}

/** Throws NotAllowed where the table says no; answers what is left to judge. */
export const refuseUnlessMay = (role: Role, operation: Operation): Exclude<Grant, 'no'> => {
  const grant = may(role, operation);
  if (grant === 'no') throw new NotAllowed('role.not-allowed', `The role ${role} may not do this; ask somebody whose role may.`);
  return grant;
};
