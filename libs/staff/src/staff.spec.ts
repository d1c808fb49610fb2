import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '@redress/event-store';
import type { PlainStrings } from '@redress/kernel';
import { InMemoryKeyStore } from '@redress/sealing';
import { deciderSpec } from '@redress/testing';
import vectors from '../../../test/golden/vectors.json';
import { competencesOn, isAbsentOn, Staff, staffDecider, type StaffEvent, staffStream } from '.';

const at = '2026-05-01T08:00:00.000Z';
const now = '2026-05-03T08:00:00.000Z';
const admin = { id: 'staff-admin', role: 'admin' } as const;
const { given } = deciderSpec(staffDecider, { recordedAt: now, actor: admin, facts: {} });
const joined: StaffEvent = {
  type: 'StaffMemberJoined',
  data: { id: 'staff-omid', at, team: 'desk', roles: ['agent'], brief: { name: 'Omid' } },
};
const left: StaffEvent = { type: 'StaffMemberLeft', data: { at } };

describe('a person in the register', () => {
  const add = { type: 'AddStaffMember', id: 'staff-omid', at, name: 'Omid', team: 'desk', roles: ['agent'] } as const;
  it('joins with a team and roles', () => given().when(add).then(joined));
  it('joins once', () => given(joined).when(add).thenRefused('staff.known'));
  it('moves to another team, silently where it is the same', () => {
    given(joined)
      .when({ type: 'MoveStaffMember', at, team: 'lab' })
      .then({ type: 'StaffMemberMoved', data: { at, team: 'lab' } });
    given(joined).when({ type: 'MoveStaffMember', at, team: 'desk' }).thenNothing();
  });
  it('changes roles, silently where they are the same', () => {
    given(joined)
      .when({ type: 'ChangeStaffRoles', at, roles: ['supervisor'] })
      .then({ type: 'StaffRolesChanged', data: { at, roles: ['supervisor'] } });
    given(joined)
      .when({ type: 'ChangeStaffRoles', at, roles: ['agent'] })
      .thenNothing();
  });
  it('gets a limit of approval and loses it, silently where it is the same', () => {
    const limit = { minor: 50_000, currency: 'AZN' };
    const limited: StaffEvent = { type: 'ApprovalLimitSet', data: { at, limit } };
    given(joined).when({ type: 'SetApprovalLimit', at, limit }).then(limited);
    given(joined, limited).when({ type: 'SetApprovalLimit', at, limit }).thenNothing();
    given(joined, limited)
      .when({ type: 'SetApprovalLimit', at, limit: null })
      .then({ type: 'ApprovalLimitSet', data: { at, limit: null } });
    given(joined).when({ type: 'SetApprovalLimit', at, limit: null }).thenNothing();
  });
  const kettles = { competence: 'kettles', from: '2026-05-01', to: '2026-12-31' } as const;
  const granted: StaffEvent = { type: 'CompetenceGranted', data: { at, ...kettles } };
  it('is granted a competence from a day to a day, silently where it is the same', () => {
    given(joined)
      .when({ type: 'GrantCompetence', at, ...kettles })
      .then(granted);
    given(joined, granted)
      .when({ type: 'GrantCompetence', at, ...kettles })
      .thenNothing();
    const days = ['2026-04-30', '2026-05-01', '2026-12-31', '2027-01-01'];
    const { state } = given(joined, granted);
    expect(days.map((day) => competencesOn(state, day))).toEqual([[], ['kettles'], ['kettles'], []]);
  });
  it('holds a competence as it was granted last, until it is withdrawn', () => {
    const longer: StaffEvent = { type: 'CompetenceGranted', data: { at, ...kettles, to: null } };
    given(joined, granted)
      .when({ type: 'GrantCompetence', at, ...kettles, to: null })
      .then(longer);
    const withdrawn: StaffEvent = { type: 'CompetenceWithdrawn', data: { at, competence: 'kettles' } };
    given(joined, granted, longer).when({ type: 'WithdrawCompetence', at, competence: 'kettles' }).then(withdrawn);
    given(joined, granted, longer, withdrawn).when({ type: 'WithdrawCompetence', at, competence: 'kettles' }).thenNothing();
    expect(competencesOn(given(joined, granted, longer).state, '2030-01-01')).toEqual(['kettles']);
    expect(competencesOn(given(joined, granted, longer, withdrawn).state, '2026-06-01')).toEqual([]);
  });
  const away: StaffEvent = { type: 'AbsenceRecorded', data: { at, absence: 1, from: '2026-05-04', to: '2026-05-08' } };
  it('is absent from a day to a day, until that is cancelled', () => {
    given(joined).when({ type: 'RecordAbsence', at, from: '2026-05-04', to: '2026-05-08' }).then(away);
    given(joined, away).when({ type: 'RecordAbsence', at, from: '2026-05-04', to: '2026-05-08' }).thenNothing();
    const days = ['2026-05-03', '2026-05-04', '2026-05-08', '2026-05-09'];
    expect(days.map((day) => isAbsentOn(given(joined, away).state, day))).toEqual([false, true, true, false]);
    const cancelled: StaffEvent = { type: 'AbsenceCancelled', data: { at, absence: 1 } };
    given(joined, away).when({ type: 'CancelAbsence', at, absence: 1 }).then(cancelled);
    given(joined, away, cancelled).when({ type: 'CancelAbsence', at, absence: 1 }).thenNothing();
    expect(isAbsentOn(given(joined, away, cancelled).state, '2026-05-05')).toBe(false);
  });
  it('numbers absences on, and refuses one that was never recorded', () => {
    given(joined, away)
      .when({ type: 'RecordAbsence', at, from: '2026-06-01', to: null })
      .then({ type: 'AbsenceRecorded', data: { at, absence: 2, from: '2026-06-01', to: null } });
    given(joined, away).when({ type: 'CancelAbsence', at, absence: 2 }).thenRefused('absence.unknown');
  });
  it('refuses days that run backwards', () => {
    given(joined)
      .when({ type: 'GrantCompetence', at, ...kettles, to: '2026-04-30' })
      .thenRefused('time.backwards');
    given(joined).when({ type: 'RecordAbsence', at, from: '2026-05-04', to: '2026-05-03' }).thenRefused('time.backwards');
  });
  it('leaves once and may come back', () => {
    given(joined).when({ type: 'RemoveStaffMember', at }).then(left);
    given(joined, left).when({ type: 'RemoveStaffMember', at }).thenNothing();
    given(joined, left).when({ type: 'ReinstateStaffMember', at }).then({ type: 'StaffMemberReturned', data: { at } });
  });
  it('is changed by admins only, at a time that has come, and only when known', () =>
    given()
      .when({ type: 'RemoveStaffMember', at: '2027-01-01T00:00:00.000Z' }, { actor: { id: 'staff-sara', role: 'supervisor' } })
      .thenRefusedForRole('role.not-allowed', 'staff.unknown', 'time.in-future'));
  it('keeps no name in clear', () => {
    const inClear: never[] = [] as PlainStrings<Omit<StaffEvent['data'], 'brief' | 'personal'>>[];
    expect(inClear).toEqual([]);
  });
});

it('a person gets an id made of who asked and the key, and is found as the stream says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-staff-'));
  const store = new SqliteEventStore(join(folder, 'events.db'));
  const staff = new Staff(store, new InMemoryKeyStore());
  const { actor, key } = vectors.ids;
  const asking = { actor: { id: actor, role: 'admin' }, now, key } as const;
  const { id } = await staff.add({ at, name: 'Omid', team: 'desk', roles: ['agent'] }, asking);
  expect(id).toBe(vectors.ids.staffId.uuid);
  expect((await staff.add({ at, name: 'Omid', team: 'desk', roles: ['agent'] }, asking)).revision).toBe(0);
  await staff.handle(id, { type: 'RemoveStaffMember', at }, { actor: admin, now });
  expect(await staff.find(id)).toEqual({
    ...{ exists: true, active: false, leftAt: at, team: 'desk', roles: ['agent'] },
    ...{ limit: null, competences: [], absences: [], absencesRecorded: 0 },
  });
  expect((await store.last(staffStream(id)))!.data).not.toContain('Omid');
  await store.close();
  rmSync(folder, { recursive: true });
});
