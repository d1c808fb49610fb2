import type { StoredEvent } from '@redress/kernel';
import type { StaffEvent } from '@redress/staff';
import { staff } from './staff';
import { folded, leyla } from './told.spec-support';

const at = '2026-03-01T08:00:00.000Z';
const joined: StoredEvent<StaffEvent> = {
  type: 'StaffMemberJoined',
  data: { id: 'omid', at, team: 'service', roles: ['agent'], brief: 's1:StaffMemberJoined:1:brief:A' },
};
const entry = {
  id: 'omid',
  active: true,
  leftAt: null,
  team: 'service',
  roles: ['agent'],
  limit: null,
  competences: [],
  absences: [],
  name: 's1:StaffMemberJoined:1:brief:A',
};
const after = (...events: readonly StoredEvent<StaffEvent>[]) =>
  folded(
    staff,
    events.map((event, revision) => ({
      event,
      recorded: { id: 'e', stream: 'staff-omid', revision, position: '1', recordedAt: at, actor: leyla },
    })),
  ).doc;

describe('the people of the register', () => {
  it('knows who joined, with the name sealed', () => {
    expect(after(joined)).toEqual(entry);
  });
  it('follows team, roles and who left and came back', () => {
    expect(after(joined, { type: 'StaffMemberMoved', data: { at, team: null } })).toEqual({ ...entry, team: null });
    expect(after(joined, { type: 'StaffRolesChanged', data: { at, roles: ['supervisor'] } })).toEqual({ ...entry, roles: ['supervisor'] });
    const left: StoredEvent<StaffEvent> = { type: 'StaffMemberLeft', data: { at } };
    expect(after(joined, left)).toEqual({ ...entry, active: false, leftAt: at });
    expect(after(joined, left, { type: 'StaffMemberReturned', data: { at } })).toEqual(entry);
  });
  it('follows competences and absences with their days', () => {
    const granted: StoredEvent<StaffEvent> = { type: 'CompetenceGranted', data: { at, competence: 'loans', from: '2026-03-01', to: null } };
    const [loans] = [{ competence: 'loans', from: '2026-03-01', to: null }];
    expect(after(joined, granted)).toEqual({ ...entry, competences: [loans] });
    const until: StoredEvent<StaffEvent> = {
      type: 'CompetenceGranted',
      data: { at, competence: 'loans', from: '2026-03-01', to: '2026-12-31' },
    };
    expect(after(joined, granted, until)).toEqual({ ...entry, competences: [{ ...loans, to: '2026-12-31' }] });
    expect(after(joined, granted, { type: 'CompetenceWithdrawn', data: { at, competence: 'loans' } })).toEqual(entry);
    const away: StoredEvent<StaffEvent> = { type: 'AbsenceRecorded', data: { at, absence: 1, from: '2026-03-02', to: '2026-03-09' } };
    expect(after(joined, away)).toEqual({ ...entry, absences: [{ absence: 1, from: '2026-03-02', to: '2026-03-09' }] });
    expect(after(joined, away, { type: 'AbsenceCancelled', data: { at, absence: 1 } })).toEqual(entry);
  });
  it('knows how much somebody may approve', () => {
    const limit = { minor: 50_000, currency: 'AZN' };
    expect(after(joined, { type: 'ApprovalLimitSet', data: { at, limit } })).toEqual({ ...entry, limit });
  });
  it('refuses a stream that does not begin with a joining', () => {
    expect(() => after({ type: 'StaffMemberLeft', data: { at } })).toThrow('StaffMemberLeft comes before StaffMemberJoined in staff-omid');
  });
});
