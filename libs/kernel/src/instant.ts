import type { Clear } from './clear';

/** UTC with milliseconds and `Z` (`2026-05-01T09:30:00.000Z`), so that text order is time order; strings survive JSON, Date objects do not. */
export type Instant = Clear<'instant'>;
/** A calendar day, `2026-05-01`. */
export type Day = Clear<'day'>;

const hour = 3_600_000;
const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Is it a UTC instant in the one form that is stored, and does that moment exist? */
export const isInstant = (text: string): boolean =>
  form.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;

export const plusHours = (instant: Instant, hours: number): Instant => new Date(Date.parse(instant) + hours * hour).toISOString();
export const plusDays = (instant: Instant, days: number): Instant => plusHours(instant, days * 24);
/** Whole minutes from one instant to another; negative when the second is earlier. */
export const minutesBetween = (from: Instant, to: Instant): number => Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);
export const secondsBetween = (from: Instant, to: Instant): number => Math.floor((Date.parse(to) - Date.parse(from)) / 1_000);
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/**
 * The day an instant falls on in an IANA time zone. Every offset in use since 1972 is a multiple of a quarter of an hour, so the
 * answer is remembered for each quarter: folds ask for the same quarters again and again.
 */
export const dayIn = (timeZone: string): ((instant: Instant) => Day) => {
  if (timeZone === 'UTC') return (instant) => instant.slice(0, 10);
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const known = new Map<number, Day>();
  return (instant) => {
    const quarter = Math.floor(Date.parse(instant) / (hour / 4));
    let day = known.get(quarter);
    if (day === undefined) {
      if (known.size > 100_000) known.clear();
      day = format.format(quarter * (hour / 4));
      known.set(quarter, day);
    }
    return day;
  };
};

/** Does this machine know the IANA time zone? */
export const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
