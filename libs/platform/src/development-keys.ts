import type { Actor, Role, StaffId } from '@redress/kernel';
import type { Engine } from './engine';
import { localSystem } from './engine';

/** The roles a person can have; the register itself acts as `system` and needs no key. */
const personal: readonly Exclude<Role, 'system'>[] = [
  'agent',
  'investigator',
  'supervisor',
  'quality-manager',
  'auditor',
  'analyst',
  'admin',
];

export interface DevelopmentKey {
  readonly role: Role;
  readonly staffId: StaffId;
  readonly key: string;
}

/** One person a role, always the same ones in one register. */
export const developmentStaff = async (engine: Engine): Promise<ReadonlyMap<Role, Actor>> => {
  const people = new Map<Role, Actor>();
  for (const role of personal) {
    const member = { at: engine.clock.now(), name: `Development ${role}`, team: 'development', roles: [role] };
    const asking = { actor: localSystem, now: engine.clock.now(), key: `development-${role}` };
    const { id } = await engine.staff.add(member, asking, { role });
    people.set(role, { id, role });
  }
  return people;
};

/** In development, where no key exists yet: one a role, with its staff stream; to be shown once. */
export const developmentKeys = async (engine: Engine): Promise<readonly DevelopmentKey[]> => {
  if (engine.settings.environment !== 'development' || (await engine.apiKeys.list()).length > 0) return [];
  const made: DevelopmentKey[] = [];
  for (const [role, actor] of await developmentStaff(engine)) {
    const { key } = await engine.apiKeys.create(actor, engine.clock.now());
    made.push({ role, staffId: actor.id, key });
  }
  return made;
};

/** Production must not start where nobody could be told apart. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** Throws StartRefused in production without a usable key. */
export const refuseOpenProduction = async (engine: Engine): Promise<void> => {
  if (engine.settings.environment !== 'production') return;
  const now = engine.clock.now();
  const usable = (await engine.apiKeys.list()).filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > now),
  );
  if (usable.length === 0)
    throw new StartRefused(
      'There is no API key yet, and production serves nobody without one. Make one: redress api-keys add --role admin',
    );
};
