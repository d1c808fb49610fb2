import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metadataOf, SqliteEventStore, StoreUnavailable, verifyStream } from '@redress/event-store';
import { collect } from '@redress/testing';
import { AccessLog, accessStream } from '.';

const sara = { id: 'staff-sara', role: 'agent' } as const;
const now = '2026-05-03T08:00:00.000Z';
const stream = accessStream(sara, now);

describe('the log of who was shown whose data', () => {
  let folder: string, store: SqliteEventStore;
  const events = async () => (await collect(store.read(stream))).flat();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-access-'));
    store = new SqliteEventStore(join(folder, 'events.db'));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('is a stream a day and person, with what was shown and by which operation', async () => {
    await new AccessLog(store).record(sara, ['370691682022'], 'GET /complaints/:number', now);
    const [event] = await events();
    expect([stream, event!.data, metadataOf(event!).actor]).toEqual([
      'access-2026-05-03-staff-sara',
      '{"numbers":["370691682022"],"operation":"GET /complaints/:number"}',
      sara,
    ]);
  });
  it('has nothing to say about an answer that shows nobody', async () => {
    await new AccessLog(store).record(sara, [], 'replay', now);
    expect(await events()).toEqual([]);
  });
  it('takes many readings at once, in one chain', async () => {
    const log = new AccessLog(store);
    await Promise.all(Array.from({ length: 250 }, (_, n) => log.record(sara, [String(n)], 'replay', now)));
    const stored = await events();
    expect([stored.length, verifyStream(stream, stored)]).toEqual([250, []]);
  });
  it('goes on after what another process stored in between', async () => {
    const [here, there] = [new AccessLog(store), new AccessLog(store)];
    for (const log of [here, there, here, there]) await log.record(sara, ['1'], 'replay', now);
    const stored = await events();
    expect([stored.map(({ revision }) => revision), verifyStream(stream, stored)]).toEqual([[0, 1, 2, 3], []]);
  });
  it('is never recorded before the reading it follows', async () => {
    const log = new AccessLog(store);
    await log.record(sara, ['1'], 'replay', now);
    await log.record(sara, ['2'], 'replay', '2026-05-03T07:00:00.000Z');
    expect((await events()).map((event) => metadataOf(event).recordedAt)).toEqual([now, now]);
  });
  it('says so when a reading cannot be stored', async () => {
    jest.spyOn(store, 'append').mockRejectedValueOnce(new StoreUnavailable('full', 'The disk is full.'));
    const log = new AccessLog(store);
    await expect(log.record(sara, ['1'], 'replay', now)).rejects.toThrow('The disk is full.');
    await log.record(sara, ['2'], 'replay', now);
    expect(await events()).toHaveLength(1);
  });
});
