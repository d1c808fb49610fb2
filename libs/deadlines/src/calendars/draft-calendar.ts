import { dayNumberOf, dayOfNumber } from '@redress/kernel';
import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import type { Calendar, Holiday } from '../domain/calendar';
import { byDay, mostEntries } from './listed-days';
import type { Years } from './yearly-rule';

/** For what a draft is made. `country` as in ISO 3166-1 (`IE`), `region` as in ISO 3166-2 without the country (`ENG`). */
export interface DraftWish {
  readonly country: string;
  readonly region: string | null;
  readonly timeZone: string;
  readonly years: Years;
  readonly week: Calendar['week'];
}

/** A proposal: it counts nothing before a person compared it with what was announced and adopted its text. */
export interface Draft {
  readonly draft: true;
  readonly calendar: Calendar;
}

/** Nobody collected the holidays of that country or region, or for those years. */
export class NoHolidaysKnown extends Error {
  override readonly name = 'NoHolidaysKnown';
}

const credit =
  'Drafted with date-holidays 3.37.0 (code ISC; data CC BY-SA 3.0 by its contributors, after the Wikipedia articles it names). Not announced by anybody: compare every day with the official list before you adopt it.';

/**
 * A calendar with the public and bank holidays that date-holidays computes. Days that follow a moon or a sun sighted or computed are marked
 * `computed`: what is announced often differs by a day. The library is loaded only here, it takes a quarter of a second. Throws
 * NoHolidaysKnown.
 */
export const draftCalendar = async ({ country, region, timeZone, years, week }: DraftWish): Promise<Draft> => {
  if (years.to < years.from || years.to - years.from >= 30) throw new NoHolidaysKnown('Ask for one year to thirty, the earlier one first.');
  const { default: Known } = await import('date-holidays');
  const known = new Known(country, region ?? '', { types: ['bank', 'public'] });
  checkPlace(new Known(), country, region);
  const holidays: Holiday[] = [];
  for (let year = years.from; year <= years.to; year += 1) holidays.push(...known.getHolidays(year).flatMap(daysOf));
  if (holidays.length === 0 || holidays.length > mostEntries) {
    throw new NoHolidaysKnown(
      `For ${years.from} to ${years.to} there are ${holidays.length} holidays of ${country}; import a list of your own.`,
    );
  }
  const where = region === null ? country : `${country}-${region}`;
  return {
    draft: true,
    calendar: {
      title: `Draft: ${where} ${years.from}-${years.to}`,
      source: credit,
      timeZone,
      effectiveFrom: null,
      week,
      holidays: byDay(holidays),
      workingDays: [],
      knownUntil: `${years.to}-12-31`,
    },
  };
};

const checkPlace = (all: Holidays, country: string, region: string | null): void => {
  const countries = Object.keys(all.getCountries());
  if (!countries.includes(country))
    throw new NoHolidaysKnown(`No holidays are known of ${country}; name a country as in IE, or import a list.`);
  const regions = Object.keys(all.getStates(country) ?? {});
  if (region === null || regions.includes(region)) return;
  throw new NoHolidaysKnown(`No region ${region} is known of ${country}; leave it out, or name one of: ${regions.join(', ') || 'none'}.`);
};

/** Months and days of calendars that follow the moon or the sun, as the rules of the library name them. */
const observed =
  /muharram|safar|rabi|jumada|rajab|shaban|ramadan|shawwal|dhu|nisan|iyyar|sivan|tamuz|av\b|elul|tishrei|cheshvan|kislev|tevet|shvat|adar|chinese|korean|vietnamese|bengali|equinox|solstice/i;

const daysOf = ({ date, start, end, name, rule }: HolidaysTypes.Holiday): readonly Holiday[] => {
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
  const first = date.slice(0, 10);
  return Array.from({ length }, (_, index) => ({
    day: dayOfNumber(dayNumberOf(first) + index),
    name: name.slice(0, 200),
    ...(observed.test(rule) && { computed: true as const }),
  }));
};
