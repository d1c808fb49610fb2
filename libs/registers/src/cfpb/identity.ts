import { numberOf } from '@redress/complaints';
import { canonical, hmacOf, sha256, uuidOf } from '@redress/kernel';
import type { CfpbRow } from './cfpb-row';

/** The register's name in ids, numbers and `source.register`: stored for ever. */
export const register = 'cfpb';
/** In the place of a handler: the register names companies, not people. */
export const organisation = 'company';

/**
 * The numbers to try for a row, k = 0, 1, 2, ...: always the same for the same id, whatever the file. Where a number is taken by
 * another complaint, the next one is tried.
 */
export function* importNumbersToTry(row: CfpbRow): Generator<string, never, undefined> {
  const key = row.id ?? clearTextOf(row);
  for (let k = 0; ; k += 1) yield numberOf('redress-import-number-1', register, key, String(k));
}

/**
 * Command id of one recorded fact: the same fact in another file or run has the same id and is not recorded twice. `key` is the row's
 * id, or the complaint's number where the copy has no ids; `values` are the event's own values after mapping, a sealed one as its keyed
 * hash. ComplaintReceived has none; a correction has its path and its new value.
 */
export const importCommandId = (key: string, kind: string, ...values: readonly string[]): string =>
  uuidOf('redress-import-1', register, key, kind, ...values);

/** What a row says in clear, as RFC 8785 text: stands for the id where the copy has none. Blank and absent are both null. */
export const clearTextOf = (row: CfpbRow): string => canonical(clearOf(row));

/**
 * Recognises the same row of a copy without ids: HMAC under the stream's key over all mapped values and the occurrence among identical
 * rows of the file (0 for the first), 64 hex digits.
 */
export const sameOf = (key: Buffer, row: CfpbRow, occurrence: number): string =>
  hmacOf(key, 'redress-row-1', fullTextOf(row), String(occurrence));

const clearOf = (row: CfpbRow): object => {
  const { receivedOn, sentOn, channel, channelWord, product, category, region, response, timely, disputed, columns } = row;
  // A "No" is sealed, so it must not be found again by trying numbers.
  return { receivedOn, sentOn, channel, channelWord, product, category, region, response, timely, disputed: disputed === true, columns };
};

/** All mapped values as RFC 8785 text. */
const fullTextOf = (row: CfpbRow): string => {
  const { narrative, zip, tags, sealedColumns } = row;
  return canonical({ ...clearOf(row), narrative, zip, tags, sealedColumns });
};

/** Counts identical rows of one file. It keeps 16 bytes of hash for each different row, and is asked only about rows without an id. */
export class Occurrences {
  private readonly seen = new Map<string, number>();

  /** How many rows identical to this one came before it. */
  of(row: CfpbRow): number {
    const hash = Buffer.from(sha256(fullTextOf(row)).slice(0, 32), 'hex').toString('latin1');
    const before = this.seen.get(hash) ?? 0;
    this.seen.set(hash, before + 1);
    return before;
  }
}
