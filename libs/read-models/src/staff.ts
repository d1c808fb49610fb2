import type { Instant, Money, Role, Sealed, StaffId, StoredEvent } from '@redress/kernel';
import type { Projection, Recorded } from '@redress/projections';
import type { Absence, Competence, StaffEvent } from '@redress/staff';

/** A person of ours as the register knows them; the name is sealed. */
export interface StaffEntry {
  readonly id: StaffId;
  readonly active: boolean;
  /** Null while they work here. */
  readonly leftAt: Instant | null;
  readonly team: string | null;
  readonly roles: readonly Role[];
  /** How much they may approve; null = as much as the role may. */
  readonly limit: Money | null;
  /** With the days from and to which they hold. */
  readonly competences: readonly Competence[];
  /** Those that were not cancelled. */
  readonly absences: readonly Absence[];
  /** The joining's `brief`. */
  readonly name: Sealed;
}

/** A stream of a person that does not begin with their joining. */
export class NotJoined extends Error {
  override readonly name = 'NotJoined';
}

type Changing = Exclude<StoredEvent<StaffEvent>, { type: 'StaffMemberJoined' }>;

const without = (competences: readonly Competence[], competence: string): readonly Competence[] =>
  competences.filter((held) => held.competence !== competence);

const changed = (entry: StaffEntry | null, event: Changing, { stream }: Recorded): StaffEntry => {
  if (entry === null) throw new NotJoined(`${event.type} comes before StaffMemberJoined in ${stream}; verify the log.`);
  switch (event.type) {
    case 'StaffMemberMoved':
      return { ...entry, team: event.data.team };
    case 'StaffRolesChanged':
      return { ...entry, roles: event.data.roles };
    case 'StaffMemberLeft':
      return { ...entry, active: false, leftAt: event.data.at };
    case 'StaffMemberReturned':
      return { ...entry, active: true, leftAt: null };
    case 'ApprovalLimitSet':
      return { ...entry, limit: event.data.limit };
    case 'CompetenceGranted': {
      const { competence, from, to } = event.data;
      return { ...entry, competences: [...without(entry.competences, competence), { competence, from, to }] };
    }
    case 'CompetenceWithdrawn':
      return { ...entry, competences: without(entry.competences, event.data.competence) };
    case 'AbsenceRecorded': {
      const { absence, from, to } = event.data;
      return { ...entry, absences: [...entry.absences, { absence, from, to }] };
    }
    case 'AbsenceCancelled':
      return { ...entry, absences: entry.absences.filter(({ absence }) => absence !== event.data.absence) };
  }
};

/** Who works here, and who no longer does: what the queue's `ownerless` is joined with when it is read. */
export const staff: Projection<StaffEvent, StaffEntry> = {
  name: 'staff',
  version: 3,
  category: 'staff-',
  indexes: [['active']],
  on: {
    StaffMemberJoined: (_none, { data: { id, team, roles, brief } }) => ({
      id,
      active: true,
      leftAt: null,
      team,
      roles,
      limit: null,
      competences: [],
      absences: [],
      name: brief,
    }),
    StaffMemberMoved: changed,
    StaffRolesChanged: changed,
    StaffMemberLeft: changed,
    StaffMemberReturned: changed,
    ApprovalLimitSet: changed,
    CompetenceGranted: changed,
    CompetenceWithdrawn: changed,
    AbsenceRecorded: changed,
    AbsenceCancelled: changed,
  },
};
