import type { Day } from '@redress/kernel';
import { type CsvError, parse } from 'csv-parse/sync';
import type { Holiday, Slot, WorkingDay } from '../domain/calendar';
import { dayOf } from './day-arithmetic';
import { dayOfJalali } from './jalali';
import { byDay, type LineProblem, type ListedDays, mostEntries, refusedAt, refusedFile, tooManyEntries } from './listed-days';

/** In which calendar the column `day` is written. */
export type WrittenIn = 'gregorian' | 'jalali';

const columns = ['day', 'name', 'from', 'to', 'working'] as const;
type Column = (typeof columns)[number];
/** A row by its columns, trimmed; what the file does not have is empty. */
type Row = Readonly<Record<Column, string>> & { readonly line: number; readonly isTooLong: boolean };

/**
 * The days of a CSV file with a header: `day`, `name`, and where it is a half day `from` and `to`; `working` is `yes` for a day of the
 * weekend on which people work. A day with several slots has a row for each. Whatever cannot be read is in `problems`, with its line.
 */
export const readCsv = (text: string, writtenIn: WrittenIn): ListedDays => {
  const rows = rowsIn(text);
  if ('problems' in rows) return rows;
  const problems: LineProblem[] = [];
  const days = new Map<string, Listed>();
  for (const row of rows) {
    const read = listedIn(row, writtenIn);
    problems.push(...('day' in read ? joined(days, read, row.line) : read));
  }
  const listed = byDay([...days.values()]);
  return {
    holidays: listed
      .filter(({ works }) => !works)
      .map(({ day, name, slots }): Holiday => ({ day, name, ...(slots.length > 0 && { slots }) })),
    workingDays: listed.filter(({ works }) => works).map(({ day, name, slots }): WorkingDay => ({ day, name, slots })),
    problems,
  };
};

interface Listed {
  readonly day: Day;
  readonly name: string;
  readonly slots: readonly Slot[];
  readonly works: boolean;
}

const rowsIn = (text: string): readonly Row[] | ListedDays => {
  const entries = text.match(/\n\S/g)?.length ?? 0;
  if (entries > mostEntries) return tooManyEntries(entries);
  const records = recordsIn(text);
  if ('problems' in records) return records;
  const [header, ...rows] = records;
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  const strange = names.filter((name) => !columns.includes(name as Column));
  const missing = ['day', 'name'].filter((name) => !names.includes(name));
  if (strange.length > 0 || missing.length > 0 || new Set(names).size < names.length) {
    return refusedFile(
      'file.other-columns',
      `Give the columns ${columns.join(', ')}, each once; day and name are needed, the others are not.`,
    );
  }
  return rows.map(({ cells, line }) => {
    const of = (column: Column): string => (cells[names.indexOf(column)] ?? '').trim();
    return {
      line,
      isTooLong: cells.length > names.length,
      day: of('day'),
      name: of('name'),
      from: of('from'),
      to: of('to'),
      working: of('working').toLowerCase(),
    };
  });
};

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}
/** A file saved by a spreadsheet separates by semicolons in many countries. */
const recordsIn = (text: string): readonly CsvRecord[] | ListedDays => {
  const [header = ''] = text.split('\n', 1);
  const delimiter = header.includes(';') && !header.includes(',') ? ';' : ',';
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    const line = Number((error as CsvError)['lines'] ?? 1);
    return refusedFile('file.broken-quotes', 'Close the quotation mark that is opened here or before.', line);
  }
};

const listedIn = (
  { line, isTooLong, day: written, name, from, to, working }: Row,
  writtenIn: WrittenIn,
): Listed | readonly LineProblem[] => {
  const day = dayIn(written, writtenIn);
  const works = working === 'yes';
  const hasSlot = from !== '' || to !== '';
  const problems = [
    ...(isTooLong ? [refusedAt(line, 'row.too-many-cells', 'Put a name that has a comma in it in quotation marks.')] : []),
    ...(day === null ? [dayProblem(line, written, writtenIn)] : []),
    ...(name === '' || name.length > 200 ? [refusedAt(line, 'row.without-name', 'Give the day a name of 1 to 200 characters.')] : []),
    ...(['', 'yes', 'no'].includes(working) ? [] : [refusedAt(line, 'row.working-unclear', 'Write yes, no or nothing under `working`.')]),
    ...(hasSlot && !isSlot(from, to)
      ? [refusedAt(line, 'row.bad-slot', 'Give both from and to, as in 09:00 and 13:00, the later one last.')]
      : []),
    ...(works && !hasSlot ? [refusedAt(line, 'row.without-slot', 'Say from when to when people work on that day.')] : []),
  ];
  return day === null || problems.length > 0 ? problems : { day, name, works, slots: hasSlot ? [{ from, to }] : [] };
};

const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const isSlot = (from: string, to: string): boolean => time.test(from) && (time.test(to) || to === '24:00') && from < to;

/** Rows of one day and name are its slots; any other second row contradicts the first. */
const joined = (days: Map<string, Listed>, listed: Listed, line: number): readonly LineProblem[] => {
  const key = `${listed.day} ${listed.name}`;
  const before = days.get(key);
  if (before === undefined) days.set(key, listed);
  else if (before.works === listed.works && before.slots.length > 0 && listed.slots.length > 0) {
    const slots = [...before.slots, ...listed.slots].toSorted((a, b) => (a.from < b.from ? -1 : 1));
    days.set(key, { ...before, slots });
  } else return [refusedAt(line, 'row.twice', 'Take it out: an earlier row lists this day under the same name.')];
  return [];
};

const persianDigits = '۰۱۲۳۴۵۶۷۸۹';
const arabicDigits = '٠١٢٣٤٥٦٧٨٩';
const latin = (text: string): string =>
  text.replace(/[۰-۹٠-٩]/g, (digit) => String(Math.max(persianDigits.indexOf(digit), arabicDigits.indexOf(digit))));

const partsOf = (written: string): readonly [number, number, number] | null => {
  const [, year, month, date] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(latin(written)) ?? [];
  return year === undefined ? null : [Number(year), Number(month), Number(date)];
};
/** A year that only the other calendar has in our time. */
const isOfTheOther = (year: number, writtenIn: WrittenIn): boolean => (writtenIn === 'jalali' ? year >= 1_700 : year < 1_700);

const dayIn = (written: string, writtenIn: WrittenIn): Day | null => {
  const parts = partsOf(written);
  if (parts === null || isOfTheOther(parts[0], writtenIn)) return null;
  return writtenIn === 'jalali' ? dayOfJalali(...parts) : dayOf(...parts);
};

const dayProblem = (line: number, written: string, writtenIn: WrittenIn): LineProblem => {
  const parts = partsOf(written);
  const example = writtenIn === 'jalali' ? '1405-01-01' : '2026-05-01';
  if (parts === null) return refusedAt(line, 'row.not-a-day', `Give the day as in ${example}.`);
  if (isOfTheOther(parts[0], writtenIn)) {
    const other = writtenIn === 'jalali' ? 'gregorian' : 'jalali';
    return refusedAt(
      line,
      'row.other-calendar',
      `Year ${parts[0]} looks ${other}; read the file as ${other}, or give the day as in ${example}.`,
    );
  }
  return refusedAt(line, 'row.day-does-not-exist', `The ${writtenIn} calendar has no such day; look up the date.`);
};
