import { dimensions } from './life';
import type { Metric } from './metric';
import { metrics } from './metrics';

/** The text of docs/metrics.md: what each number means, from the metrics' own files. */
export const metricsPage = (): string =>
  [
    '# Metrics',
    '',
    'Generated from `libs/read-models/src/statistics/metrics`; do not edit.',
    '',
    'Only feedback of kind complaint counts. Ranges are days in the register’s time zone, inclusive. By receipt (`received`) a number is about',
    'the complaints received in the range; by event (`event`) about what happened in it. What cannot be judged or placed is left out and its',
    'number given; a value that cannot be known is null with the reason. Durations are counted in whole minutes up to a day and in whole',
    'hours above; a percentile is the nearest rank over those.',
    '',
    `Dimensions: ${dimensions.map((dimension) => `\`${dimension}\``).join(', ')}. \`outcome\` is that of the last resolution, \`policy\` the one that is pinned with its version, as \`ours@1\`; where nothing is known the group is null.`,
    '',
    '| id | title | unit | clause of ISO 10002:2018 |',
    '| --- | --- | --- | --- |',
    ...metrics.map(({ id, title, unit, clause }) => `| [\`${id}\`](#${id}) | ${title} | ${unit} | ${clause} |`),
    ...metrics.flatMap(sectionOf),
    '',
  ].join('\n');

const sectionOf = ({ id, title, definition, formula, uses, ignoresBasis, by }: Metric): string[] => [
  '',
  `## ${id}`,
  '',
  `**${title}.** ${definition}`,
  '',
  `- Formula: ${formula}`,
  `- Counters: ${uses.map((counter) => `\`${counter}\``).join(', ')}`,
  ...(ignoresBasis ? ['- The same by receipt and by event.'] : []),
  ...(by ? [`- Always grouped by \`${by}\`.`] : []),
];
