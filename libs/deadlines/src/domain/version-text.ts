import type { Calendar } from './calendar';
import { calendarProblems } from './calendar-problems';
import { calendarOfFirst, type FirstCalendarText, type FirstPolicyText, policyOfFirst } from './first-versions';
import type { KnownCalendars } from './limit-problems';
import type { Policy } from './policy';
import { policyProblems } from './policy-problems';
import { isRecord, type Problem, refused } from './shape';

/** How texts are written since there are clocks; those of the first day have no format. */
const format = 2;

/** Bytes of a text as its event holds it: of the 131,072 of an event's data something is left for the rest. */
export const mostTextBytes = 120 * 1024;

/** The text of a policy or calendar version cannot be read: it was written by a newer build, or it is no such text. */
export class UnreadableVersion extends Error {
  override readonly name = 'UnreadableVersion';
}

/** The text that is stored for ever; its SHA-256 is the address of the version. */
export const policyText = (policy: Policy): string => JSON.stringify({ format, ...policy });
export const calendarText = (calendar: Calendar): string => JSON.stringify({ format, ...calendar });

/** The policy that a stored text holds; it was checked when it was adopted. Throws UnreadableVersion. */
export const policyIn = (text: string): Policy => {
  const read = valueIn(text, 'policy');
  return read.isFirst ? policyOfFirst(read.value as FirstPolicyText) : (read.value as Policy);
};

/** The calendar that a stored text holds. Throws UnreadableVersion. */
export const calendarIn = (text: string): Calendar => {
  const read = valueIn(text, 'calendar');
  return read.isFirst ? calendarOfFirst(read.value as FirstCalendarText) : (read.value as Calendar);
};

/**
 * Every reason why a text that somebody wrote cannot be adopted as a policy beside these calendars; none when it can. The text may say
 * `"format": 2`, as the stored ones do.
 */
export const policyTextProblems = (text: string, calendars: KnownCalendars): readonly Problem[] =>
  problemsOf(text, (value) => policyProblems(value, calendars));
/** As `policyTextProblems`, for a calendar. */
export const calendarTextProblems = (text: string): readonly Problem[] => problemsOf(text, calendarProblems);

const problemsOf = (text: string, check: (value: unknown) => readonly Problem[]): readonly Problem[] => {
  const value = parsed(text);
  if (value === undefined) return refused('', 'text.no-json', 'Give JSON: this text ends early or has a comma or quotation mark too many.');
  if (!isRecord(value)) return check(value);
  const { format: written, ...rest } = value;
  return [
    ...(written === undefined || written === format
      ? []
      : refused('format', 'format.unknown', `Give ${format}, or leave it out: this build writes no other.`)),
    ...check(rest),
    ...tooLong(text),
  ];
};

/** As it lies in the event, where a quotation mark takes two bytes. */
const tooLong = (text: string): readonly Problem[] => {
  const bytes = Buffer.byteLength(JSON.stringify(text));
  if (bytes <= mostTextBytes) return [];
  return refused('', 'text.too-long', `It takes ${bytes} bytes and an event holds ${mostTextBytes} of it; leave out years that are over.`);
};

interface ReadText {
  readonly isFirst: boolean;
  readonly value: unknown;
}
const valueIn = (text: string, what: 'policy' | 'calendar'): ReadText => {
  const read = parsed(text);
  if (!isRecord(read)) throw new UnreadableVersion(`A stored ${what} is no JSON object; verify the register and restore it from a backup.`);
  const { format: written, ...value } = read;
  if (written === undefined) return { isFirst: true, value };
  if (written === format) return { isFirst: false, value };
  throw new UnreadableVersion(`A stored ${what} is written in format ${JSON.stringify(written)}; read it with a newer Redress.`);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
