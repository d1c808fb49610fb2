import type { Day, Instant } from '@redress/kernel';
import { type Dimension, dimensions } from './life';
import type { Answer, Asked, Basis, Metric } from './metric';
import { metrics } from './metrics';
import { Reading } from './reading';
import type { SumSource } from './sum-source';
import type { CounterSums } from './summed';

/** Days in the register's zone. */
export interface Question {
  readonly from?: Day;
  readonly to?: Day;
  readonly basis: Basis;
  /** One metric; else all. */
  readonly metric?: string;
  readonly by?: Dimension;
  /** What still runs is answered for this instant. */
  readonly asOf: Instant;
}

/** A group answers like the total, but what is left out is known of the total only. */
export interface Group extends Omit<Answer, 'leftOut'> {
  readonly key: string | null;
}
/** One metric as it is answered; `definition` and `clause` come along, so that a number is never read without its meaning. */
export interface MetricAnswer extends Answer {
  readonly id: string;
  readonly title: string;
  readonly unit: Metric['unit'];
  readonly groups?: readonly Group[];
  readonly definition: string;
  readonly clause: string;
}
export interface StatisticsAnswer {
  readonly asOf: Instant;
  readonly basis: Basis;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly metrics: readonly MetricAnswer[];
}

/** No metric or dimension of this name; the message lists those there are. */
export class UnknownStatistic extends Error {
  override readonly name = 'UnknownStatistic';
}

/** Answers from sums alone. Throws UnknownStatistic. */
export const ask = async (source: SumSource, question: Question): Promise<StatisticsAnswer> => {
  const asked = metricsAsked(question);
  if (question.by !== undefined && !dimensions.includes(question.by)) {
    throw new UnknownStatistic(`There is no dimension ${question.by}; take one of ${dimensions.join(', ')}.`);
  }
  const reading = new Reading(source, question);
  const answers: MetricAnswer[] = [];
  for (const metric of asked) answers.push(await answered(reading, metric, question));
  const { asOf, basis, from = null, to = null } = question;
  return { asOf, basis, from, to, metrics: answers };
};

const metricsAsked = ({ metric: id }: Question): readonly Metric[] => {
  if (id === undefined) return metrics;
  const metric = metrics.find((one) => one.id === id);
  if (!metric) throw new UnknownStatistic(`There is no metric ${id}; take one of ${metrics.map((one) => one.id).join(', ')}.`);
  return [metric];
};

const answered = async (reading: Reading, metric: Metric, { basis: wanted, by: grouped, asOf }: Question): Promise<MetricAnswer> => {
  const { id, title, unit, definition, clause } = metric;
  const basis = metric.ignoresBasis ? 'received' : wanted;
  const sums = await reading.total(basis);
  const asked = { basis, asOf, total: sums, leftOut: await reading.leftOut(basis) };
  const answer = metric.answer(sums, asked);
  const by = metric.by ?? grouped;
  const groups = by && (await groupsOf(reading, metric, asked, by));
  return { id, title, unit, ...answer, ...(groups && { groups }), definition, clause };
};

/** Every group in which the metric counts anything, by key; what no key names comes last under null. */
const groupsOf = async (
  reading: Reading,
  metric: Metric,
  asked: Asked & { readonly total: CounterSums },
  by: Dimension,
): Promise<readonly Group[]> => {
  const groups = await reading.groups(asked.basis, by);
  const rest = asked.total.without([...groups.values()]);
  const all = [...[...groups].sort(([a], [b]) => (a < b ? -1 : 1)), [null, rest] as const];
  return all
    .filter(([, sums]) => sums.holdsAny(metric.uses))
    .map(([key, sums]) => {
      const { leftOut: _ofTheTotal, ...answer } = metric.answer(sums, asked);
      return { key, ...answer };
    });
};
