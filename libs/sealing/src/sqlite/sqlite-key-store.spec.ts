import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@redress/kernel';
import { SqliteFile } from '@redress/sqlite';
import { keyStoreContract } from '@redress/testing';
import { KeyStillStored, KeysUnavailable, SqliteKeyStore } from '..';
import { keysFile } from './keys-file';

const may = '2026-05-03T08:00:00.000Z' as Instant;
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-keys-'));
  path = join(folder, 'keys.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

keyStoreContract('SqliteKeyStore', async () => new SqliteKeyStore(path));

describe('the key store on SQLite', () => {
  const opened: { close(): unknown }[] = [];
  const open = (busyTimeout = 5000): SqliteKeyStore => {
    const keys = new SqliteKeyStore(path, { busyTimeout });
    opened.push(keys);
    return keys;
  };
  const openFile = (): SqliteFile => {
    const file = new SqliteFile(path, keysFile);
    opened.push(file);
    return file;
  };
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });
  const filesHold = (bytes: Buffer | string): boolean =>
    readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(bytes));

  it('keeps keys, tombstones and look-ups when it is opened again', async () => {
    const first = open();
    const [a, lookup] = [await first.keyOf('a'), await first.lookupKey()];
    await first.destroy('b', may);
    await first.close();
    const again = open();
    expect([await again.keyOf('a'), await again.lookupKey(), await again.find('b')]).toEqual([a, lookup, 'destroyed']);
  });
  it('answers one key to two processes', async () => {
    const [one, other] = [open(), open()];
    const [here, there] = await Promise.all([one.keyOf('a'), other.keyOf('a')]);
    expect(here).toEqual(there);
  });
  it('makes the keys that are asked for in one turn in one commit', async () => {
    const keys = open();
    const commits = jest.spyOn(SqliteFile.prototype, 'transaction');
    const made = await Promise.all(Array.from({ length: 50 }, (_, n) => keys.keyOf(`complaint-${n}`)));
    expect([commits.mock.calls.length, new Set(made.map((key) => key.toString('hex'))).size]).toEqual([1, 50]);
    commits.mockRestore();
  });
  it('makes what was asked for before it is closed', async () => {
    const keys = open();
    const asked = keys.keyOf('a');
    await keys.close();
    expect(await open().find('a')).toEqual(await asked);
  });

  it('leaves no byte of a destroyed key in the files', async () => {
    const keys = open();
    const [a, b] = [await keys.keyOf('a'), await keys.keyOf('b')];
    expect([filesHold(a), filesHold(b)]).toEqual([true, true]);
    await keys.destroy('a', may);
    expect([filesHold(a), filesHold(b)]).toEqual([false, true]);
  });
  it('leaves no look-up of a destroyed key in the files, also where pages were split before', async () => {
    const keys = open();
    const rows = Array.from({ length: 6000 }, (_, n) => ({
      stream: `complaint-${n}`,
      hash: createHash('sha256').update(`6 ${n}`).digest('hex'),
    }));
    for (let n = 0; n < rows.length; n += 7) await keys.addLookups(rows.slice(n, n + 7));
    // Found by trying: of these the last has a second copy, in the free space of a page that was split, which SQLite forgets to overwrite.
    const destroyed = [rows[0]!, rows[1000]!, rows[5280]!];
    for (const { stream } of destroyed) await keys.destroy(stream, may);
    expect(destroyed.map(({ hash }) => filesHold(hash))).toEqual([false, false, false]);
    expect(filesHold(rows[1]!.hash)).toBe(true);
  });
  it('keeps a look-up that another complaint shares', async () => {
    const keys = open();
    await keys.addLookups([
      { hash: 'h'.repeat(64), stream: 'a' },
      { hash: 'h'.repeat(64), stream: 'b' },
    ]);
    await keys.destroy('a', may);
    expect(await keys.findStreams('h'.repeat(64))).toEqual(['b']);
  });
  it('says that a key is still stored while a reader keeps the log, and removes it when it is asked again', async () => {
    const keys = open(20);
    const key = await keys.keyOf('a');
    const reading = openFile().each('SELECT name FROM stream');
    reading.next();
    await expect(keys.destroy('a', may)).rejects.toThrow(KeyStillStored);
    expect([await keys.find('a'), filesHold(key)]).toEqual(['destroyed', true]);
    reading.return(undefined);
    await keys.destroy('a', may);
    expect(filesHold(key)).toBe(false);
  });

  it('says that it cannot write while another process keeps it, and makes no key', async () => {
    const [keys, other] = [open(20), openFile()];
    other.begin();
    await expect(keys.keyOf('a')).rejects.toThrow(KeysUnavailable);
    await expect(keys.destroy('a', may)).rejects.toMatchObject({ name: 'KeysUnavailable', reason: 'busy' });
    other.rollback();
    expect(await keys.find('a')).toBe('none');
  });
  it('is copied without what was destroyed', async () => {
    const keys = open();
    const [a] = [await keys.keyOf('a'), await keys.destroy('b', may)];
    const copyPath = join(folder, 'copy.db');
    keys.copyTo(copyPath);
    const copy = new SqliteKeyStore(copyPath, { readOnly: true });
    opened.push(copy);
    expect([await copy.find('a'), await copy.find('b')]).toEqual([a, 'destroyed']);
  });
});
