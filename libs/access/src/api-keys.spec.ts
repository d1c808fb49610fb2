import { InMemoryKeyStore } from '@redress/sealing';
import { ApiKeys } from '.';

const now = '2026-05-01T09:30:00.000Z';
const later = '2026-05-02T09:30:00.000Z';
const ada = { id: 'staff-of-ada', role: 'agent' } as const;

describe('an API key', () => {
  const store = new InMemoryKeyStore();
  const keys = new ApiKeys(store);

  it('is 32 random bytes, named by its first eight characters', async () => {
    const { key, prefix } = await keys.create(ada, now);
    expect([Buffer.from(key, 'base64url').length, key.length, prefix]).toEqual([32, 43, key.slice(0, 8)]);
    expect((await keys.create(ada, now)).key).not.toBe(key);
  });

  it('tells who holds it, in its one role', async () => {
    const [agent, admin] = [await keys.create(ada, now), await keys.create({ id: ada.id, role: 'admin' }, now)];
    expect([await keys.authenticate(agent.key, now), await keys.authenticate(admin.key, now)]).toEqual([
      { id: 'staff-of-ada', role: 'agent' },
      { id: 'staff-of-ada', role: 'admin' },
    ]);
  });

  it('is kept as a hash alone', async () => {
    const { key } = await keys.create(ada, now);
    const kept = JSON.stringify(await store.apiKeys());
    expect([kept.includes(key), kept.includes(Buffer.from(key, 'base64url').toString('hex'))]).toEqual([false, false]);
  });

  it('is refused from the instant it expires', async () => {
    const { key } = await keys.create(ada, now, later);
    expect([
      await keys.authenticate(key, '2026-05-02T09:29:59.999Z'),
      await keys.authenticate(key, later),
      await keys.authenticate(key, '2027-01-01T00:00:00.000Z'),
    ]).toEqual([ada, null, null]);
  });

  it('is refused once it is revoked, and keeps the instant of the first revocation', async () => {
    const { key, prefix } = await keys.create(ada, now);
    expect([await keys.revoke(prefix, now), await keys.revoke(prefix, later), await keys.revoke('unknown!', now)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await keys.authenticate(key, now)).toBe(null);
    expect((await keys.list()).find((shown) => shown.prefix === prefix)).toEqual({
      prefix,
      actor: ada,
      createdAt: now,
      expiresAt: null,
      revokedAt: now,
    });
  });

  it('is refused where it is unknown, cut, longer, or spelled otherwise', async () => {
    const { key } = await keys.create(ada, now);
    const respelled = key.slice(0, -1) + String.fromCharCode(key.charCodeAt(42) + 1);
    const wrong = ['', 'x', key.slice(1), `${key}A`, `${key}=`, ` ${key}`, respelled, key.toUpperCase(), '\0'.repeat(43)];
    expect(await Promise.all(wrong.map((each) => keys.authenticate(each, now)))).toEqual(wrong.map(() => null));
  });
});
