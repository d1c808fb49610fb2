import { canonical, frame } from '@redress/kernel';
import type { SqliteFile } from '@redress/sqlite';
import type { Difference, Differences } from '../document-store';
import { counterName } from '../tally';
import { Sum256 } from '../sum-256';
import type { CollectionTables } from './collection-tables';
import type { CounterTables } from './counter-tables';
import { dayText, firstDayOfAll } from './periods';
import type { Counter } from '../projection';

const canonicalText = (body: unknown): string => canonical(JSON.parse(body as string) as object);

/** The content digest of design.md, section 6: over all documents, counters and rows of a collection, in whatever order. */
export const contentOf = (file: SqliteFile, tables: CollectionTables, counters: CounterTables): string => {
  const sum = new Sum256();
  const add = (name: string, text: string): void => sum.addHashOf(frame([name, text]));
  for (const { id, body } of file.each(`SELECT id, body FROM ${tables.documents}`)) add(id as string, canonicalText(body));
  for (const [name, value] of counters.entries()) add(name, value);
  const rows = file.each(`SELECT name, revision, place, body FROM ${tables.rows} r JOIN ${tables.streams} s ON s.n = r.stream`);
  for (const { name, revision, place, body } of rows) add(rowName(name, revision, place), canonicalText(body));
  return sum.hex;
};

const rowName = (stream: unknown, revision: unknown, place: unknown): string =>
  `row ${stream as string}/${revision as number}/${place as number}`;

/** What two collections of one file do not have in common. Texts that differ only in the order of their members are the same. */
export const differencesBetween = (file: SqliteFile, old: CollectionTables, fresh: CollectionTables): Differences => {
  const documents = `SELECT id AS name, o.body AS old, f.body AS fresh FROM ${old.documents} o FULL JOIN ${fresh.documents} f USING (id)`;
  const rowsOf = ({ rows, streams }: CollectionTables): string =>
    `(SELECT name, revision, place, body FROM ${rows} r JOIN ${streams} s ON s.n = r.stream)`;
  const rows = `SELECT 'row ' || name || '/' || revision || '/' || place AS name, o.body AS old, f.body AS fresh
    FROM ${rowsOf(old)} o FULL JOIN ${rowsOf(fresh)} f USING (name, revision, place)`;
  const countersOf = ({ series, counters }: CollectionTables): string =>
    `(SELECT basis, period, dimension, key IS NULL AS keyless, ifnull(key, '') AS k, metric, value FROM ${series} s JOIN ${counters} c ON c.series = s.n
      WHERE period >= ${firstDayOfAll})`;
  const counters = `SELECT basis, period, dimension, keyless, k, metric, o.value AS old, f.value AS fresh
    FROM ${countersOf(old)} o FULL JOIN ${countersOf(fresh)} f USING (basis, period, dimension, keyless, k, metric)`;
  const changed = (sql: string): string => `SELECT * FROM (${sql}) WHERE old IS NOT fresh`;
  const isOtherText = (a: unknown, b: unknown): boolean => canonicalText(a) !== canonicalText(b);
  return {
    documents: counted(file.each(changed(documents)), ({ name }) => name as string, isOtherText),
    counters: counted(file.each(changed(counters)), counterNameOf, () => true),
    rows: counted(file.each(changed(rows)), ({ name }) => name as string, isOtherText),
  };
};

type Found = Record<string, unknown>;
const counterNameOf = ({ basis, period, dimension, keyless, k, metric }: Found): string =>
  `counter ${counterName({ basis, day: dayText(period as number), dimension, key: keyless ? null : k, metric, value: 0 } as Counter)}`;

const mostExamples = 5;

const counted = (
  found: Iterable<Found>,
  nameOf: (row: Found) => string,
  isOther: (old: unknown, fresh: unknown) => boolean,
): Difference => {
  const difference = { onlyInOld: 0, onlyInNew: 0, changed: 0 };
  const examples: string[] = [];
  for (const row of found) {
    const { old, fresh } = row;
    if (old !== null && fresh !== null && !isOther(old, fresh)) continue;
    difference[fresh === null ? 'onlyInOld' : old === null ? 'onlyInNew' : 'changed'] += 1;
    if (examples.length < mostExamples) examples.push(nameOf(row));
  }
  return { ...difference, examples };
};
