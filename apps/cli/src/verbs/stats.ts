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

const rows = ({ id, unit, groups = [], ...answer }: MetricAnswer): readonly (readonly string[])[] => [
  [id, shown(answer, unit), unit, besides(answer)],
  ...groups.map((group) => [`  ${group.key ?? '(none)'}`, shown(group, unit), unit, besides(group)]),
];

type Shown = Pick<MetricAnswer, 'value' | 'reason' | 'numerator' | 'denominator' | 'percentiles' | 'leftOut'>;

const shown = ({ value }: Shown, unit: string): string => {
  if (value === null) return '-';
  if (unit === 'share') return `${(value * 100).toFixed(1)} %`;
  return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(1);
};

/** What a person should know beside the number. */
const besides = ({ value, reason, numerator, denominator, percentiles, leftOut }: Shown): string =>
  [
    value === null ? (reason ?? '') : '',
    numerator === undefined || denominator === undefined ? '' : `${numerator} of ${denominator}`,
    percentiles ? `p50 ${percentiles.p50}, p90 ${percentiles.p90}, p95 ${percentiles.p95}` : '',
    leftOut ? `${leftOut} left out` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
