import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type FileKind, FileRefused, type OpenOptions, SqliteFailure, SqliteFile } from '.';
import { driver, isTrusted } from './driver';

const kind: FileKind = {
  name: 'list of things',
  mark: 'RDts',
  version: 2,
  schema: 'CREATE TABLE thing (n INTEGER PRIMARY KEY, text TEXT) STRICT',
};
const repository = join(__dirname, '../../..');

describe('a SQLite file', () => {
  let folder: string;
  let path: string;
  let files: SqliteFile[];
  const open = (options: OpenOptions = {}, as: Partial<FileKind> = {}): SqliteFile => {
    const file = new SqliteFile(path, { ...kind, ...as }, options);
    files.push(file);
    return file;
  };
  const refusal = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof FileRefused) return `${error.reason}: ${error.message}`;
      throw error;
    }
    return 'opened';
  };
  const failure = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      if (error instanceof SqliteFailure) return error.kind;
      throw error;
    }
    return 'done';
  };
  const make = (count = 1): void => {
    const file = open();
    for (let n = 1; n <= count; n++) file.run('INSERT INTO thing VALUES (?, ?)', n, `thing ${n} `.repeat(500));
    file.close();
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'redress-sqlite-'));
    path = join(folder, 'things.db');
    files = [];
  });
  afterEach(() => {
    files.forEach((file) => file.close());
    rmSync(folder, { recursive: true });
  });

  const setting = (file: SqliteFile, pragma: string): unknown => Object.values(file.one(`PRAGMA ${pragma}`)!)[0];
  it('is opened so that a commit survives a power cut', () => {
    const file = open();
    expect(['journal_mode', 'synchronous', 'busy_timeout', 'wal_autocheckpoint', 'page_size'].map((each) => setting(file, each))).toEqual([
      'wal',
      2,
      5000,
      10_000,
      16_384,
    ]);
  });
  it('of small pages has as many bytes of log before they are moved as one of large ones', () => {
    const file = open({}, { pageBytes: 4_096 });
    expect(['page_size', 'wal_autocheckpoint'].map((each) => setting(file, each))).toEqual([4_096, 40_000]);
  });
  it('keeps the pages it was made with', () => {
    make();
    const file = open({}, { pageBytes: 4_096 });
    expect(['page_size', 'wal_autocheckpoint'].map((each) => setting(file, each))).toEqual([16_384, 10_000]);
  });
  it('may be opened at NORMAL where it can be built again', () => expect(setting(open({ durability: 'NORMAL' }), 'synchronous')).toBe(1));
  it('overwrites what is deleted where that is asked', () =>
    expect([setting(open({ secureDelete: true }), 'secure_delete'), setting(open(), 'secure_delete')]).toEqual([1, 0]));
  it('keeps its settings when it is opened again', () => {
    make();
    const file = open({ busyTimeout: 100 });
    expect(['journal_mode', 'synchronous', 'busy_timeout', 'page_size'].map((each) => setting(file, each))).toEqual([
      'wal',
      2,
      100,
      16_384,
    ]);
  });
  it('trusts no engine that may lose a log', () =>
    expect(['3.51.3', '3.53.0', '3.100.0', '3.51.2', '3.9.9', undefined].map(isTrusted)).toEqual([true, true, true, false, false, false]));

  it('is made whole by each of many processes that open it at once', async () => {
    const script = join(repository, 'test/processes/open-fresh.js');
    const together = String(Date.now() + 600);
    await Promise.all(Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, [script, path, together])));
    const reader = new driver.DatabaseSync(path);
    expect(reader.prepare('SELECT count(*) AS rows FROM thing').get()).toEqual({ rows: 6 });
    reader.close();
  });

  it('undoes a transaction that throws', () => {
    const file = open();
    const work = (): void => {
      file.run('INSERT INTO thing VALUES (1, ?)', 'x');
      throw new Error('no');
    };
    expect(() => file.transaction(work)).toThrow('no');
    expect(file.all('SELECT * FROM thing')).toEqual([]);
  });
  it('naps evenly until another has committed, so that one who seldom writes gets the turn beside one who always does', () => {
    const [file, other] = [open(), open()];
    const naps: unknown[] = [];
    const nap = jest.spyOn(Atomics, 'wait').mockImplementation((_array, _index, _value, milliseconds) => {
      naps.push(milliseconds);
      if (naps.length === 12) other.commit();
      return 'timed-out';
    });
    other.begin();
    file.begin();
    nap.mockRestore();
    expect(naps).toEqual(Array.from({ length: 12 }, () => 0.25));
  });
  it('notices what another connection committed, and not what it committed itself', () => {
    const [one, other] = [open(), open()];
    const before = one.dataVersion();
    one.run('INSERT INTO thing VALUES (1, NULL)');
    expect(one.dataVersion()).toBe(before);
    other.run('INSERT INTO thing VALUES (2, NULL)');
    expect(one.dataVersion()).not.toBe(before);
  });
  it('moves the whole log into the file, and says so when a reader is in the way', () => {
    const [file, reader] = [open({ busyTimeout: 20 }), open()];
    file.run('INSERT INTO thing VALUES (1, NULL)');
    const reading = reader.each('SELECT * FROM thing');
    reading.next();
    file.run('INSERT INTO thing VALUES (2, NULL)');
    expect(file.checkpoint()).toBe(false);
    reading.return(undefined);
    expect([file.checkpoint(), readFileSync(`${path}-wal`).length]).toEqual([true, 0]);
  });

  it('is copied whole while another connection writes', () => {
    make(50);
    const [file, writer] = [open(), open()];
    writer.begin();
    writer.run('INSERT INTO thing VALUES (51, NULL)');
    const copyPath = join(folder, 'copy.db');
    file.copyTo(copyPath);
    writer.commit();
    const copy = new SqliteFile(copyPath, kind, { durability: 'FULL' });
    files.push(copy);
    expect(copy.all('SELECT n FROM thing').map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });
  it('copies over nothing', () => {
    const copy = join(folder, 'copy.db');
    writeFileSync(copy, 'mine');
    expect(refusal(() => open().copyTo(copy))).toBe(`not-ours: ${copy} exists already; choose another place for the copy.`);
    expect(readFileSync(copy, 'utf8')).toBe('mine');
  });
  it('leaves nothing behind of a copy that failed', () => {
    const file = open();
    expect(failure(() => file.copyTo(join(folder, 'no such folder', 'copy.db')))).toBe('other');
    expect(readdirSync(folder).sort()).toEqual(['things.db', 'things.db-shm', 'things.db-wal']);
  });

  describe('is refused, untouched, with a sentence that helps,', () => {
    it('where it is missing and may only be read', () => {
      expect(refusal(() => open({ readOnly: true }))).toBe(`missing: There is no list of things at ${path}; check the data folder.`);
      expect(existsSync(path)).toBe(false);
    });
    it('where its folder is missing', () => {
      path = join(folder, 'nowhere', 'things.db');
      expect(refusal(open)).toBe(`missing: ${path} cannot be opened; check that the folder exists and may be written to.`);
    });
    it('where it is a database of somebody else', () => {
      const theirs = new driver.DatabaseSync(path);
      theirs.exec('CREATE TABLE recipe (n INTEGER)');
      theirs.close();
      const before = readFileSync(path);
      expect(refusal(open)).toBe('not-ours: things.db is no list of things of Redress; choose another data folder or move the file away.');
      expect(readFileSync(path)).toEqual(before);
    });
    it('where it is another file of ours', () => {
      make();
      expect(refusal(() => open({}, { mark: 'RDot', name: 'list of others' }))).toBe(
        'not-ours: things.db is no list of others of Redress; choose another data folder or move the file away.',
      );
    });
    it('where a newer version wrote it', () => {
      make();
      expect(refusal(() => open({}, { version: 1 }))).toBe(
        'newer: things.db was written by a newer version (2; this one knows 1); install that version.',
      );
    });
    it('where an older version wrote it', () => {
      make();
      expect(refusal(() => open({}, { version: 3 }))).toBe('older: things.db was written by an older version (2; this one needs 3).');
    });
    const damaged = 'damaged: things.db is damaged or is no database; restore the last backup into an empty data folder.';
    it('where it is no database', () => {
      writeFileSync(path, 'Dear Sir or Madam, '.repeat(2000));
      expect(refusal(open)).toBe(damaged);
    });
    it('where its end was cut off', () => {
      make(100);
      truncateSync(path, 16_384 * 2);
      expect(refusal(open)).toBe(damaged);
    });
    it('where it was emptied and its log was not', () => {
      make();
      const holder = open();
      holder.run('INSERT INTO thing VALUES (2, NULL)');
      truncateSync(path);
      expect(refusal(open)).toBe(damaged);
    });
    it('where it is empty and may only be read', () => {
      writeFileSync(path, '');
      expect(refusal(() => open({ readOnly: true }))).toBe('not-ours: things.db is empty; it is no list of things.');
    });
  });

  describe('names', () => {
    it('a full disk', () => {
      const file = open();
      file.exec('PRAGMA max_page_count = 4');
      expect(failure(() => file.transaction(() => file.run('INSERT INTO thing VALUES (1, ?)', 'x'.repeat(200_000))))).toBe('full');
      expect(file.all('SELECT n FROM thing')).toEqual([]);
    });
    it('another process that keeps the file', () => {
      const [file, other] = [open({ busyTimeout: 20 }), open()];
      other.begin();
      expect(failure(() => file.begin())).toBe('busy');
      other.rollback();
      expect(failure(() => file.transaction(() => undefined))).toBe('done');
      expect(setting(file, 'busy_timeout')).toBe(20);
    });
    it('any other refusal, without the values', () => {
      const file = open();
      file.run('INSERT INTO thing VALUES (1, ?)', 'Leyla');
      expect(failure(() => file.run('INSERT INTO thing VALUES (1, ?)', 'Leyla'))).toBe('other');
      expect(() => file.run('INSERT INTO thing VALUES (1, ?)', 'Leyla')).toThrow(
        /^SQLite refused. \(SQLite says: UNIQUE constraint failed: thing.n\)$/,
      );
    });
  });
});
