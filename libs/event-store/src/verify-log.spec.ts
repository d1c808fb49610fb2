import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { randomUUID } from 'node:crypto';
import { sha256Of } from '@redress/kernel';
import { collect } from '@redress/testing';
import { firstPrev, hashedParts, link, type SavedHead, SqliteEventStore, verifyLog } from '.';

const actor = { id: 'local', role: 'system' } as const;
const kettles = ['complaint-a', 'complaint-b'];

describe('verifying the log', () => {
  let folder: string, file: string;
  const open = () => new SqliteEventStore(file);
  /** Three events in each of two streams, woven into each other. */
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'redress-verify-'));
    file = join(folder, 'events.db');
    const store = open();
    const ends = new Map(kettles.map((stream) => [stream, { revision: -1, hash: firstPrev }]));
    for (let n = 0; n < 3; n += 1) {
      for (const stream of kettles) {
        const after = ends.get(stream)!;
        const cause = { commandId: randomUUID(), request: null, actor, recordedAt: `2026-05-0${n + 1}T08:00:00.000Z` };
        const { events, end } = link(stream, [{ type: 'Happened', schema: 1, data: { product: 'Kettle', n } }], cause, after);
        await store.append(stream, events, after.revision < 0 ? 'no-stream' : after.revision);
        ends.set(stream, end);
      }
    }
    await store.close();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What somebody with the file and no key of ours can do to it. */
  const tamper = (sql: string): void => {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  };
  const verify = async (saved?: readonly SavedHead[]) => {
    const store = open();
    const { problems, events, heads } = await verifyLog(store, { gapless: true, ...(saved && { saved }) });
    await store.close();
    return { events, heads, found: problems.map(({ stream, revision }) => `${stream}/${revision}`) };
  };
  const stream = (name: string): string => `(SELECT id FROM stream WHERE name = '${name}')`;

  it('finds nothing in a whole one, and answers every head in the order of their names', async () => {
    const { events, heads, found } = await verify();
    expect([events, found]).toEqual([6, []]);
    expect(heads.map(({ stream: name, revision }) => [name, revision])).toEqual([
      ['complaint-a', 2],
      ['complaint-b', 2],
    ]);
  });

  it.each<[string, string, string[]]>([
    ['changed data', `UPDATE event SET data = replace(data, 'Kettle', 'kettle') WHERE position = 3`, ['complaint-a/1']],
    ['changed metadata', `UPDATE event SET metadata = replace(metadata, 'local', 'other') WHERE position = 4`, ['complaint-b/1']],
    ['an exchanged id', `UPDATE event SET id = '${randomUUID()}' WHERE position = 1`, ['complaint-a/0']],
    [
      'another type',
      `INSERT INTO type (name) VALUES ('Other'); UPDATE event SET type = (SELECT max(code) FROM type) WHERE position = 5`,
      ['complaint-a/2'],
    ],
    [
      'a type with another name',
      `UPDATE type SET name = 'Other'`,
      ['complaint-a/0', 'complaint-b/0', 'complaint-a/1', 'complaint-b/1', 'complaint-a/2', 'complaint-b/2'],
    ],
    ['a removed event in the middle', `DELETE FROM event WHERE position = 3`, ['complaint-b/1', 'complaint-a/2', 'complaint-a/2']],
    ['a removed first event', `DELETE FROM event WHERE position = 1`, ['complaint-b/0', 'complaint-a/1', 'complaint-a/1']],
    [
      'a renamed stream',
      `UPDATE stream SET name = 'complaint-c' WHERE name = 'complaint-b'`,
      ['complaint-c/0', 'complaint-c/1', 'complaint-c/2'],
    ],
    [
      'two events with exchanged data',
      `CREATE TEMP TABLE old AS SELECT position, data FROM event; UPDATE event SET data = (SELECT data FROM old WHERE old.position = 8 - event.position) WHERE position IN (3, 5)`,
      ['complaint-a/1', 'complaint-a/2'],
    ],
    [
      'an event moved to another stream',
      `UPDATE event SET stream = ${stream('complaint-a')}, revision = 3 WHERE position = 6`,
      ['complaint-a/3', 'complaint-a/3'],
    ],
    ['metadata that is no JSON', `UPDATE event SET metadata = 'x' WHERE position = 2`, ['complaint-b/0', 'complaint-b/1']],
    ['data that is empty', `UPDATE event SET data = '' WHERE position = 2`, ['complaint-b/0']],
  ])('names the event with %s', async (_what, sql, expected) => {
    tamper(sql);
    expect((await verify()).found).toEqual(expected);
  });

  it('names the event that follows nothing, though its hash is right for what it says', async () => {
    const store = open();
    const second = (await collect(store.read('complaint-b', 1)))[0]!;
    await store.close();
    const told = `{"schema":1,"told":"${'x'.repeat(64)}`;
    const parts = hashedParts({ ...second, metadata: `${told.slice(0, -64)}}` }, '');
    tamper(`UPDATE event SET metadata = 'x' WHERE position = 2;
      UPDATE event SET metadata = '${told},"prev":"","hash":"${sha256Of(parts)}"}' WHERE position = 4`);
    expect((await verify()).found).toEqual(['complaint-b/0', 'complaint-b/1', 'complaint-b/2']);
  });

  it('sees a removed stream as a gap, and with a saved head by its name', async () => {
    const { heads } = await verify();
    tamper(`DELETE FROM event WHERE stream = ${stream('complaint-a')}; DELETE FROM stream WHERE name = 'complaint-a'`);
    expect((await verify()).found).toEqual(['complaint-b/0', 'complaint-b/1', 'complaint-b/2']);
    expect((await verify(heads)).found).toEqual(['complaint-b/0', 'complaint-b/1', 'complaint-b/2', 'complaint-a/2']);
  });

  it('sees a cut tail and a rewritten chain only with a head that was saved before', async () => {
    const { heads } = await verify();
    tamper(`DELETE FROM event WHERE position = 6`);
    expect((await verify()).found).toEqual([]);
    expect((await verify(heads)).found).toEqual(['complaint-b/2']);
    const store = open();
    const { events } = link(
      'complaint-b',
      [{ type: 'Happened', schema: 1, data: {} }],
      { commandId: 'x', request: null, actor, recordedAt: '2026-06-01T08:00:00.000Z' },
      (await verify()).heads[1]!,
    );
    await store.append('complaint-b', events, 1);
    await store.close();
    expect((await verify()).found).toEqual([]);
    expect((await verify(heads)).found).toEqual(['complaint-b/2']);
  });

  it('holds a saved head against a log that has grown since', async () => {
    const { heads } = await verify();
    const store = open();
    const { events } = link(
      'complaint-b',
      [{ type: 'Happened', schema: 1, data: {} }],
      { commandId: 'x', request: null, actor, recordedAt: '2026-06-01T08:00:00.000Z' },
      heads[1]!,
    );
    await store.append('complaint-b', events, 2);
    await store.close();
    expect((await verify(heads)).found).toEqual([]);
  });
});
