import type { SqliteFile } from '@redress/sqlite';
import { type Sum, type SumQuery, SumTooLarge } from '../document-store';
import type { Counter, Measure } from '../projection';
import { type CollectionTables, safeIntegers } from './collection-tables';
import { mostAddedUp, Tally } from '../tally';
import { refuseNul } from './page-sql';
import { dayNumber, dayText, firstDayOfAll, monthOf, periodsBetween, type Range } from './periods';

interface Kept {
  readonly firstDay: number | null;
  readonly lastDay: number | null;
}
interface Change {
  readonly made: Map<string, number>;
  first: number;
  last: number;
}
type Day = readonly [series: number, day: number, value: number];
const mostKnown = 200_000;
const daysAtOnce = 10_000;

/** Counts all documents of one collection, then adds differences to its counters and sums them up again. */
export class CounterTables {
  /** Numbers of series that are committed; a number is never given to another series. */
  private readonly known = new Map<string, number>();
  private readonly sql: ReturnType<typeof statementsOf>;

  constructor(
    private readonly file: SqliteFile,
    private readonly tables: CollectionTables,
  ) {
    this.sql = statementsOf(tables);
  }

  /** Inside the transaction of `apply`; call `remember` once it is committed. Throws SqliteFailure for a sum beyond the safe integers. */
  add(counters: readonly Counter[]): ReadonlyMap<string, number> {
    const change: Change = { made: new Map(), first: Infinity, last: 0 };
    if (counters.length === 0) return change.made;
    for (const days of bySeries(counters)) this.addSums(this.addDays(days, change), days);
    this.widen(change);
    return change.made;
  }

  remember(made: ReadonlyMap<string, number>): void {
    if (this.known.size > mostKnown) this.known.clear();
    made.forEach((number, name) => this.known.set(name, number));
  }

  /** Inside a transaction, where nothing is counted yet: days first, from which SQLite sums up months and totals. */
  build(documents: Iterable<object>, measure: Measure): void {
    const change: Change = { made: new Map(), first: Infinity, last: 0 };
    let tally = new Tally();
    const write = (): void => {
      for (const days of bySeries(tally.counters())) this.addDays(days, change);
      tally = new Tally();
    };
    for (const doc of documents) {
      tally.add(measure(doc), 1);
      if (tally.size >= mostAddedUp) write();
    }
    write();
    if (change.last === 0) return;
    this.widen(change);
    this.file.exec(this.sql.buildMonths);
    this.file.exec(this.sql.buildTotals);
  }

  sums({ basis, dimension, from, to }: SumQuery): Sum[] {
    const { firstDay, lastDay } = this.kept();
    if (firstDay === null || lastDay === null) return [];
    const days = { from: from === null ? 0 : dayNumber(from), to: to === null ? Infinity : dayNumber(to) };
    const beginsBefore = days.from <= firstDay;
    const endsAfter = days.to >= lastDay;
    if (beginsBefore && endsAfter) return this.file.rows(this.sql.totals, basis, dimension).map(sumOf);
    // Where the question goes beyond what there is, whole months answer as well as days.
    const first = beginsBefore ? monthOf(firstDay) * 100 + 1 : days.from;
    const last = endsAfter ? monthOf(lastDay) * 100 + 31 : days.to;
    return this.summed(basis, dimension, periodsBetween(first, last));
  }

  /** All days, series by series. */
  *counters(): Generator<Counter> {
    for (const { period, ...rest } of this.file.each(this.sql.days)) {
      yield { ...rest, day: dayText(period as number) } as unknown as Counter;
    }
  }

  /** Name and value of every counter as they enter a digest: `counterName`, whose parts but the day are written once a series. */
  *entries(): Generator<readonly [name: string, value: string]> {
    const names = this.namesOfSeries();
    let last: Day = [0, 0, 0];
    for (let found: Day[] | null = null; found === null || found.length === daysAtOnce;) {
      found = this.file.rows(this.sql.nextDays, last[0], last[1], daysAtOnce) as unknown as Day[];
      for (const [series, day, value] of found) {
        const [before, after] = names.get(series)!;
        yield [before + dayText(day) + after, String(value)];
      }
      last = found.at(-1) ?? last;
    }
  }

  private namesOfSeries(): ReadonlyMap<number, readonly [beforeDay: string, afterDay: string]> {
    const names = new Map<number, readonly [string, string]>();
    for (const [n, basis, dimension, metric, key] of this.file.rows(this.sql.allSeries)) {
      names.set(n as number, [`counter [${JSON.stringify(basis)},"`, `",${JSON.stringify([dimension, key, metric]).slice(1)}`]);
    }
    return names;
  }

