import type { Fields } from '@redress/projections';

/** Of a table in Markdown; a bar in a cell would end it. */
export const table = (heads: readonly string[], lines: readonly (readonly string[])[]): string[] => [
  rowOf(heads),
  rowOf(heads.map(() => '---')),
  ...lines.map((cells) => rowOf(cells.map((cell) => cell.replaceAll('|', '\\|')))),
];
const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** What follows from the type. */
const units: Readonly<Record<string, string>> = { instant: 'UTC, milliseconds', day: 'YYYY-MM-DD' };

export const fieldTable = (fields: Fields): string[] =>
  table(
    ['field', 'type', 'unit', 'meaning'],
    Object.entries(fields).map(([name, [type, meaning, unit]]) => [`\`${name}\``, type, unit ?? units[type.split(' ')[0]!] ?? '', meaning]),
  );
