import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { NotARegister } from '../not-a-register';
import { type Columns, columnsOf } from './columns';
import { type Content, contentOf, type CutShort } from './content';
import { decoded, delimiterOf, longestPreamble, withoutByteOrderMark } from './dialect';
import { Records } from './records';

/** `row` is the record number, the first after the header = 1; `cells` lie as in the header. */
export interface RegisterRow {
  readonly row: number;
  readonly cells: readonly string[];
}
/** A row that was not taken. `reason` is a sentence and holds nothing of the row. */
export interface Rejected {
  readonly row: number;
  readonly reason: string;
}
export interface Register {
  /** Base name of the file, `stdin` for a stream. */
  readonly file: string;
  readonly columns: Columns;
  /** Every record once, in the file's order; memory does not grow with the file. To be read once. */
  readonly rows: AsyncIterable<RegisterRow | Rejected>;
}

/**
 * Opens a copy of the register: `.csv` or `.csv.gz` (told by content), with any of the dialects that copies have. `-` is standard
 * input. Throws NotARegister when no header is found; a broken tail is a rejected row, and the rows before it are kept.
 */
export const readRegister = async (source: string | Readable): Promise<Register> => {
  const content = contentOf(source === '-' ? process.stdin : source);
  try {
    const { head, cutShort } = await headOf(content);
    const records = recordsOf(head, cutShort, content);
    const columns = await headerOf(records);
    if (columns === null) throw noHeader(head);
    return { file: fileNameOf(source), columns, rows: rowsOf(records, columns.width) };
  } catch (error) {
    await content.return();
    throw error;
  }
};

/** A base name is kept in the events as a code. */
const fileNameOf = (source: string | Readable): string => {
  const name = typeof source === 'string' && source !== '-' ? basename(source) : 'stdin';
  if (name.length > 120) throw new NotARegister('The name of the file is longer than 120 characters; shorten it.');
  return name;
};

const longestHead = 65_536;

const headOf = async (content: Content): Promise<{ head: Buffer; cutShort: CutShort | null }> => {
  const pieces: Buffer[] = [];
  let cutShort: CutShort | null = null;
  for (let length = 0; length < longestHead && cutShort === null;) {
    const { value } = await content.next();
    if (value === undefined) break;
    if (Buffer.isBuffer(value)) {
      pieces.push(value);
      length += value.length;
    } else cutShort = value;
  }
  return { head: withoutByteOrderMark(Buffer.concat(pieces)), cutShort };
};

type Piece = { readonly cells: readonly string[] } | { readonly broken: string };
type Pieces = AsyncGenerator<Piece, void, undefined>;

/** Every record of the file, preamble and header among them; a broken one is the last. */
async function* recordsOf(head: Buffer, cutShort: CutShort | null, rest: Content): Pieces {
  const records = new Records(delimiterOf(head));
  for await (const bytes of following(head, cutShort, rest)) {
    if (!Buffer.isBuffer(bytes)) return yield { broken: bytes.cutShort };
    const { records: whole, broken } = await records.read(bytes);
    for (const cells of whole) yield { cells };
    if (broken !== null) return yield { broken };
  }
  const { records: last, broken } = await records.end();
  for (const cells of last) yield { cells };
  if (broken !== null) yield { broken };
}

async function* following(head: Buffer, cutShort: CutShort | null, rest: Content): Content {
  try {
    yield head;
    if (cutShort !== null) return yield cutShort;
    yield* rest;
  } finally {
    await rest.return();
  }
}

const headerOf = async (records: Pieces): Promise<Columns | null> => {
  for (let line = 0; line <= longestPreamble; line += 1) {
    const { value } = await records.next();
    if (value === undefined || 'broken' in value) return null;
    const cells = decoded(value.cells) ?? value.cells;
    const columns = cells.some(hasNul) ? null : columnsOf(cells);
    if (columns !== null) return columns;
  }
  return null;
};

const noHeader = (head: Buffer): NotARegister => {
  if (head.length === 0) return new NotARegister('The file is empty.');
  if (head.includes(0)) return new NotARegister('This is no text file; import the register as .csv or .csv.gz.');
  return new NotARegister(
    'No header of the complaint register was found in the first lines. It needs "Date received", "Product" or "Issue", and one more of the register\'s columns, such as "Complaint ID"; check that this is the right file.',
  );
};

async function* rowsOf(records: Pieces, width: number): AsyncGenerator<RegisterRow | Rejected, void, undefined> {
  let row = 0;
  for await (const record of records) {
    row += 1;
    if ('broken' in record) yield { row, reason: record.broken };
    else yield rowOf(row, record.cells, width);
  }
}

const rowOf = (row: number, bytes: readonly string[], width: number): RegisterRow | Rejected => {
  // Blank cells beyond the header hold nothing; spreadsheets leave them behind.
  if (bytes.length < width || bytes.slice(width).some((cell) => cell.trim() !== '')) {
    return { row, reason: `This row has ${bytes.length} cells and the header ${width}; repair the row and import the file again.` };
  }
  const cells = decoded(bytes);
  if (cells === null) return { row, reason: 'This row holds bytes that are not UTF-8; save the file as "CSV UTF-8" and import it again.' };
  if (cells.some(hasNul)) return { row, reason: 'This row holds a NUL character; remove it and import the file again.' };
  return { row, cells: cells.slice(0, width) };
};

const hasNul = (cell: string): boolean => cell.includes('\0');
