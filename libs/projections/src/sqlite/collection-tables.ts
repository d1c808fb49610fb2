import type { Shape } from '../document-store';
import { UndeclaredIndex } from '../undeclared-index';

/** As a condition of SQL. */
export const safeIntegers = `BETWEEN ${Number.MIN_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER}`;

/**
 * The tables of one collection. Only its number stands in their names: no name comes from data. Documents and rows keep the fields of
 * their indexes in columns of their own, which costs half of an index over expressions.
 *
 * Counters are grouped into series (basis, dimension, metric, key) with small integers for names. A series carries its total and, beside
 * its days (20260501), its months (202605), so that a sum over years touches few rows.
 */
export class CollectionTables {
  readonly fields: readonly string[];
  readonly rowFields: readonly string[];

  constructor(
    readonly id: number,
    readonly shape: Shape,
  ) {
    this.fields = [...new Set(shape.indexes.flat())];
    this.rowFields = [...new Set(shape.rowIndexes.flat())];
  }

  get documents(): string {
    return `document_${this.id}`;
  }
  get rows(): string {
    return `row_${this.id}`;
  }
  get streams(): string {
    return `stream_${this.id}`;
  }
  get series(): string {
    return `series_${this.id}`;
  }
  get counters(): string {
    return `counter_${this.id}`;
  }

  get create(): string {
    return `
      CREATE TABLE ${this.documents} (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL${columns(this.fields)}) STRICT;
      CREATE TABLE ${this.streams} (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE ${this.rows} (stream INTEGER, revision INTEGER, place INTEGER, body TEXT NOT NULL${columns(this.rowFields)},
        PRIMARY KEY (stream, revision, place)) STRICT, WITHOUT ROWID;
      CREATE TABLE ${this.series} (n INTEGER PRIMARY KEY, basis TEXT NOT NULL, dimension TEXT NOT NULL, metric TEXT NOT NULL, key TEXT,
        total INTEGER NOT NULL CHECK (total ${safeIntegers})) STRICT;
      CREATE INDEX ${this.series}_name ON ${this.series} (basis, dimension, metric, key);
      CREATE TABLE ${this.counters} (series INTEGER, period INTEGER, value INTEGER NOT NULL CHECK (value ${safeIntegers}),
        PRIMARY KEY (series, period)) STRICT, WITHOUT ROWID;
      CREATE INDEX ${this.counters}_zero ON ${this.counters} (value) WHERE value = 0;`;
  }

  get createIndexes(): readonly string[] {
    return [
      ...this.shape.indexes.map((index, n) => `CREATE INDEX ${this.documents}_${n} ON ${this.documents} (${this.columnsOf(index)}, id)`),
      ...this.shape.rowIndexes.map(
        (index, n) => `CREATE INDEX ${this.rows}_${n} ON ${this.rows} (${this.rowColumnsOf(index)}, stream, revision, place)`,
      ),
    ];
  }

  get drop(): string {
    return [this.documents, this.streams, this.rows, this.series, this.counters].map((table) => `DROP TABLE IF EXISTS ${table};`).join('');
  }

  columnOf(field: string): string {
    return columnOf(this.fields, field);
  }
  rowColumnOf(field: string): string {
    return columnOf(this.rowFields, field);
  }

  private columnsOf(index: readonly string[]): string {
    return index.map((field) => this.columnOf(field)).join();
  }
  private rowColumnsOf(index: readonly string[]): string {
    return index.map((field) => this.rowColumnOf(field)).join();
  }
}

const columns = (fields: readonly string[]): string => fields.map((_field, n) => `, c${n} ANY NOT NULL`).join('');

const columnOf = (fields: readonly string[], field: string): string => {
  const n = fields.indexOf(field);
  if (n < 0) throw new UndeclaredIndex(field);
  return `c${n}`;
};
