import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, verifyLog } from '@redress/event-store';
import { sha256 } from '@redress/kernel';
import { beginFirstDay, nextDue, OtherTimeZone, UnknownVersion, Versions } from '.';

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
    const { acknowledgeWithinHours, finalAnswerWithinDays, reopenWithinDays, backdatingAllowanceDays, shortRoute, smallBusiness } =
      versions.policy(versions.inForce().policy);
    expect({ acknowledgeWithinHours, finalAnswerWithinDays, reopenWithinDays, backdatingAllowanceDays, shortRoute, smallBusiness }).toEqual(
      {
        acknowledgeWithinHours: 24,
        finalAnswerWithinDays: 30,
        reopenWithinDays: 180,
        backdatingAllowanceDays: 7,
        shortRoute: false,
        smallBusiness: false,
      },
    );
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

describe('the next due date', () => {
  const policy = {
    title: '',
    source: '',
    acknowledgeWithinHours: 24,
    finalAnswerWithinDays: 30,
    reopenWithinDays: 180,
    backdatingAllowanceDays: 7,
    shortRoute: false,
    smallBusiness: false,
  };
  const receivedAt = '2026-05-01T09:30:00.000Z';
  const owed = { receivedAt, clockFrom: receivedAt, acknowledged: false, answered: false };
  it.each([
    ['is the acknowledgement first', owed, '2026-05-02T09:30:00.000Z'],
    ['is the final answer after that', { ...owed, acknowledged: true }, '2026-05-31T09:30:00.000Z'],
    [
      'counts the final answer from the reopening',
      { ...owed, acknowledged: true, clockFrom: '2026-06-10T00:00:00.000Z' },
      '2026-07-10T00:00:00.000Z',
    ],
    ['is the acknowledgement where only that is missing', { ...owed, answered: true }, '2026-05-02T09:30:00.000Z'],
    ['is none when nothing is owed', { ...owed, acknowledged: true, answered: true }, null],
  ])('%s', (_what, complaint, due) => expect(nextDue(complaint, policy)).toBe(due));
});
