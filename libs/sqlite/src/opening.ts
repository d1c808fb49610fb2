import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Database, driver, isTrusted, oldestEngine } from './driver';
import { applicationId, type FileKind, FileRefused } from './file-kind';
import { patiently, usualPatience } from './patience';
import { asFailure, SqliteFailure } from './sqlite-failure';

/** FULL: a commit survives a power cut. NORMAL is for views only; they can be built again. */
export type Durability = 'FULL' | 'NORMAL';
export interface OpenOptions {
  readonly durability?: Durability;
  /** Nothing is made or changed; the file must be there. */
  readonly readOnly?: boolean;
  /** What is deleted is overwritten with zeros. */
  readonly secureDelete?: boolean;
  /** Milliseconds to wait for another process; 5,000 unless told otherwise. */
  readonly busyTimeout?: number;
}

const usualPageBytes = 16_384;
/** Of log at most, before it is moved into the file: few, long checkpoints cost a third of many short ones. */
const bytesBeforeCheckpoint = 163_840_000;
const cacheKibibytes = 16_384;
const inMemory = ':memory:';
/** Milliseconds. */
const betweenTriesToMake = 10;

/** A connection on which every setting that the register rests on was read back after it was made. */
export const opened = (path: string, kind: FileKind, options: OpenOptions): Database => {
  refuseMissing(path, kind, options);
  refuseEmptied(path);
  const db = connected(path, options);
  try {
    settle(db, path, kind, options);
    return db;
  } catch (error) {
    db.close();
    throw refusalOf(error, path);
  }
};

const settle = (db: Database, path: string, kind: FileKind, options: OpenOptions): void => {
  const { readOnly = false, busyTimeout = usualPatience } = options;
  refuseOldEngine(db);
  // Looked at before anything is changed: a file of somebody else keeps its settings.
  refuseOthers(db, path, kind);
  // Where two processes make one file at the same time, SQLite answers "busy" at once instead of waiting, lest both wait for ever.
  if (!readOnly) patiently(busyTimeout, betweenTriesToMake, () => makeOurs(db, path, kind));
  else if (isEmpty(db)) throw new FileRefused('not-ours', `${basename(path)} is empty; it is no ${kind.name}.`);
  set(db, path, options);
  refuseCutOff(db, path);
};

const refuseOldEngine = (db: Database): void => {
  if (isTrusted(valueOf(db, 'SELECT sqlite_version()') as string)) return;
  throw new FileRefused('settings', `This SQLite is too old; ${oldestEngine} or newer is needed. Run npm ci again.`);
};

const set = (
  db: Database,
  path: string,
  { durability = 'FULL', secureDelete = false, busyTimeout = usualPatience, readOnly = false }: OpenOptions,
): void => {
  const pagesBeforeCheckpoint = bytesBeforeCheckpoint / (valueOf(db, 'PRAGMA page_size') as number);
  db.exec(`PRAGMA synchronous = ${durability}; PRAGMA wal_autocheckpoint = ${pagesBeforeCheckpoint};
    PRAGMA cache_size = -${cacheKibibytes}; PRAGMA secure_delete = ${secureDelete ? 1 : 0}`);
  // A rewriting of the file must not leave its secrets in a folder of temporary files.
  if (secureDelete) db.exec('PRAGMA temp_store = MEMORY');
  const wanted: Readonly<Record<string, string | number>> = {
    // A copy that is only read has no log yet.
    ...(readOnly ? {} : { journal_mode: path === inMemory ? 'memory' : 'wal' }),
    synchronous: { NORMAL: 1, FULL: 2 }[durability],
    busy_timeout: busyTimeout,
    wal_autocheckpoint: pagesBeforeCheckpoint,
    secure_delete: secureDelete ? 1 : 0,
  };
  for (const [pragma, value] of Object.entries(wanted)) expectSetting(db, path, pragma, value);
};

