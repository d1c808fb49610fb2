/** `full`: no space is left; `busy`: another process keeps the file; `io`: the disk failed; `damaged`: the file is; `other`: see the cause. */
export type FailureKind = 'full' | 'busy' | 'io' | 'damaged' | 'other';

/** What SQLite could not do, in a word one can decide upon. The driver's error is the cause. */
export class SqliteFailure extends Error {
  override readonly name = 'SqliteFailure';
  constructor(
    readonly kind: FailureKind,
    override readonly cause: Error,
  ) {
    super(`${said[kind]} (SQLite says: ${cause.message})`);
  }
}

const said: Readonly<Record<FailureKind, string>> = {
  full: 'The disk is full; make room and try again.',
  busy: 'Another process keeps the file; try again in a moment.',
  io: 'The disk failed to read or write; look at the system log.',
  damaged: 'The file is damaged; restore the last backup.',
  other: 'SQLite refused.',
};

/** Primary result codes, https://sqlite.org/rescode.html. */
const kinds: Readonly<Record<number, FailureKind>> = { 5: 'busy', 6: 'busy', 10: 'io', 11: 'damaged', 13: 'full', 26: 'damaged' };
/** SQLITE_IOERR_SHMSIZE: the shared memory beside the log could not grow, which is a full disk by another name. */
const sharedMemoryFull = 4874;

/** The driver's error as ours; any other error is handed back as it is. */
export const asFailure = (error: unknown): unknown => {
  if (!isDrivers(error)) return error;
  const kind = error.errcode === sharedMemoryFull ? 'full' : (kinds[error.errcode & 0xff] ?? 'other');
  return new SqliteFailure(kind, error);
};

/** Known by its code and not by its class: the driver's errors may come from another realm (a test runner's, a worker's). */
const isDrivers = (error: unknown): error is Error & { readonly errcode: number } =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number';
