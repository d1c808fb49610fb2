import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FileRefused, SqliteFile } from '@redress/sqlite';
import { collect, eventStoreContract, SqliteStores } from '@redress/testing';
import { type EventStore, type NewEvent, type RecordedEvent, type SqliteEventStore, type SqliteEventStoreOptions } from '..';
import { eventsFile } from './events-file';

const processes = join(__dirname, '../../../../test/processes');
const event = (data: object = {}): NewEvent => ({
  id: randomUUID(),
  type: 'ThingHappened',
  data: JSON.stringify(data),
  metadata: '{"schema":1}',
});
const whole = (store: EventStore): Promise<RecordedEvent[]> => collect(store.all(null));

eventStoreContract('SqliteEventStore', async () => {
  const stores = new SqliteStores();
  return { store: stores.open(), another: async () => stores.open(), close: () => stores.remove() };
});

describe('the event store on SQLite', () => {
  let stores: SqliteStores;
  let path: string;
  const open = (options?: SqliteEventStoreOptions): SqliteEventStore => stores.open(options);
  beforeEach(() => {
    stores = new SqliteStores();
    path = stores.path;
  });
  afterEach(() => stores.remove());

  describe('numbers positions from 1 without a gap', () => {
    it('whatever is refused in between', async () => {
      const store = open();
      const asked = ['a', 'b', 'a', 'c', 'b', 'd'].map((name) => store.append(name, [event(), event()], 'no-stream'));
      await Promise.allSettled(asked);
      expect((await whole(store)).map(({ position }) => position)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
      expect([await store.gaps(), await store.head()]).toEqual([[], '8']);
    });
    it('and names what was taken out', async () => {
      const store = open();
      for (let n = 0; n < 4; n++) await store.append(`thing-${n}`, [event(), event(), event()], 'no-stream');
      const file = new SqliteFile(path, eventsFile);
      file.run('DELETE FROM event WHERE position IN (1, 5, 6, 7)');
      file.close();
      expect(await store.gaps()).toEqual([
        { first: 1, last: 1 },
        { first: 5, last: 7 },
      ]);
    });
    it('and has no head while it is empty', async () => expect([await open().head(), await open().gaps()]).toEqual([null, []]));
  });

  describe('beside another process', () => {
    it('says busy when the file is kept for too long, and stores nothing', async () => {
      const store = open({ busyTimeout: 20 });
      await store.append('thing', [event()], 'no-stream');
      const other = new SqliteFile(path, eventsFile);
      other.begin();
      await expect(store.append('thing', [event()], 0)).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'busy' });
      other.rollback();
      other.close();
      expect([(await store.append('thing', [event()], 0)).revision, (await whole(store)).length]).toEqual([1, 2]);
    });
    it('stores each append while that one writes without a pause', async () => {
      const store = open();
      const child = spawn(process.execPath, [join(processes, 'write-without-pause.js'), path], { stdio: ['pipe', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      let ours = 0;
      for (let theirs = 0; ours < 20 || theirs < 2_000; theirs = Number(await store.head()) - ours) {
        await store.append('thing', [event({ ours })], ours === 0 ? 'no-stream' : ours - 1);
        ours++;
      }
      const stillWriting = child.exitCode === null;
      child.stdin.end();
      await once(child, 'exit');
      expect([stillWriting, child.exitCode, await store.gaps()]).toEqual([true, 0, []]);
    });
  });

  it('keeps several events of one append together and revisions contiguous, whatever 64 writers race for', async () => {
    const [one, other] = [open(), open()];
    let [won, lost] = [0, 0];
    const write = async (writer: number): Promise<void> => {
      const store = writer % 2 ? one : other;
      for (let attempt = 0; attempt < 160; attempt++) {
        const stream = `thing-${(writer * 7 + attempt) % 24}`;
        const size = 1 + ((writer + attempt) % 3);
        const expected = (await store.last(stream))?.revision ?? 'no-stream';
        const events = Array.from({ length: size }, (_, index) => event({ append: `${writer}/${attempt}`, index, size }));
        await store.append(stream, events, expected).then(
          () => won++,
          () => lost++,
        );
      }
    };
    await Promise.all(Array.from({ length: 64 }, (_, writer) => write(writer)));
    const revisions = new Map<string, number>();
    let torn = 0;
    let openAppend: string[] = [];
    let appends = 0;
    for (const { stream, revision, data } of await whole(one)) {
      expect(revision).toBe((revisions.get(stream) ?? -1) + 1);
      revisions.set(stream, revision);
      const { append, index, size } = JSON.parse(data) as { append: string; index: number; size: number };
      if (index !== openAppend.length || openAppend.some((each) => each !== append)) torn++;
      openAppend = index === size - 1 ? [] : [...openAppend, append];
      if (index === size - 1) appends++;
    }
    expect([torn, openAppend, appends, won + lost, await one.gaps()]).toEqual([0, [], won, 64 * 160, []]);
    expect(lost).toBeGreaterThan(0);
  });

  it('reads large events a few at a time', async () => {
    const store = open();
    const text = 'x'.repeat(60_000);
    for (let n = 0; n < 20; n++)
      await store.append(
        'thing',
        Array.from({ length: 15 }, () => event({ text })),
        n === 0 ? 'no-stream' : n * 15 - 1,
      );
    const sizes: number[] = [];
    for await (const batch of store.all(null)) sizes.push(batch.length);
    expect(sizes).toEqual([100, 66, 66, 66, 2]);
  });

  describe('is refused', () => {
    const refused = (work: () => unknown): string => {
      try {
        work();
      } catch (error) {
        if (error instanceof FileRefused) return error.reason;
        throw error;
      }
      return 'opened';
    };
    it('where there is no log and it may only be read', () => {
      expect(refused(() => open({ readOnly: true }))).toBe('missing');
      expect(existsSync(path)).toBe(false);
    });
    it.each([
      ['not-ours', { mark: 'RDky' }],
      ['newer', { version: 2 }],
    ])('where the file is %s', (reason, other) => {
      new SqliteFile(path, { ...eventsFile, ...other }).close();
      expect(refused(() => open())).toBe(reason);
    });
    it('to append, where it was opened for reading only', async () => {
      await open().append('thing', [event()], 'no-stream');
      const reader = open({ readOnly: true });
      await expect(reader.append('thing', [event()], 0)).rejects.toThrow('The event log was opened for reading only.');
      expect((await whole(reader)).length).toBe(1);
    });
    it('to read from a position of another store', () =>
      expect(collect(open().all('C:10/P:10'))).rejects.toThrow('C:10/P:10 is no position of this event log'));
    it('to read once it is closed, also for a subscription that waits', async () => {
      const store = open();
      const waiting = collect(store.subscribe(null, new AbortController().signal));
      await store.append('thing', [event()], 'no-stream');
      await store.close();
      await expect(waiting).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'closed' });
      await expect(store.head()).rejects.toMatchObject({ reason: 'closed' });
    });
  });

  it('is copied whole while it is written', async () => {
    const store = open();
    const writing = Array.from({ length: 200 }, (_, n) => store.append(`thing-${n}`, [event({ n }), event({ n })], 'no-stream'));
    await writing[0];
    const copyPath = join(stores.folder, 'copy.db');
    store.copyTo(copyPath);
    await Promise.all(writing);
    const copy = stores.open({ readOnly: true }, copyPath);
    const copied = await whole(copy);
    expect(copied).toEqual((await whole(store)).slice(0, copied.length));
    expect([copied.length % 2, copied.length > 0, await copy.gaps()]).toEqual([0, true, []]);
  });
});
