import { ask, type Dimension, type MetricAnswer, type Question } from '@redress/read-models';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';

export interface StatsOptions {
  readonly from?: string;
  readonly to?: string;
  readonly basis: 'received' | 'event';
  readonly metric?: string;
  readonly by?: string;
}

/** Statistics as of now, each with its definition. */
export const statsVerb = async ({ engine, terminal }: WithEngine, { by, ...options }: StatsOptions): Promise<ExitCode> => {
  await engine.projectors.catchUp();
  const position = await engine.readModels.statistics.position();
  const question: Question = { ...options, asOf: engine.clock.now(), ...(by !== undefined && { by: by as Dimension }) };
  const answer = await ask(engine.readModels.statistics, question).catch((error: unknown): never => {
    if (error instanceof Error && error.name === 'UnknownStatistic') throw new Refused(error.message, exitCodes.usage);
    throw error;
  });
  const { asOf, basis, from, to, metrics } = answer;
  if (terminal.json) terminal.value({ asOf, position, basis, from, to, metrics });
  else {
    terminal.line(
      `As of ${asOf}, complaints ${basis === 'received' ? 'received' : 'by what happened'} ${from ?? 'from the beginning'} to ${to ?? 'now'}`,
    );
    terminal.table(metrics.flatMap(rows));
    terminal.say('Definitions: docs/metrics.md, or --json.');
  }
  return exitCodes.done;
};

const rows = ({ id, unit, value, numerator, denominator, reason, groups = [] }: MetricAnswer): readonly (readonly string[])[] => [
  [
    id,
    shown(value),
    value === null ? `(${reason ?? 'unknown'})` : unit,
    ...(denominator === undefined ? [] : [`${numerator} of ${denominator}`]),
  ],
  ...groups.map((group) => [`  ${group.key ?? '(none)'}`, shown(group.value), unit]),
];

const shown = (value: MetricAnswer['value']): string => {
  if (value === null) return '-';
  if (typeof value === 'number') return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(3);
  return JSON.stringify(value);
};
