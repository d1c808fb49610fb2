import { isInstant, type Role, roles } from '@redress/kernel';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';

export interface AddOptions {
  readonly role: string;
  readonly actor?: string;
  readonly expires?: string;
}

/** A new key, shown once. */
export const addApiKey = async ({ engine, terminal }: WithEngine, { role, actor, expires }: AddOptions): Promise<ExitCode> => {
  if (!isRole(role)) throw new Refused(`--role takes one of ${roles.join(', ')}.`, exitCodes.usage);
  if (actor !== undefined && !(await engine.staff.find(actor)).active)
    throw new Refused('There is nobody with this staff id who works here; add the person first, or leave --actor out.');
  const id = actor ?? `key-${engine.clock.now().replace(/\D/g, '')}`;
  const { key, prefix } = await engine.apiKeys.create({ id, role }, engine.clock.now(), expiry(expires));
  const answer = { key, prefix, actor: { id, role }, expiresAt: expiry(expires) };
  if (terminal.json) terminal.value(answer);
  else {
    terminal.line(key);
    terminal.say(`This key of ${id} (${role}) is shown once; it is called ${prefix} from now on.`);
  }
  return exitCodes.done;
};

export const listApiKeys = async ({ engine, terminal }: WithEngine): Promise<ExitCode> => {
  const keys = await engine.apiKeys.list();
  if (terminal.json) keys.forEach((key) => terminal.value(key));
  else {
    terminal.table([
      ['prefix', 'actor', 'role', 'made', 'expires', 'revoked'],
      ...keys.map(({ prefix, actor, createdAt, expiresAt, revokedAt }) => [
        prefix,
        actor.id,
        actor.role,
        createdAt,
        expiresAt ?? '-',
        revokedAt ?? '-',
      ]),
    ]);
  }
  return exitCodes.done;
};

export const revokeApiKey = async ({ engine, terminal }: WithEngine, { prefix }: { readonly prefix: string }): Promise<ExitCode> => {
  const now = engine.clock.now();
  if (!(await engine.apiKeys.revoke(prefix, now)))
    throw new Refused('No key begins with these characters; `redress api-keys list` shows them.');
  if (terminal.json) terminal.value({ prefix, revoked: true });
  else terminal.line(`${prefix} is revoked; it opens nothing from now on.`);
  return exitCodes.done;
};

const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role);

const expiry = (expires: string | undefined): string | null => {
  if (expires === undefined) return null;
  const at = new Date(expires);
  if (Number.isNaN(at.getTime()) || !isInstant(at.toISOString()))
    throw new Refused('--expires takes an instant such as 2027-01-01T00:00:00Z.', exitCodes.usage);
  return at.toISOString();
};
