import { checkedCopy } from './checked-copy';
import { type Database, type Statement } from './driver';
import { type FileKind } from './file-kind';
import { opened, type OpenOptions } from './opening';
import { patiently, usualPatience } from './patience';
import { asFailure, SqliteFailure } from './sqlite-failure';

export type Value = string | number | bigint | Uint8Array | null;
export type Row = Record<string, unknown>;

/** Milliseconds between two tries to get the turn to write; a commit takes one or two. */
const betweenTries = 0.25;

/** One connection to one SQLite file of ours. Throws FileRefused when it must not be opened and SqliteFailure when SQLite cannot. */
export class SqliteFile {
  private readonly db: Database;
  private readonly statements = new Map<string, Statement>();
  private readonly arrayStatements = new Map<string, Statement>();

  /** `path` is a file, made when it is missing, or ':memory:'. */
  constructor(
    readonly path: string,
    kind: FileKind,
    private readonly options: OpenOptions = {},
  ) {
    this.db = opened(path, kind, options);
  }

  exec(sql: string): void {
    translated(() => this.db.exec(sql));
  }

  all(sql: string, ...params: Value[]): Row[] {
    return translated(() => this.prepared(sql).all(...params) as Row[]);
  }

  one(sql: string, ...params: Value[]): Row | undefined {
    return translated(() => this.prepared(sql).get(...params) as Row | undefined);
  }

  /** As `all`, each row as the list of its columns: for scans, half as fast again. */
  rows(sql: string, ...params: Value[]): unknown[][] {
    return translated(() => this.preparedForArrays(sql).all(...params) as unknown as unknown[][]);
  }

  /** Row by row. No other statement may change what it reads, and it must be read to its end or left by `return`. */
  *each(sql: string, ...params: Value[]): Generator<Row> {
    try {
      yield* this.prepared(sql).iterate(...params) as Iterable<Row>;
    } catch (error) {
      throw asFailure(error);
    }
  }

  /** Answers the number of changed rows. */
  run(sql: string, ...params: Value[]): number {
    return translated(() => Number(this.prepared(sql).run(...params).changes));
  }

  /** Answers the integer key of the row, null where the statement left an existing one in its place. */
  insert(sql: string, ...params: Value[]): number | null {
    return translated(() => {
      const { changes, lastInsertRowid } = this.prepared(sql).run(...params);
      return Number(changes) === 0 ? null : Number(lastInsertRowid);
    });
  }

  /** All or nothing. Takes the write lock first, so that what is read inside cannot change before the commit. */
  transaction<T>(work: () => T): T {
    this.begin();
    try {
      const result = work();
      this.commit();
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** For a writer that must know at which step it failed; everybody else uses `transaction`. */
  begin(): void {
    const { busyTimeout = usualPatience } = this.options;
    // SQLite's own waiting sleeps 1, 2, 5, 10 … 100 ms between its looks, and finds the turn taken again by whoever writes without a pause.
    this.exec('PRAGMA busy_timeout = 0');
    try {
      patiently(busyTimeout, betweenTries, () => this.exec('BEGIN IMMEDIATE'));
    } finally {
      this.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    }
  }
  commit(): void {
    this.exec('COMMIT');
  }
  /** Does nothing where SQLite has already rolled back by itself. */
  rollback(): void {
    if (this.db.isTransaction) this.exec('ROLLBACK');
  }

  /** Changes when another connection, of this process or another, has committed. */
  dataVersion(): number {
    return this.one('PRAGMA data_version')!['data_version'] as number;
  }

  /** Moves the whole log into the file and cuts it to nothing. Answers false when a reader or writer was in the way. */
  checkpoint(): boolean {
    const log = this.one('PRAGMA wal_checkpoint(TRUNCATE)')!;
    return log['busy'] === 0;
  }

  /**
   * A whole and checked copy of the present moment at `path`, made beside any number of writers. Throws FileRefused when something is
   * there already or the copy does not pass its check.
   */
  copyTo(path: string): void {
    translated(() => checkedCopy(this.db, path));
  }

  /**
   * A connection that wrote moves the log into the file, as far as that needs no waiting. SQLite does so by itself only when the last
   * connection closes, and this driver keeps one half open until its statements are collected.
   */
  close(): void {
    if (!this.db.isOpen) return;
    try {
      if (this.one('SELECT total_changes() AS changes')!['changes'] !== 0)
        this.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // Without room the log stays beside the file, whole and durable, until the next opening finds some.
      if (!(error instanceof SqliteFailure && error.kind === 'full')) throw error;
    } finally {
      this.statements.clear();
      this.arrayStatements.clear();
      this.db.close();
    }
  }

  private prepared(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }

  private preparedForArrays(sql: string): Statement {
    let statement = this.arrayStatements.get(sql);
    if (!statement) {
      this.arrayStatements.set(sql, (statement = this.db.prepare(sql)));
      statement.setReturnArrays(true);
    }
    return statement;
  }
}

const translated = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw asFailure(error);
  }
};
