import { businessTime, clauseOf, type ComplaintEventType, isBackdated } from '@redress/complaints';
import { type Day, type Instant, type Role, type Sealed, type StaffId } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import type { ReadVersions, Stored } from '../complaint-projection';
import type { Audited } from './audited';
import { type Change, changesBetween } from './changes';
import { sentenceOf } from './sentences';

/** One event as an auditor reads it. */
export interface AuditRow {
  readonly number: string;
  readonly revision: number;
  readonly type: ComplaintEventType;
  readonly actor: StaffId;
  readonly role: Role;
  /** Of the recording, in the register's zone. */
  readonly day: Day;
  /** Business time; null where a register does not publish it. */
  readonly at: Instant | null;
  readonly bounds: { readonly from: Instant; readonly until: Instant | null } | null;
  readonly recordedAt: Instant;
  /** `at` lies further before the recording than the pinned policy allows; null where no policy is pinned to judge by, or no time is known. */
  readonly backdated: boolean | null;
  /** Of a backdated event: has it a sealed part, where the reason lies that was demanded then? Else null. */
  readonly hasReason: boolean | null;
  /** Title of the clause of ISO 10002:2018 it serves. */
  readonly clause: string;
  /** Plain English without personal data. */
  readonly sentence: string;
  readonly changes: readonly Change[];
  /** The event's sealed strings; the edge opens them for roles that may. */
  readonly sealed: { readonly brief?: Sealed; readonly personal?: Sealed; readonly corrected?: Sealed };
}

/** What an event meant: pure, so that the audit trail, the history and the replay tell the same. */
export const describe = (
  before: Audited | null,
  event: Stored,
  { revision, recordedAt, actor }: Recorded,
  after: Audited,
  versions: ReadVersions,
): AuditRow => {
  const at = businessTime(event);
  const backdated = backdatedBy(event.type, at, recordedAt, after, versions);
  return {
    number: after.standing.number,
    revision,
    type: event.type,
    actor: actor.id,
    role: actor.role,
    day: versions.dayOf(recordedAt),
    at,
    bounds: 'bounds' in event.data ? event.data.bounds : null,
    recordedAt,
    backdated,
    hasReason: backdated ? 'personal' in event.data : null,
    clause: clauseOf[event.type],
    sentence: sentenceOf(event),
    changes: changesBetween(before, event, after),
    sealed: sealedIn(event.data),
  };
};

/** Null where no policy is pinned to judge by, or no time is known. Nobody chose the instant at which a clock ran out. */
const backdatedBy = (
  type: ComplaintEventType,
  at: Instant | null,
  recordedAt: Instant,
  { standing: { policy } }: Audited,
  versions: ReadVersions,
): boolean | null =>
  at === null || policy === null
    ? null
    : type !== 'DeadlineMissed' && isBackdated(at, recordedAt, versions.policy(policy).backdatingAllowanceDays);

const sealedIn = (data: object): AuditRow['sealed'] => {
  const { brief, personal, corrected } = data as AuditRow['sealed'];
  return {
    ...(brief !== undefined && { brief }),
    ...(personal !== undefined && { personal }),
    ...(corrected !== undefined && { corrected }),
  };
};
