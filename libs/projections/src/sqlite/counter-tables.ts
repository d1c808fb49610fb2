import type { SqliteFile } from '@redress/sqlite';
import type { Counter } from '../projection';
import { type Sum, type SumQuery, SumTooLarge } from '../document-store';
import { type CollectionTables, safeIntegers } from './collection-tables';
import { refuseNul } from './page-sql';
import { dayNumber, dayText, firstDayOfAll, monthOf, periodsBetween } from './periods';

interface Span {
  readonly firstDay: number | null;
  readonly lastDay: number | null;
}
const mostKnown = 200_000;

/** Adds differences to the counters of one collection and sums them up again. */
export class CounterTables {
  /** Numbers of series that are committed; a number is never given to another series. */
  private readonly known = new Map<string, number>();

  constructor(
    private readonly file: SqliteFile,
    private readonly tables: CollectionTables,
  ) {}

  /** Inside the transaction of `apply`; call `remember` once it is committed. Throws SqliteFailure for a sum beyond the safe integers. */
  add(counters: readonly Counter[]): ReadonlyMap<string, number> {
    const made = new Map<string, number>();
    if (counters.length === 0) return made;
    const span = { first: Infinity, last: 0 };
    for (const series of bySeries(counters)) this.addSeries(series, made, span);
    this.file.run(`DELETE FROM ${this.tables.counters} WHERE value = 0`);
    this.file.run(
      'UPDATE collection SET firstDay = min(ifnull(firstDay, ?1), ?1), lastDay = max(ifnull(lastDay, ?2), ?2) WHERE id = ?3',
      span.first,
      span.last,
      this.tables.id,
    );
    return made;
  }

  remember(made: ReadonlyMap<string, number>): void {
    if (this.known.size > mostKnown) this.known.clear();
    made.forEach((number, name) => this.known.set(name, number));
  }

  sums({ basis, dimension, from, to }: SumQuery): Sum[] {
    const span = this.file.one('SELECT firstDay, lastDay FROM collection WHERE id = ?', this.tables.id) as unknown as Span;
    if (span.firstDay === null || span.lastDay === null) return [];
    const days = { from: from === null ? 0 : dayNumber(from), to: to === null ? Infinity : dayNumber(to) };
    const beginsBefore = days.from <= span.firstDay;
    const endsAfter = days.to >= span.lastDay;
    if (beginsBefore && endsAfter) return this.totals(basis, dimension);
    // Where the question goes beyond what there is, whole months answer as well as days.
    const first = beginsBefore ? monthOf(span.firstDay) * 100 + 1 : days.from;
    const last = endsAfter ? monthOf(span.lastDay) * 100 + 31 : days.to;
    return this.summed(basis, dimension, first, last);
  }

  /** All days, series by series. */
  *counters(): Generator<Counter> {
    const { series, counters } = this.tables;
    const rows = this.file.each(
      `SELECT basis, dimension, metric, key, period, value FROM ${series} s JOIN ${counters} c ON c.series = s.n
        WHERE period >= ${firstDayOfAll} ORDER BY basis, dimension, metric, key, period`,
    );
    for (const { period, ...rest } of rows) yield { ...rest, day: dayText(period as number) } as unknown as Counter;
  }

  private totals(basis: string, dimension: string): Sum[] {
    return this.file.all(
      `SELECT key, metric, total AS value FROM ${this.tables.series} WHERE basis = ? AND dimension = ? AND total <> 0`,
      basis,
      dimension,
    ) as unknown as Sum[];
  }

  private summed(basis: string, dimension: string, from: number, to: number): Sum[] {
    const ranges = periodsBetween(from, to);
    if (ranges.length === 0) return [];
    const { series, counters } = this.tables;
    const found = this.file.all(
      `SELECT s.key, s.metric, CASE WHEN sum(c.value) ${safeIntegers} THEN sum(c.value) END AS value FROM ${series} s CROSS JOIN (VALUES ${ranges.map(() => '(?, ?)').join()}) p
        CROSS JOIN ${counters} c ON c.series = s.n AND c.period BETWEEN p.column1 AND p.column2
        WHERE s.basis = ? AND s.dimension = ? GROUP BY s.n HAVING sum(c.value) <> 0`,
      ...ranges.flat(),
      basis,
      dimension,
    ) as unknown as (Sum & { readonly value: number | null })[];
    const tooLarge = found.find(({ value }) => value === null);
    if (tooLarge) throw new SumTooLarge(tooLarge.metric, dimension);
    return found;
  }

  private addSeries(days: readonly Counter[], made: Map<string, number>, span: { first: number; last: number }): void {
    const number = this.numberOf(days[0]!, made);
    const months = new Map<number, number>();
    let total = 0;
    for (const { day, value } of days) {
      const period = dayNumber(day);
      this.addTo(number, period, value);
      months.set(monthOf(period), (months.get(monthOf(period)) ?? 0) + value);
      total += value;
      span.first = Math.min(span.first, period);
      span.last = Math.max(span.last, period);
    }
    for (const [month, value] of months) if (value !== 0) this.addTo(number, month, value);
    if (total !== 0) this.file.run(`UPDATE ${this.tables.series} SET total = total + ? WHERE n = ?`, total, number);
  }

  private addTo(series: number, period: number, value: number): void {
    this.file.run(
      `INSERT INTO ${this.tables.counters} VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value`,
      series,
      period,
      value,
    );
  }

  private numberOf({ basis, dimension, metric, key }: Counter, made: Map<string, number>): number {
    const name = `${basis}\n${dimension}\n${metric}\n${key === null ? '' : `=${key}`}`;
    const known = this.known.get(name) ?? made.get(name);
    if (known !== undefined) return known;
    if (key !== null) refuseNul(key);
    const { series } = this.tables;
    const found =
      this.file.one(
        `SELECT n FROM ${series} WHERE basis = ? AND dimension = ? AND metric = ? AND key IS ?`,
        basis,
        dimension,
        metric,
        key,
      ) ??
      this.file.one(
        `INSERT INTO ${series} (basis, dimension, metric, key, total) VALUES (?, ?, ?, ?, 0) RETURNING n`,
        basis,
        dimension,
        metric,
        key,
      )!;
    made.set(name, found['n'] as number);
    return found['n'] as number;
  }
}

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
