import type { Code, Day, Instant } from '@redress/kernel';
import type { ColumnName, Columns } from './columns';
import { dayOf, noonOf } from './values';

/** Design: code fields hold at most 120 characters. The longest of the real samples are 85 (Sub-issue), 80 (Issue), 76 (Product). */
const longestCode = 120;
/** The oldest day a register can name; before it, a date is a slip of a spreadsheet (0001-01-01, 1900-01-01). */
const firstDay = '1970-01-01';

/**
 * The cells of one row by column name, and all that speaks against the row. A blank cell and an absent column are both null. Reasons
 * name the column and hold nothing of the cell, which may be anything where a row is broken.
 */
export class RowCells {
  readonly reasons: string[] = [];

  constructor(
    private readonly columns: Columns,
    private readonly cells: readonly string[],
    private readonly now: Instant,
  ) {}

  raw(name: ColumnName): string {
    return this.cells[this.columns.at[name] ?? -1] ?? '';
  }

  /** Word for word. */
  text(name: ColumnName): string | null {
    return wordForWord(this.raw(name));
  }

  /** Trimmed; for what is stored in clear. */
  code(name: ColumnName): Code | null {
    const value = this.raw(name).trim();
    if (value.length > longestCode) this.reasons.push(`${name} is longer than ${longestCode} characters.`);
    return value === '' ? null : value;
  }

  day(name: ColumnName): Day | null {
    const text = this.raw(name).trim();
    if (text === '') return null;
    const day = dayOf(text);
    if (day === null) this.reasons.push(`${name} is no date; write it as 2019-03-29.`);
    else if (day < firstDay) this.reasons.push(`${name} lies before ${firstDay}.`);
    else if (noonOf(day) > this.now) this.reasons.push(`${name} lies in the future; noon of that day in New York has not come yet.`);
    return day;
  }

  /** What a table makes of the cell; null where the table does not know its word. */
  meaning<Meaning>(name: ColumnName, table: (cell: string) => Meaning | undefined): Meaning | null {
    const meaning = table(this.raw(name));
    if (meaning !== undefined) return meaning;
    this.reasons.push(`${name} holds something that is not among its values in the register.`);
    return null;
  }

  /** The columns that only this copy has, word for word and without the blank ones. */
  others(): readonly { readonly name: string; readonly value: string }[] {
    return this.columns.others.flatMap(({ name, at }) => {
      const value = wordForWord(this.cells[at] ?? '');
      return value === null ? [] : [{ name, value }];
    });
  }
}

const wordForWord = (cell: string): string | null => (cell.trim() === '' ? null : cell);
