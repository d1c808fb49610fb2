import type { Channel } from '@redress/complaints';
import type { Code, Day, Instant } from '@redress/kernel';
import type { ColumnName, Columns } from './columns';
import type { RegisterRow, Rejected } from './read-register';
import { RowCells } from './row-cells';
import { answerOf, channelOf, noonOf, responseOf, type Response } from './values';

export interface NamedValue<Value extends string> {
  readonly name: Code;
  readonly value: Value;
}

/**
 * One row, mapped. Null is a blank cell or an absent column; which of the two, `Columns.notFound` says for the whole file. Text is kept
 * word for word; only what is a code, a day or an id is trimmed.
 */
export interface CfpbRow {
  /** Record number, the first after the header = 1. */
  readonly row: number;
  readonly id: Code | null;
  readonly receivedOn: Day;
  /** 12:00 in New York of that day. */
  readonly receivedAt: Instant;
  readonly sentOn: Day | null;
  readonly sentAt: Instant | null;
  readonly channel: Channel;
  /** The register's own word. */
  readonly channelWord: Code | null;
  readonly product: Code | null;
  readonly category: Code | null;
  readonly region: Code | null;
  readonly response: Response;
  /** Somebody else's verdict; null = none given. An untimely response is a "No". */
  readonly timely: boolean | null;
  /** Null = N/A or blank, which is not "No". */
  readonly disputed: boolean | null;
  /** To be stored in clear; blank ones are left out. */
  readonly columns: readonly NamedValue<Code>[];
  /** To be sealed, like all that follows. */
  readonly narrative: string | null;
  readonly zip: string | null;
  readonly tags: string | null;
  /** Every other column, those that only this copy has among them; blank ones are left out. */
  readonly sealedColumns: readonly NamedValue<string>[];
  /** Sentences about what was taken as it stands although it looks wrong. */
  readonly flags: readonly string[];
}

export const isRejected = (row: RegisterRow | Rejected | CfpbRow): row is Rejected => 'reason' in row;

/**
 * Maps one row, to be recorded at `now`: what is dated later cannot have happened. A row is refused with every reason at once.
 */
export const cfpbRow = (columns: Columns, { row, cells }: RegisterRow, now: Instant): CfpbRow | Rejected => {
  const from = new RowCells(columns, cells, now);
  const sealing = sealedOf(from);
  const receivedOn = from.day('Date received');
  const sentOn = from.day('Date sent to company');
  const channelWord = from.code('Submitted via');
  const response = from.meaning('Company response to consumer', responseOf);
  const timely = from.meaning('Timely response?', answerOf);
  const mapped = {
    id: from.meaning('Complaint ID', idOf),
    product: from.code('Product'),
    category: from.code('Issue'),
    region: from.code('State'),
    disputed: from.meaning('Consumer disputed?', answerOf),
    columns: clearColumns.flatMap((name) => named(name, from.code(name))),
  };
  if (from.raw('Date received').trim() === '') from.reasons.push('Date received is blank.');
  if (jsonBytes(sealing) > mostToSeal) from.reasons.push('Its texts are together longer than an event can hold (90 KiB).');
  if (from.reasons.length > 0 || receivedOn === null || response === null) return { row, reason: from.reasons.join(' ') };
  return {
    row,
    ...mapped,
    receivedOn,
    receivedAt: noonOf(receivedOn),
    sentOn,
    sentAt: sentOn && noonOf(sentOn),
    channel: channelOf(channelWord ?? ''),
    channelWord,
    response,
    timely: response.kind === 'untimely' ? false : timely,
    ...sealing,
    flags: flagsOf({ receivedOn, sentOn, channelWord, response, timely }),
  };
};

const clearColumns = ['Company', 'Sub-product', 'Sub-issue', 'Consumer consent provided?'] as const satisfies readonly ColumnName[];

type Sealing = Pick<CfpbRow, 'narrative' | 'zip' | 'tags' | 'sealedColumns'>;
const sealedOf = (from: RowCells): Sealing => ({
  narrative: from.text('Consumer complaint narrative'),
  zip: from.text('ZIP code'),
  tags: from.text('Tags'),
  sealedColumns: [...named('Company public response', from.text('Company public response')), ...undisputed(from), ...from.others()],
});

/** A "Yes" becomes events. A "No" becomes none, so it is kept as it stands; N/A and blank say nothing. */
const undisputed = (from: RowCells): readonly NamedValue<string>[] =>
  answerOf(from.raw('Consumer disputed?')) === false ? named('Consumer disputed?', from.text('Consumer disputed?')) : [];

const named = (name: ColumnName, value: string | null): readonly NamedValue<string>[] => (value === null ? [] : [{ name, value }]);

const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const scientific = /^\d+(\.\d+)?e\d+$/i;
/** Tables that once had a blank id write 3571115.0, which is the same id; 3.57E+06 has lost its digits and may be several. */
const idOf = (cell: string): Code | null | undefined => {
  const id = cell.trim().replace(/^(\d+)\.0+$/, '$1');
  if (id === '') return null;
  return idForm.test(id) && !scientific.test(id) ? id : undefined;
};

/**
 * An event's data holds 128 KiB. Sealing makes 4 characters of 3 bytes, so 90 KiB of JSON become 120 KiB and leave 8 for the clear part.
 */
const mostToSeal = 92_160;
/** JSON writes one UTF-16 unit in at most six bytes, so a row of the usual size need not be written out to know that it fits. */
const jsonBytes = (sealing: Sealing): number => {
  const { narrative, zip, tags, sealedColumns } = sealing;
  const lengths = [narrative, zip, tags, ...sealedColumns.flatMap(({ name, value }) => [name, value])].map((each) => each?.length ?? 0);
  const atMost = 6 * lengths.reduce((sum, length) => sum + length + 16, 0);
  return atMost <= mostToSeal ? atMost : Buffer.byteLength(JSON.stringify(sealing));
};

const flagsOf = (row: Pick<CfpbRow, 'receivedOn' | 'sentOn' | 'channelWord' | 'response' | 'timely'>): readonly string[] => {
  const flags: string[] = [];
  if (row.sentOn !== null && row.sentOn < row.receivedOn)
    flags.push('The date sent to the company is before the date received; both are kept as in the file.');
  if (row.channelWord !== null && channelOf(row.channelWord) === 'other')
    flags.push('Submitted via holds a word that is not known; it counts as other.');
  if (row.response.kind === 'untimely' && row.timely === true)
    flags.push('The response is untimely and yet marked timely; it counts as not timely.');
  return flags;
};