const expectSetting = (db: Database, path: string, pragma: string, wanted: string | number): void => {
  const actual = valueOf(db, `PRAGMA ${pragma}`);
  if (actual === wanted) return;
  throw new FileRefused(
    'settings',
    `${basename(path)} keeps ${pragma} at ${String(actual)}; ${wanted} is needed. Is the folder on a network drive?`,
  );
};

/** Page size first: it cannot be changed once the log exists. The schema in one transaction, so that of two makers one finds it made. */
const makeOurs = (db: Database, path: string, kind: FileKind): void => {
  const { pageBytes = usualPageBytes } = kind;
  if (valueOf(db, 'PRAGMA journal_mode') !== 'wal') db.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA journal_mode = WAL`);
  if (!isEmpty(db)) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    if (isEmpty(db)) db.exec(`PRAGMA application_id = ${applicationId(kind)}; PRAGMA user_version = ${kind.version}; ${kind.schema}`);
    else refuseOthers(db, path, kind);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
};

const isEmpty = (db: Database): boolean =>
  valueOf(db, 'PRAGMA application_id') === 0 && valueOf(db, 'SELECT count(*) FROM sqlite_schema') === 0;

const refuseOthers = (db: Database, path: string, kind: FileKind): void => {
  if (isEmpty(db)) return;
  const file = basename(path);
  if (valueOf(db, 'PRAGMA application_id') !== applicationId(kind)) {
    throw new FileRefused('not-ours', `${file} is no ${kind.name} of Redress; choose another data folder or move the file away.`);
  }
  const version = valueOf(db, 'PRAGMA user_version') as number;
  if (version > kind.version) {
    throw new FileRefused(
      'newer',
      `${file} was written by a newer version (${version}; this one knows ${kind.version}); install that version.`,
    );
  }
  if (version < kind.version) {
    throw new FileRefused('older', `${file} was written by an older version (${version}; this one needs ${kind.version}).`);
  }
};

const refuseMissing = (path: string, kind: FileKind, { readOnly }: OpenOptions): void => {
  if (readOnly && path !== inMemory && !existsSync(path)) {
    throw new FileRefused('missing', `There is no ${kind.name} at ${path}; check the data folder.`);
  }
};

/** SQLite takes an empty file for a new one and throws its log away. The log is looked at first: whoever makes a new file fills the file first. */
const refuseEmptied = (path: string): void => {
  if (path === inMemory || bytesOf(`${path}-wal`) === 0) return;
  if (bytesOf(path) === 0) throw damaged(path);
};

/** Looked at twice, because another process may move its log into the file between the two sizes. */
const refuseCutOff = (db: Database, path: string): void => {
  if (isCutOff(db, path) && isCutOff(db, path)) throw damaged(path);
};

const isCutOff = (db: Database, path: string): boolean => {
  const wanted = (valueOf(db, 'PRAGMA page_count') as number) * (valueOf(db, 'PRAGMA page_size') as number);
  return path !== inMemory && bytesOf(path) < wanted && bytesOf(`${path}-wal`) === 0;
};

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const connected = (path: string, { readOnly = false, busyTimeout = usualPatience }: OpenOptions): Database => {
  try {
    return new driver.DatabaseSync(path, { readOnly, timeout: busyTimeout });
  } catch (error) {
    throw new FileRefused('missing', `${path} cannot be opened; check that the folder exists and may be written to.`, error);
  }
};

const refusalOf = (error: unknown, path: string): unknown => {
  const failure = asFailure(error);
  return failure instanceof SqliteFailure && failure.kind === 'damaged' ? damaged(path, failure) : failure;
};

const damaged = (path: string, cause?: unknown): FileRefused =>
  new FileRefused('damaged', `${basename(path)} is damaged or is no database; restore the last backup into an empty data folder.`, cause);

const valueOf = (db: Database, sql: string): unknown => Object.values(db.prepare(sql).get() as object)[0];
