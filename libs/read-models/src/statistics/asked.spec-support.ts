import type { Counter } from '@redress/projections';
import type { Stored } from '../complaint-projection';
import { folded, told, type Told } from '../told.spec-support';
import { ask, type MetricAnswer, type Question } from './ask';
import type { SumSource } from './sum-source';
import type { Counted } from './counted';
import { statistics } from './statistics';

/** As a document store sums: by key and metric over the days of a range. */
export const sourceOf = (counters: Iterable<Counter>): SumSource => ({
  sums: async ({ basis, dimension, from, to }) => {
    const sums = new Map<string, { key: string | null; metric: string; value: number }>();
    for (const { basis: b, dimension: d, day, key, metric, value } of counters) {
      if (b !== basis || d !== dimension || day < (from ?? '') || day > (to ?? '9999')) continue;
      const name = JSON.stringify([key, metric]);
      sums.set(name, { key, metric, value: (sums.get(name)?.value ?? 0) + value });
    }
    return [...sums.values()].filter(({ value }) => value !== 0);
  },
});

export const countedOf = (stories: readonly Told[]): Counted | null => folded(statistics, stories).doc;
export const countersOf = (stories: readonly (readonly Told[])[]): readonly Counter[] =>
  stories.flatMap((story) => statistics.measure!(countedOf(story)));

type Words = Pick<MetricAnswer, 'id' | 'title' | 'unit' | 'definition' | 'clause'>;
/** What a metric answers about complaints of which each is a list of events; the words that belong to the metric are left away. */
export const asked = async (
  metric: string,
  complaints: readonly (readonly Stored[])[],
  question: Partial<Question> = {},
): Promise<Omit<MetricAnswer, keyof Words>> => {
  const source = sourceOf(countersOf(complaints.map((events) => told(...events))));
  const { metrics } = await ask(source, { basis: 'received', asOf: '2026-04-01T00:00:00.000Z', ...question, metric });
  const { id: _id, title: _title, unit: _unit, definition: _definition, clause: _clause, ...answer } = metrics[0]!;
  return answer;
};
