import type { Channel, Outcome } from '@redress/complaints';
import type { Day, Instant } from '@redress/kernel';

export type Response =
  { readonly kind: 'closed'; readonly outcome: Outcome } | { readonly kind: 'in-progress' | 'untimely' | 'none'; readonly outcome: null };

/** Case and white space differ between copies. */
const plain = (word: string): string => word.trim().toLowerCase().replace(/\s+/g, ' ');

const channels: ReadonlyMap<string, Channel> = new Map([
  ['web', 'web'],
  ['phone', 'phone'],
  ['referral', 'referral'],
  ['web referral', 'referral'],
  ['postal mail', 'letter'],
  ['fax', 'fax'],
  ['email', 'email'],
]);
/** A word that is not in the table counts as `other`, and is kept beside it. */
export const channelOf = (word: string): Channel => channels.get(plain(word)) ?? 'other';

const closed = (outcome: Outcome): Response => ({ kind: 'closed', outcome });
const none: Response = { kind: 'none', outcome: null };
const responses: ReadonlyMap<string, Response> = new Map([
  ['', none],
  ['n/a', none],
  ['in progress', { kind: 'in-progress', outcome: null }],
  ['untimely response', { kind: 'untimely', outcome: null }],
  ['closed with explanation', closed('explanation')],
  ['closed with relief', closed('relief')],
  ['closed with monetary relief', closed('monetary-relief')],
  ['closed with non-monetary relief', closed('non-monetary-relief')],
  ['closed without relief', closed('without-relief')],
  ['closed', closed('closed')],
]);
/** Undefined for words that no table knows: the row is refused rather than their meaning guessed. */
export const responseOf = (words: string): Response | undefined => responses.get(plain(words));

const answers: ReadonlyMap<string, boolean | null> = new Map([
  ['', null],
  ['n/a', null],
  ['yes', true],
  ['true', true],
  ['no', false],
  ['false', false],
]);
/** Null is "not said", which is not "No"; undefined for a word that no table knows. */
export const answerOf = (word: string): boolean | null | undefined => answers.get(plain(word));

const yearFirst = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?: [\d:.]+(?: ?[AP]M)?)?$/i;

/**
 * The day of `2019-03-29`, `2019/3/29`, `3/29/2019` (the month first: the register is American), `3/29/19` (this century: the register
 * began in 2011), each also with a time, which is that of an export and no part of the day. Null when there is no such day.
 */
export const dayOf = (text: string): Day | null => {
  const trimmed = text.trim();
  const parts = yearFirst.exec(trimmed);
  if (parts) return existing(parts[1]!, parts[2]!, parts[3]!);
  const american = monthFirst.exec(trimmed);
  if (!american) return null;
  const year = american[3]!;
  return existing(year.length === 2 ? `20${year}` : year, american[1]!, american[2]!);
};

const existing = (year: string, month: string, day: string): Day | null => {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const noon = new Date(`${text}T12:00:00.000Z`);
  return !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(text) ? text : null;
};

const newYork = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' });
const noons = new Map<Day, Instant>();

/** 12:00 in New York, where the register is kept, on a day since 1970: 16:00 UTC in summer time and 17:00 otherwise. */
export const noonOf = (day: Day): Instant => {
  let noon = noons.get(day);
  if (noon === undefined) {
    const summer = `${day}T16:00:00.000Z`;
    noon = newYork.format(new Date(summer)) === '12' ? summer : `${day}T17:00:00.000Z`;
    noons.set(day, noon);
  }
  return noon;
};
