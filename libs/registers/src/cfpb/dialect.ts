import { isUtf8 } from 'node:buffer';
import { knownAmong } from './columns';

/** How many records may stand before the header: titles, notes, the `sep=` line of spreadsheets. */
export const longestPreamble = 20;

const delimiters = [',', ';', '\t', '|'];

/**
 * The delimiter of a copy, told by which of them lets the most columns of the register be recognised in one of the first lines.
 * `head` is the beginning of the file.
 */
export const delimiterOf = (head: Buffer): string => {
  const lines = head.toString('latin1').split(/\r\n|\n|\r/, longestPreamble * 2);
  const best = (delimiter: string): number => Math.max(...lines.map((line) => knownAmong(line.split(delimiter))));
  return delimiters.reduce((chosen, each) => (best(each) > best(chosen) ? each : chosen));
};

const mark = Buffer.from([0xef, 0xbb, 0xbf]);
export const withoutByteOrderMark = (head: Buffer): Buffer => (head.subarray(0, 3).equals(mark) ? head.subarray(3) : head);

const beyondAscii = /[\x80-\xff]/;

/**
 * The text of cells that were read as latin-1, which keeps every byte; null when the bytes of one are not UTF-8. Decoding as UTF-8 at
 * once would put replacement characters in the place of what was there.
 */
export const decoded = (cells: readonly string[]): readonly string[] | null => {
  if (!cells.some((cell) => beyondAscii.test(cell))) return cells;
  const bytes = cells.map((cell) => Buffer.from(cell, 'latin1'));
  return bytes.every((cell) => isUtf8(cell)) ? bytes.map((cell) => cell.toString('utf8')) : null;
};
