import type { SqliteFile } from '@redress/sqlite';
import { type Row, Unstorable, type Value } from '../document-store';
import type { CollectionTables } from './collection-tables';
import { refuseNul, stored } from './page-sql';

type Fields = Readonly<Record<string, Value | null | undefined>>;

/** Writes and reads the documents and rows of one collection. */
export class DocumentTables {
  private readonly putSql: string;
  private readonly rowSql: string;

  constructor(
    private readonly file: SqliteFile,
    private readonly tables: CollectionTables,
  ) {
    const columns = tables.fields.map((_field, n) => `c${n}`);
    const set = ['body', ...columns].map((column) => `${column} = excluded.${column}`).join();
    this.putSql = `INSERT INTO ${tables.documents} (${['id', 'body', ...columns].join()}) VALUES (${['?', '?', ...columns.map(() => '?')].join()})
      ON CONFLICT (id) DO UPDATE SET ${set}`;
    this.rowSql = `INSERT INTO ${tables.rows} VALUES (${['?', '?', '?', '?', ...tables.rowFields.map(() => '?')].join()})`;
  }

  get(id: string): object | null {
    const found = this.file.one(`SELECT body FROM ${this.tables.documents} WHERE id = ?`, id);
    return found ? (JSON.parse(found['body'] as string) as object) : null;
  }

  /** Inside the transaction of `apply`. null deletes. Throws Unstorable. */
  put(documents: ReadonlyMap<string, object | null>): void {
    for (const [id, doc] of documents) {
      refuseNul(id);
      if (doc) this.file.run(this.putSql, id, textOf(doc), ...valuesOf(this.tables.fields, doc));
      else this.file.run(`DELETE FROM ${this.tables.documents} WHERE id = ?`, id);
    }
  }

  /** Inside the transaction of `apply`. Throws Unstorable. */
  addRows(rows: readonly Row[]): void {
    const numbers = new Map<string, number>();
    for (const { stream, revision, index, body } of rows) {
      this.file.run(this.rowSql, this.numberOf(stream, numbers), revision, index, textOf(body), ...valuesOf(this.tables.rowFields, body));
    }
  }

  private numberOf(stream: string, numbers: Map<string, number>): number {
    let number = numbers.get(stream);
    if (number === undefined) {
      const { streams } = this.tables;
      const found =
        this.file.one(`SELECT n FROM ${streams} WHERE name = ?`, stream) ??
        this.file.one(`INSERT INTO ${streams} (name) VALUES (?) RETURNING n`, stream)!;
      numbers.set(stream, (number = found['n'] as number));
    }
    return number;
  }
}

/** What is read back is what a fold made, or it is not stored. */
const textOf = (body: object): string => {
  try {
    return JSON.stringify(body);
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
