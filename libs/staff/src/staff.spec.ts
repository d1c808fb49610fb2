import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '@redress/event-store';
import type { PlainStrings } from '@redress/kernel';
import { InMemoryKeyStore } from '@redress/sealing';
import { deciderSpec } from '@redress/testing';
import vectors from '../../../test/golden/vectors.json';
import { Staff, staffDecider, type StaffEvent, staffStream } from '.';

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
  expect(await staff.find(id)).toEqual({ exists: true, active: false, team: 'desk', roles: ['agent'], limit: null });
  expect((await store.last(staffStream(id)))!.data).not.toContain('Omid');
  await store.close();
  rmSync(folder, { recursive: true });
});
