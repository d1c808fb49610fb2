import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Database, driver } from './driver';
import { FileRefused } from './file-kind';

/**
 * VACUUM INTO and not the backup API: it reads one snapshot, while the backup API starts again at every commit of another connection;
 * and it copies no free page, so no byte that was deleted. The copy has its name only once it is whole, checked and on the disk.
 */
export const checkedCopy = (db: Database, path: string): void => {
  if (existsSync(path)) throw new FileRefused('not-ours', `${path} exists already; choose another place for the copy.`);
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    db.prepare('VACUUM INTO ?').run(unfinished);
    check(unfinished);
    flush(unfinished);
    renameSync(unfinished, path);
    flush(dirname(path));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
};

const check = (path: string): void => {
  const copy = new driver.DatabaseSync(path, { readOnly: true });
  try {
    const found = copy.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
    if (found[0]?.integrity_check === 'ok') return;
    throw new FileRefused(
      'damaged',
      `The copy ${basename(path)} failed its check: ${found.map((each) => each.integrity_check).join('; ')}`,
    );
  } finally {
    copy.close();
  }
};

/** SQLite does not sync what VACUUM INTO writes. */
const flush = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
