import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { collect, SqliteStores } from '@redress/testing';
import { type EventStore, type NewEvent, type RecordedEvent, type SqliteEventStore, type WriterFault } from '..';

const processes = join(__dirname, '../../../../test/processes');
const event = (data: object = {}): NewEvent => ({
  id: randomUUID(),
  type: 'ThingHappened',
  data: JSON.stringify(data),
  metadata: '{"schema":1}',
});
const whole = (store: EventStore): Promise<RecordedEvent[]> => collect(store.all(null));

describe('a writer that dies between any two steps', () => {
  let stores: SqliteStores;
  beforeEach(() => {
    stores = new SqliteStores();
  });
  afterEach(() => stores.remove());

  it('leaves a whole prefix that holds all it acknowledged', async () => {
    await stores.open().append('before', [event(), event()], 'no-stream');
    let killed = 0;
    for (let step = 0; ; step++) {
      const { stdout, signal } = spawnSync(
        process.execPath,
        [join(processes, 'append-and-die.js'), stores.path, String(step), String(step)],
        {
          encoding: 'utf8',
        },
      );
      const acknowledged = stdout.split('\n').filter((name) => name !== '');
      const stored = (await whole(stores.open()))
        .filter(({ stream }) => stream.startsWith(`thing-${step}-`))
        .map(({ id }) => id.slice(`${step}-`.length));
      const all = ['a-0', 'a-1', 'b-0', 'c-0', 'c-1', 'c-2'];
      expect([[], all]).toContainEqual(stored);
      expect(acknowledged.every((name) => stored.includes(`${name}-0`))).toBe(true);
      if (signal === null) break;
      killed++;
    }
    // Before and after the begin, after each of six events, before the commit, before the answer.
    expect(killed).toBe(10);
    expect((await whole(stores.open())).map(({ position }) => Number(position))).toEqual(Array.from({ length: 14 }, (_, n) => n + 1));
  });

  const steps = [0, 1, 2, 3, 4, 5];
  const outcomeOf = async (fault: WriterFault): Promise<{ error: string; stored: number; store: SqliteEventStore; sent: NewEvent[] }> => {
    const store = stores.open({ fault });
    const sent = [event({ n: 1 }), event({ n: 2 })];
    const error = await store.append('thing', sent, 'no-stream').then(
      () => 'none',
      (refused: Error & { reason?: string }) => (refused.reason ? `${refused.name} ${refused.reason}` : refused.name),
    );
    return { error, stored: (await whole(store)).length, store, sent };
  };
  it('and not its process, answers that the outcome is unknown, and the same append then happens once', async () => {
    for (const step of steps) {
      const { error, stored, store, sent } = await outcomeOf({ step, how: 'end' });
      expect([error, stored]).toEqual(['OutcomeUnknown', step === 5 ? 2 : 0]);
      expect((await store.append('thing', sent, 'no-stream')).revision).toBe(1);
      expect((await whole(store)).map(({ id }) => id)).toEqual(sent.map(({ id }) => id));
      await stores.remove();
      stores = new SqliteStores();
    }
  });
  it.each(['full', 'busy'] as const)('because SQLite says %s, answers that nothing was stored, and goes on when it can', async (how) => {
    for (const step of steps.slice(0, 5)) {
      const { error, stored, store, sent } = await outcomeOf({ step, how });
      expect([error, stored]).toEqual([`StoreUnavailable ${how}`, 0]);
      expect((await store.append('thing', sent, 'no-stream')).position).toBe('2');
      await stores.remove();
      stores = new SqliteStores();
    }
  });
  it('because the disk failed, knows the outcome before the commit and not after it', async () => {
    const errors: string[] = [];
    for (const step of steps) {
      const { error, store, sent } = await outcomeOf({ step, how: 'io' });
      errors.push(error);
      expect((await store.append('thing', sent, 'no-stream')).position).toBe('2');
      await stores.remove();
      stores = new SqliteStores();
    }
    expect(errors).toEqual([...Array.from({ length: 4 }, () => 'StoreUnavailable failed'), 'OutcomeUnknown', 'OutcomeUnknown']);
  });
  it('and can never start again, says that nothing is stored', async () => {
    const { error, store } = await outcomeOf({ step: 0, how: 'end' });
    rmSync(stores.folder, { recursive: true });
    const refused = store.append('thing', [event()], 'no-stream');
    await expect(refused).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'failed' });
    expect(error).toBe('OutcomeUnknown');
  });
  it('does not keep its store from closing', async () => {
    const { store } = await outcomeOf({ step: 0, how: 'end' });
    await store.close();
    await store.close();
    await expect(store.append('thing', [event()], 'no-stream')).rejects.toMatchObject({ reason: 'closed' });
  });
});
