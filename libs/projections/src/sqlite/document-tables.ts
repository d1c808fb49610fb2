import { canonical } from '@redress/kernel';
import type { SqliteFile } from '@redress/sqlite';
import { type Row, Unstorable, type Value } from '../document-store';
import type { CollectionTables } from './collection-tables';
import { refuseNul, stored } from './page-sql';

type Fields = Readonly<Record<string, Value | null | undefined>>;

/** Writes and reads the documents and rows of one collection. */
export class DocumentTables {
  private readonly sql: Readonly<Record<'all' | 'get' | 'put' | 'remove' | 'addRow' | 'findStream' | 'makeStream', string>>;

  constructor(
    private readonly file: SqliteFile,
    private readonly tables: CollectionTables,
  ) {
    const columns = tables.fields.map((_field, n) => `c${n}`);
    const set = ['body', ...columns].map((column) => `${column} = excluded.${column}`).join();
    // Written once: a statement is found again by its text.
    this.sql = {
      all: `SELECT body FROM ${tables.documents}`,
      get: `SELECT body FROM ${tables.documents} WHERE id = ?`,
      put: `INSERT INTO ${tables.documents} (${['id', 'body', ...columns].join()}) VALUES (${['?', '?', ...columns.map(() => '?')].join()})
        ON CONFLICT (id) DO UPDATE SET ${set}`,
      remove: `DELETE FROM ${tables.documents} WHERE id = ?`,
      addRow: `INSERT INTO ${tables.rows} VALUES (${['?', '?', '?', '?', ...tables.rowFields.map(() => '?')].join()})`,
      findStream: `SELECT n FROM ${tables.streams} WHERE name = ?`,
      makeStream: `INSERT INTO ${tables.streams} (name) VALUES (?) ON CONFLICT DO NOTHING`,
    };
  }

  *all(): Generator<object> {
    for (const { body } of this.file.each(this.sql.all)) yield JSON.parse(body as string) as object;
  }

  get(id: string): object | null {
    const found = this.file.one(this.sql.get, id);
    return found ? (JSON.parse(found['body'] as string) as object) : null;
  }

  /** Inside the transaction of `apply`. null deletes. Throws Unstorable. */
  put(documents: ReadonlyMap<string, object | null>): void {
    for (const [id, doc] of documents) {
      refuseNul(id);
      if (doc) this.file.run(this.sql.put, id, textOf(doc), ...valuesOf(this.tables.fields, doc));
      else this.file.run(this.sql.remove, id);
    }
  }

  /** Inside the transaction of `apply`. Throws Unstorable. */
  addRows(rows: readonly Row[]): void {
    const numbers = new Map<string, number>();
    for (const { stream, revision, index, body } of rows) {
      this.file.run(
        this.sql.addRow,
        this.numberOf(stream, revision, numbers),
        revision,
        index,
        textOf(body),
        ...valuesOf(this.tables.rowFields, body),
      );
    }
  }

  /** The first event of a stream is looked for last, a later one first: either is nearly always found at once. */
  private numberOf(stream: string, revision: number, numbers: Map<string, number>): number {
    const known = numbers.get(stream) ?? (revision === 0 ? this.made(stream) : this.found(stream));
    const number = known ?? (revision === 0 ? this.found(stream) : this.made(stream))!;
    numbers.set(stream, number);
    return number;
  }
  private made(stream: string): number | null {
    return this.file.insert(this.sql.makeStream, stream);
  }
  private found(stream: string): number | null {
    return (this.file.rows(this.sql.findStream, stream)[0]?.[0] ?? null) as number | null;
  }
}

/** What is read back is what a fold made, or it is not stored. The canonical text, so that digests need not parse it. */
const textOf = (body: object): string => {
  try {
    return canonical(body);
  } catch {
    throw new Unstorable('The document is no plain JSON.');
  }
};

const valuesOf = (fields: readonly string[], body: object): (string | number)[] =>
  fields.map((field) => {
    const value = (body as Fields)[field];
    if (value === null || value === undefined) throw new Unstorable(`The field "${field}" is part of an index and must not be empty.`);
    if (typeof value === 'string') refuseNul(value);
    return stored(value);
  });
