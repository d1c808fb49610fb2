import type { Holiday, WorkingDay } from '../domain/calendar';

/** One reason why a line of a file was not taken; `line` counts from 1, `detail` says what to do. */
export interface LineProblem {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}

/** What a file listed, by day; a line that is in `problems` is in neither list. */
export interface ListedDays {
  readonly holidays: readonly Holiday[];
  readonly workingDays: readonly WorkingDay[];
  readonly problems: readonly LineProblem[];
}

/** Entries of one file that are read; a calendar holds no more days than that. */
export const mostEntries = 1_500;

export const refusedAt = (line: number, code: string, detail: string): LineProblem => ({ line, code, detail });
/** A file that is not read at all. */
export const refusedFile = (code: string, detail: string, line = 1): ListedDays => ({
  holidays: [],
  workingDays: [],
  problems: [refusedAt(line, code, detail)],
});
export const tooManyEntries = (entries: number): ListedDays =>
  refusedFile(
    'file.too-many-entries',
    `It has ${entries} entries and a calendar takes ${mostEntries}; give a file with only the holidays of the years you need.`,
  );

export const byDay = <Listed extends { readonly day: string }>(days: readonly Listed[]): readonly Listed[] =>
  days.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
