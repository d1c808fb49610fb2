import type { SqliteFile } from '@redress/sqlite';
import type { Difference, Differences } from '../document-store';
import { counterName } from '../tally';
import { Sum256 } from '../sum-256';
import type { CollectionTables } from './collection-tables';
import type { CounterTables } from './counter-tables';
import { dayText, firstDayOfAll } from './periods';
import type { Counter } from '../projection';

/**
 * The content digest: the order-free sum over all documents, counters and rows of a collection. Bodies are kept in their canonical text,
 * so that nothing is parsed here.
 */
export const contentOf = (file: SqliteFile, tables: CollectionTables, counters: CounterTables): string => {
  const sum = new Sum256();
  const documents = `SELECT n, id, body FROM ${tables.documents} WHERE n > ? ORDER BY n LIMIT ?`;
  for (const found of inParts(file, documents, [0])) for (const [, id, body] of found) sum.addFrame([id as string, body as string]);
  for (const entry of counters.entries()) sum.addFrame(entry);
  const rows = `SELECT stream, revision, place, name, body FROM ${tables.rows} r JOIN ${tables.streams} s ON s.n = r.stream
    WHERE (stream, revision, place) > (?, ?, ?) ORDER BY stream, revision, place LIMIT ?`;
  for (const found of inParts(file, rows, [0, 0, 0])) {
    for (const [, revision, place, name, body] of found) sum.addFrame([rowName(name, revision, place), body as string]);
  }
  return sum.hex;
};

const atOnce = 500;
/** The rows of a query that takes the first columns of the last row as its parameters, and a limit. */
function* inParts(file: SqliteFile, sql: string, first: readonly number[]): Generator<readonly (readonly unknown[])[]> {
  for (let last = first; ;) {
    const found = file.rows(sql, ...last, atOnce);
    yield found;
    if (found.length < atOnce) return;
    last = found.at(-1)!.slice(0, first.length) as number[];
  }
}

const rowName = (stream: unknown, revision: unknown, place: unknown): string =>
  `row ${stream as string}/${revision as number}/${place as number}`;

/**
 * What two collections of one file do not have in common. Each side is looked up in the other by its key: joining whole collections on
 * expressions would take the square of their size.
 */
export const differencesBetween = (file: SqliteFile, old: CollectionTables, fresh: CollectionTables): Differences => {
  const nameOf = ({ name }: Found): string => name as string;
  return {
    documents: counted(bothWays(file, old, fresh, documentsOf), nameOf),
    counters: counted(bothWays(file, old, fresh, countersOf), counterNameOf),
    rows: counted(bothWays(file, old, fresh, rowsOf), nameOf),
  };
};

/** What stands in the first of two collections, with what the second holds under the same key. */
type Sided = (
  here: CollectionTables,
  there: CollectionTables,
) => { readonly columns: string; readonly from: string; readonly here: string; readonly there: string };

const documentsOf: Sided = (here, there) => ({
  columns: 'h.id AS name',
  from: `${here.documents} h LEFT JOIN ${there.documents} t ON t.id = h.id`,
  here: 'h.body',
  there: 't.body',
});
const rowsOf: Sided = (here, there) => ({
  columns: `'row ' || hs.name || '/' || h.revision || '/' || h.place AS name`,
  from: `${here.rows} h JOIN ${here.streams} hs ON hs.n = h.stream LEFT JOIN ${there.streams} ts ON ts.name = hs.name
    LEFT JOIN ${there.rows} t ON t.stream = ts.n AND t.revision = h.revision AND t.place = h.place`,
  here: 'h.body',
  there: 't.body',
});
const countersOf: Sided = (here, there) => ({
  columns: `hs.basis, h.period, hs.dimension, hs.key IS NULL AS keyless, ifnull(hs.key, '') AS k, hs.metric`,
  from: `(SELECT * FROM ${here.counters} WHERE period >= ${firstDayOfAll}) h JOIN ${here.series} hs ON hs.n = h.series
    LEFT JOIN ${there.series} ts ON ts.basis = hs.basis AND ts.dimension = hs.dimension AND ts.metric = hs.metric AND ts.key IS hs.key
    LEFT JOIN ${there.counters} t ON t.series = ts.n AND t.period = h.period`,
  here: 'h.value',
  there: 't.value',
});

function* bothWays(file: SqliteFile, old: CollectionTables, fresh: CollectionTables, sided: Sided): Generator<Found> {
  const ofOld = sided(old, fresh);
  yield* file.each(
    `SELECT ${ofOld.columns}, ${ofOld.here} AS old, ${ofOld.there} AS fresh FROM ${ofOld.from} WHERE ${ofOld.here} IS NOT ${ofOld.there}`,
  );
  const ofFresh = sided(fresh, old);
  yield* file.each(`SELECT ${ofFresh.columns}, NULL AS old, ${ofFresh.here} AS fresh FROM ${ofFresh.from} WHERE ${ofFresh.there} IS NULL`);
}

type Found = Record<string, unknown>;
const counterNameOf = ({ basis, period, dimension, keyless, k, metric }: Found): string =>
  `counter ${counterName({ basis, day: dayText(period as number), dimension, key: keyless ? null : k, metric, value: 0 } as Counter)}`;

const mostExamples = 5;

const counted = (found: Iterable<Found>, nameOf: (row: Found) => string): Difference => {
  const difference = { onlyInOld: 0, onlyInNew: 0, changed: 0 };
  const examples: string[] = [];
  for (const row of found) {
    const { old, fresh } = row;
    difference[fresh === null ? 'onlyInOld' : old === null ? 'onlyInNew' : 'changed'] += 1;
    if (examples.length < mostExamples) examples.push(nameOf(row));
  }
  return { ...difference, examples };
};
