import { catalogueCollections, type DescribedCollection, pageIndex, pageKey, placeCollections, readModelOf } from '@redress/projections';
import { factFields } from '../case.fields';
import { describedCounters } from '../statistics/counters';
import { dimensions } from '../statistics/life';
import { metrics } from '../statistics/metrics';
import { type DescribedReadModel, describedReadModels } from './described-read-models';
import { fieldTable, table } from './field-table';
import { introduction, examples } from './words';

const idField = (id: string) => ({ _id: ['text', id] }) as const;

/** The text of docs/read-models.md: every field that the database of the read models holds, from the read models' own files. */
export const dictionaryPage = (): string =>
  [
    ...introduction,
    ...table(['read model', 'a document is', 'a row is'], describedReadModels.map(overviewOf)),
    '',
    ...examples,
    '',
    '## Which one is served',
    '',
    ...catalogueCollections.flatMap(collectionSection),
    '## What every generation has',
    '',
    ...placeCollections.flatMap(collectionSection),
    ...describedReadModels.flatMap(sectionOf),
  ].join('\n');

const overviewOf = ({ projection, document, row }: DescribedReadModel): string[] => [
  `[\`${readModelOf(projection)}\`](#${projection.name})`,
  document,
  row ?? '',
];

const collectionSection = ({ name, holds, fields, indexes }: DescribedCollection): string[] => [
  `### ${name}`,
  '',
  `A document: ${holds}.`,
  '',
  ...fieldTable(fields),
  '',
  ...indexes.flatMap((index) => [`Index \`${index.replace(': ', '`: `')}\`.`, '']),
];

const sectionOf = (described: DescribedReadModel): string[] => {
  const { projection, document, fields, row, rowFields } = described;
  const { name, category, indexes, rowIndexes = [] } = projection;
  return [
    `## ${name}`,
    '',
    `\`<place>.documents\`: ${document}.`,
    '',
    ...fieldTable({ ...idField(`Name of its stream, which begins with \`${category}\`.`), ...fields }),
    '',
    ...indexLines(indexes),
    ...(name === 'case' ? factSections() : []),
    ...(row === null ? [] : [`\`<place>.rows\`: ${row}.`, '', ...fieldTable({ ...rowId, ...rowFields }), '', ...indexLines(rowIndexes)]),
    ...(described.counts ? counterSection() : []),
  ];
};

const rowId = {
  _id: ['object', 'Which event it comes from, and which of its rows it is.'],
  '_id.stream': ['text', 'Name of the stream.'],
  '_id.revision': ['integer', 'The event.', 'number in its stream, from 0'],
  '_id.index': ['integer', 'Which of the rows of that event.', 'number, from 0'],
} as const;

const indexLines = (indexes: readonly (readonly string[])[]): string[] =>
  indexes.length === 0
    ? []
    : ['Indexes:', '', ...indexes.map((fields, n) => `- \`${pageIndex(n)}\`: \`${Object.keys(pageKey(fields)).join(', ')}\``), ''];

const factSections = (): string[] =>
  Object.entries(factFields).flatMap(([type, fields]) => [`### facts.${type}.latest[]`, '', ...fieldTable(fields), '']);

const counterSection = (): string[] => [
  '### Counters of statistics',
  '',
  'In `<place>.counters.<counters>` and `<place>.totals.<counters>`, whose fields stand [above](#what-every-generation-has). `dimension` is one of',
  `${dimensions.map((dimension) => `\`${dimension}\``).join(', ')}, or \`all\` for the total, \`left-out\` for what cannot be judged, \`undated\` for what`,
  'happened at an unknown time. Groups hold only what is known of their dimension; the rest is what they leave of the total.',
  '',
  ...table(
    ['metric', 'unit', 'adds up', 'used by'],
    Object.entries(describedCounters).map(([name, [unit, meaning]]) => [`\`${name}\``, unit, meaning, usersOf(name)]),
  ),
  '',
];

const usersOf = (counter: string): string =>
  metrics
    .filter(({ uses }) => uses.includes(counter))
    .map(({ id }) => `[${id}](metrics.md#${id})`)
    .join(', ');
