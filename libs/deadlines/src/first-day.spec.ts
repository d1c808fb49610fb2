import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, verifyLog } from '@redress/event-store';
import { sha256 } from '@redress/kernel';
import { beginFirstDay, OtherTimeZone, UnknownVersion, Versions } from '.';

const system = { id: 'local', role: 'system' } as const;
const now = '2026-05-03T08:00:00.000Z';

describe('the first day', () => {
  let folder: string, store: SqliteEventStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-first-day-'));
    store = new SqliteEventStore(join(folder, 'events.db'));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('adopts the policy and the calendar once, whoever comes first', async () => {
    const [one, other] = await Promise.all([
      beginFirstDay(store, 'Asia/Baku', system, now),
      beginFirstDay(store, 'Asia/Baku', system, now),
    ]);
    expect([await store.head(), one.inForce()]).toEqual(['2', other.inForce()]);
    expect((await verifyLog(store)).problems).toEqual([]);
  });
  it('promises 24 hours, 30 days, 180 days to reopen, and 7 days of backdating', async () => {
    const versions = await beginFirstDay(store, 'UTC', system, now);
    const { clocks, reopening, backdatingAllowanceDays, shortRoute, smallBusiness } = versions.policy(versions.inForce().policy);
    expect([clocks.map(({ id, limit }) => [id, limit]), reopening.withinDays, backdatingAllowanceDays, shortRoute, smallBusiness]).toEqual([
      [
        ['acknowledge', { amount: 24, unit: 'hours' }],
        ['final', { amount: 30, unit: 'calendar-days' }],
      ],
      180,
      7,
      null,
      false,
    ]);
  });
  it('addresses a version by the SHA-256 of its exact text', async () => {
    const versions = await beginFirstDay(store, 'UTC', system, now);
    const { policy } = versions.inForce();
    const { data } = (await store.last('policy-iso10002-default'))!;
    expect(sha256((JSON.parse(data) as { text: string }).text)).toBe(policy.sha256);
  });
  it('keeps the zone the register was begun in, and refuses a process that has another', async () => {
    const versions = await beginFirstDay(store, 'Asia/Baku', system, now);
    expect(versions.dayOf('2026-05-01T20:30:00.000Z')).toBe('2026-05-02');
    await expect(beginFirstDay(store, 'UTC', system, now)).rejects.toThrow(OtherTimeZone);
  });
  it('knows no version that no stream adopted', () =>
    expect(() => new Versions().policy({ id: 'mine', version: 3, sha256: 'f'.repeat(64) })).toThrow(UnknownVersion));
});
