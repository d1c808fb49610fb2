import { type CfpbRow, cfpbRow } from './cfpb-row';
import { type ColumnName, columnsOf, fullExport } from './columns';

export type Cells = Readonly<Partial<Record<ColumnName, string>>>;
/** A row as most of them are; `now` is long after it. */
export const usual: Cells = {
  'Date received': '2019-03-29',
  Product: 'Mortgage',
  Issue: 'Trouble during payment process',
  'Submitted via': 'Web',
  'Date sent to company': '2019-04-01',
  'Company response to consumer': 'Closed with explanation',
  'Timely response?': 'Yes',
  'Consumer disputed?': 'N/A',
  'Complaint ID': '3198084',
};
export const now = '2026-05-01T09:00:00.000Z';

const full = columnsOf(fullExport)!;
/** The usual row, but for these cells, mapped. */
export const rowOf = (cells: Cells = {}): CfpbRow =>
  cfpbRow(full, { row: 1, cells: fullExport.map((name) => ({ ...usual, ...cells })[name] ?? '') }, now) as CfpbRow;

/** A copy with these columns and rows, each the usual one but for its cells. */
export const copyOf = (rows: readonly Cells[], columns: readonly ColumnName[] = fullExport): string =>
  [columns, ...rows.map((cells) => columns.map((name) => ({ ...usual, ...cells })[name] ?? ''))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\n');
