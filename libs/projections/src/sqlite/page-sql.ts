import type { Value as Stored } from '@redress/sqlite';
import { type PageQuery, type RowQuery, Unstorable, type Value } from '../document-store';
import { UndeclaredIndex } from '../undeclared-index';
import type { CollectionTables } from './collection-tables';
import { partsOfCursor } from '../cursor';

/** `order` are the columns that a cursor holds the values of. */
export interface PageSql {
  readonly sql: string;
  readonly params: readonly Stored[];
  readonly order: readonly string[];
}

/** Booleans are kept as 1 and 0, so that they have an order. */
export const stored = (value: Value): string | number => (typeof value === 'boolean' ? Number(value) : value);

/** Throws Unstorable for a name that SQLite would hand out cut off at its NUL. Bodies are JSON, in which a NUL is escaped. */
export const refuseNul = (name: string): void => {
  if (name.includes('\0')) throw new Unstorable('A name or index field holds a NUL character.');
};

/** One page and one document more, to know whether another page follows. The index is named, because SQLite guesses without statistics. */
export const documentPage = (tables: CollectionTables, { index, equals = {}, among, below, atLeast, after, limit }: PageQuery): PageSql => {
  const name = indexName(tables.documents, tables.shape.indexes, index);
  const open = index.filter((field) => !(field in equals) && field !== among?.field).map((field) => tables.columnOf(field));
  const order = [...open, 'id'];
  const where = new Conditions();
  for (const [field, value] of Object.entries(equals)) where.add(`${tables.columnOf(field)} = ?`, stored(value));
  if (below !== undefined) where.add(`${open[0] ?? 'id'} < ?`, stored(below));
  if (atLeast !== undefined) where.add(`${open[0] ?? 'id'} >= ?`, stored(atLeast));
  if (after) where.add(`(${order.join()}) > (${order.map(() => '?').join()})`, ...partsOfCursor(after, order.length).map(stored));
  const found = `${tables.documents} INDEXED BY ${name}`;
  if (!among) {
    const sql = `SELECT body, ${order.join()} FROM ${found} WHERE ${where.sql} ORDER BY ${order.join()} LIMIT ?`;
    return { sql, params: [...where.params, limit + 1], order };
  }
  // For each value the first page of its own, out of which the first page of all is taken: no list of values makes it read more of one.
  const first = `SELECT n FROM ${found} WHERE ${tables.columnOf(among.field)} = v.value AND ${where.sql} ORDER BY ${order.join()} LIMIT ?`;
  const shown = order.map((column) => `d.${column}`).join();
  const sql = `SELECT d.body, ${shown} FROM json_each(?) v CROSS JOIN ${tables.documents} d WHERE d.n IN (${first}) ORDER BY ${shown} LIMIT ?`;
  const values = JSON.stringify([...new Set(among.values.map(stored))]);
  return { sql, params: [values, ...where.params, limit + 1, limit + 1], order };
};

/** One page of rows and one row more. */
export const rowPage = (tables: CollectionTables, { by, equals = {}, range, direction = 'ascending', after, limit }: RowQuery): PageSql => {
  const where = new Conditions();
  const index = 'index' in by ? by.index : [];
  const open = index.filter((field) => !(field in equals)).map((field) => tables.rowColumnOf(field));
  const order = 'stream' in by ? ['revision', 'place'] : [...open, 'r.stream', 'revision', 'place'];
  if ('stream' in by) where.add(`r.stream = (SELECT n FROM ${tables.streams} WHERE name = ?)`, by.stream);
  for (const [field, value] of Object.entries(equals)) where.add(`${tables.rowColumnOf(field)} = ?`, stored(value));
  if (range && range.from !== null) where.add(`${tables.rowColumnOf(range.field)} >= ?`, stored(range.from));
  if (range && range.to !== null) where.add(`${tables.rowColumnOf(range.field)} <= ?`, stored(range.to));
  if (after) {
    where.add(
      `(${order.join()}) ${direction === 'ascending' ? '>' : '<'} (${order.map(() => '?').join()})`,
      ...partsOfCursor(after, order.length).map(stored),
    );
  }
  const found =
    'stream' in by ? `${tables.rows} r` : `${tables.rows} r INDEXED BY ${indexName(tables.rows, tables.shape.rowIndexes, index)}`;
  const sorted = order.map((column) => `${column} ${direction === 'ascending' ? 'ASC' : 'DESC'}`).join();
  const shown = order.map((column, n) => `${column} AS o${n}`).join();
  return {
    sql: `SELECT (SELECT name FROM ${tables.streams} s WHERE s.n = r.stream) AS name, revision, place, body, ${shown} FROM ${found}
      WHERE ${where.sql} ORDER BY ${sorted} LIMIT ?`,
    params: [...where.params, limit + 1],
    order: order.map((_column, n) => `o${n}`),
  };
};

const indexName = (table: string, declared: readonly (readonly string[])[], index: readonly string[]): string => {
  const n = declared.findIndex((each) => each.length === index.length && each.every((field, at) => field === index[at]));
  if (n < 0) throw new UndeclaredIndex(`(${index.join(', ')})`);
  return `${table}_${n}`;
};

class Conditions {
  private readonly texts: string[] = [];
  readonly params: Stored[] = [];

  add(text: string, ...params: Stored[]): void {
    this.texts.push(text);
    this.params.push(...params);
  }
  get sql(): string {
    return this.texts.length > 0 ? this.texts.join(' AND ') : '1';
  }
}
