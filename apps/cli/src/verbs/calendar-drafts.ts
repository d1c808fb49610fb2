import { readFileSync } from 'node:fs';
import {
  type Calendar,
  type Draft,
  draftCalendar,
  type ListedDays,
  readCsv,
  readIcs,
  type Weekday,
  weekdays,
  weekOf,
  type WrittenIn,
} from '@redress/deadlines';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';

interface WeekOptions {
  readonly timeZone: string;
  readonly hours: string;
  readonly weekend: string;
}
export interface DraftOptions extends WeekOptions {
  readonly country: string;
  readonly region?: string;
  readonly from: number;
  readonly to: number;
}
export interface ImportOptions extends WeekOptions {
  readonly file: string;
  readonly title: string;
  readonly source: string;
  readonly calendar: WrittenIn;
  readonly from?: number;
  readonly to?: number;
}

/** A draft with what date-holidays computes. */
export const draftVerb = async ({ terminal }: WithEngine, options: DraftOptions): Promise<ExitCode> => {
  const { country, region = null, timeZone, from, to } = options;
  const draft = await draftCalendar({ country, region, timeZone, years: { from, to }, week: weekIn(options) });
  return print(terminal, draft);
};

/** A draft with what a file lists. Throws Refused with every line that is not understood. */
export const importCalendarVerb = async ({ terminal }: WithEngine, options: ImportOptions): Promise<ExitCode> => {
  const { title, source, timeZone, file } = options;
  const { holidays, workingDays, problems } = listedIn(options);
  if (problems.length > 0) throw new Refused(problems.map(({ line, detail }) => `${file}, line ${line}: ${detail}`).join('\n'));
  const last = [...holidays, ...workingDays]
    .map(({ day }) => day)
    .sort()
    .at(-1);
  const calendar: Calendar = {
    title,
    source,
    timeZone,
    effectiveFrom: null,
    week: weekIn(options),
    holidays,
    workingDays,
    knownUntil: last === undefined ? null : `${last.slice(0, 4)}-12-31`,
  };
  return print(terminal, { draft: true, calendar });
};

const print = (terminal: WithEngine['terminal'], draft: Draft): ExitCode => {
  if (terminal.json) terminal.value(draft);
  else terminal.line(JSON.stringify(draft, null, 2));
  terminal.say('This is a draft: compare every day with what was announced, then adopt the file with --approved.');
  return exitCodes.done;
};

const listedIn = ({ file, calendar, from, to }: ImportOptions): ListedDays => {
  const text = textIn(file);
  if (/\.csv$/i.test(file)) return readCsv(text, calendar);
  if (!/\.ics$/i.test(file)) throw new Refused('Give a file whose name ends in .ics or .csv.', exitCodes.usage);
  if ((from === undefined) !== (to === undefined)) throw new Refused('Give --from and --to together.', exitCodes.usage);
  return readIcs(text, from === undefined || to === undefined ? null : { from, to });
};

const textIn = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Refused(`${file} is no readable file; check its name.`);
  }
};

/** What is wrong with the hours themselves is told when the calendar is adopted. */
const weekIn = ({ hours, weekend }: WeekOptions): Calendar['week'] => {
  const [, from, to] = /^(\d{2}:\d{2})-(\d{2}:\d{2})$/.exec(hours) ?? [];
  const days = weekend.split(',').filter((day) => day !== '');
  const strange = days.filter((day) => !(weekdays as readonly string[]).includes(day));
  if (from === undefined || to === undefined) throw new Refused('--hours takes working time such as 09:00-17:00.', exitCodes.usage);
  if (strange.length > 0) throw new Refused(`--weekend takes days such as friday,saturday, among ${weekdays.join(', ')}.`, exitCodes.usage);
  return weekOf([{ from, to }], days as readonly Weekday[]);
};
