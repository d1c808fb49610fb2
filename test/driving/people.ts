import type { Role } from '@redress/kernel';
import { developmentStaff, openEngine, settingsFrom } from '@redress/platform';

export interface Person {
  readonly id: string;
  readonly role: Role;
  readonly key: string;
}
export type People = Readonly<Record<Exclude<Role, 'system'>, Person>>;

/** Makes the register in a data folder, with one person and one key a role. */
export const makeRegister = async (data: string, environment: Readonly<Record<string, string>> = {}): Promise<People> => {
  const engine = await openEngine(settingsFrom({ REDRESS_DATA: data, ...environment }));
  try {
    const people: Record<string, Person> = {};
    for (const [role, actor] of await developmentStaff(engine)) {
      const { key } = await engine.apiKeys.create(actor, engine.clock.now());
      people[role] = { id: actor.id, role, key };
    }
    return people as unknown as People;
  } finally {
    await engine.close();
  }
};