  private summed(basis: string, dimension: string, ranges: readonly Range[]): Sum[] {
    if (ranges.length === 0) return [];
    const { series, counters } = this.tables;
    const found = this.file.rows(
      `SELECT s.key, s.metric, CASE WHEN sum(c.value) ${safeIntegers} THEN sum(c.value) END AS value
        FROM ${series} s CROSS JOIN (VALUES ${ranges.map(() => '(?, ?)').join()}) p
        CROSS JOIN ${counters} c ON c.series = s.n AND c.period BETWEEN p.column1 AND p.column2
        WHERE s.basis = ? AND s.dimension = ? GROUP BY s.n HAVING sum(c.value) <> 0`,
      ...ranges.flat(),
      basis,
      dimension,
    );
    const tooLarge = found.find(([, , value]) => value === null);
    if (tooLarge) throw new SumTooLarge(tooLarge[1] as string, dimension);
    return found.map(sumOf);
  }

  /** Answers the number of the series. */
  private addDays(days: readonly Counter[], change: Change): number {
    const series = this.numberOf(days[0]!, change.made);
    for (const { day, value } of days) {
      const period = dayNumber(day);
      this.file.run(this.sql.add, series, period, value);
      change.first = Math.min(change.first, period);
      change.last = Math.max(change.last, period);
    }
    return series;
  }

  private widen({ first, last }: Change): void {
    this.file.run(this.sql.removeZeros);
    this.file.run(this.sql.widen, first, last, this.tables.id);
  }

  private addSums(series: number, days: readonly Counter[]): void {
    const months = new Map<number, number>();
    let total = 0;
    for (const { day, value } of days) {
      const month = monthOf(dayNumber(day));
      months.set(month, (months.get(month) ?? 0) + value);
      total += value;
    }
    for (const [month, value] of months) if (value !== 0) this.file.run(this.sql.add, series, month, value);
    if (total !== 0) this.file.run(this.sql.addTotal, total, series);
  }

  private kept(): Kept {
    return this.file.one('SELECT firstDay, lastDay FROM collection WHERE id = ?', this.tables.id) as unknown as Kept;
  }

  private numberOf({ basis, dimension, metric, key }: Counter, made: Map<string, number>): number {
    const name = `${basis}\n${dimension}\n${metric}\n${key === null ? '' : `=${key}`}`;
    const known = this.known.get(name) ?? made.get(name);
    if (known !== undefined) return known;
    if (key !== null) refuseNul(key);
    const found =
      this.file.one(this.sql.findSeries, basis, dimension, metric, key) ??
      this.file.one(this.sql.makeSeries, basis, dimension, metric, key)!;
    made.set(name, found['n'] as number);
    return found['n'] as number;
  }
}

/** Written once: a statement is found again by its text. */
const statementsOf = ({ series, counters }: CollectionTables) => ({
  add: `INSERT INTO ${counters} VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value`,
  addTotal: `UPDATE ${series} SET total = total + ? WHERE n = ?`,
  removeZeros: `DELETE FROM ${counters} WHERE value = 0`,
  widen: `UPDATE collection SET firstDay = min(ifnull(firstDay, ?1), ?1), lastDay = max(ifnull(lastDay, ?2), ?2) WHERE id = ?3`,
  findSeries: `SELECT n FROM ${series} WHERE basis = ? AND dimension = ? AND metric = ? AND key IS ?`,
  makeSeries: `INSERT INTO ${series} (basis, dimension, metric, key, total) VALUES (?, ?, ?, ?, 0) RETURNING n`,
  buildMonths: `INSERT INTO ${counters} SELECT series, period / 100 AS month, sum(value) FROM ${counters}
    WHERE period >= ${firstDayOfAll} GROUP BY series, month HAVING sum(value) <> 0`,
  buildTotals: `UPDATE ${series} SET total = t.total FROM
    (SELECT series, sum(value) AS total FROM ${counters} WHERE period >= ${firstDayOfAll} GROUP BY series) t WHERE n = t.series`,
  totals: `SELECT key, metric, total AS value FROM ${series} WHERE basis = ? AND dimension = ? AND total <> 0`,
  allSeries: `SELECT n, basis, dimension, metric, key FROM ${series}`,
  nextDays: `SELECT series, period, value FROM ${counters} WHERE (series, period) > (?, ?) AND period >= ${firstDayOfAll}
    ORDER BY series, period LIMIT ?`,
  days: `SELECT basis, dimension, metric, key, period, value FROM ${series} s JOIN ${counters} c ON c.series = s.n
    WHERE period >= ${firstDayOfAll} ORDER BY basis, dimension, metric, key, period`,
});

const sumOf = ([key, metric, value]: unknown[]): Sum => ({ key, metric, value }) as Sum;

/** Counters of one series stand side by side, so that its number is looked up once. */
function* bySeries(counters: readonly Counter[]): Generator<readonly Counter[]> {
  let start = 0;
  for (let end = 1; end <= counters.length; end += 1) {
    if (end < counters.length && isSameSeries(counters[start]!, counters[end]!)) continue;
    yield counters.slice(start, end);
    start = end;
  }
}

const isSameSeries = (a: Counter, b: Counter): boolean =>
  a.metric === b.metric && a.key === b.key && a.dimension === b.dimension && a.basis === b.basis;
