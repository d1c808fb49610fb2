import { dayNumberOf, weekdayOf } from '@redress/kernel';
import { readdirSync } from 'node:fs';
import { calendarText, calendarTextProblems } from '../domain/version-text';
import { draftCalendar } from './draft-calendar';
import { publishedCalendars } from './published-calendars';

const calendars = publishedCalendars();
const calendar = (id: string) => calendars.find((each) => each.id === id)!.calendar;

/** The holidays that fall on a Monday to a Friday, without those left out here. */
const onWorkdays = (id: string, years: readonly [number, number], without: RegExp = /^$/): readonly string[] => [
  ...new Set(
    calendar(id)
      .holidays.filter(
        ({ day, name }) => weekdayOf(dayNumberOf(day)) < 5 && day >= `${years[0]}` && day < `${years[1] + 1}` && !without.test(name),
      )
      .map(({ day }) => day),
  ),
];
const drafted = async (country: string, region: string | null, years: readonly [number, number], without: RegExp = /^$/) => {
  const draft = await draftCalendar({
    country,
    region,
    timeZone: 'UTC',
    years: { from: years[0], to: years[1] },
    week: calendar('india').week,
  });
  const days = draft.calendar.holidays
    .filter(({ day, name }) => weekdayOf(dayNumberOf(day)) < 5 && !without.test(name))
    .map(({ day }) => day);
  return [...new Set(days)];
};

describe('the calendars that come with Redress', () => {
  it('are the files that lie here, each under its own name', () =>
    expect(calendars.map(({ id }) => `${id}.json`)).toEqual(
      readdirSync(__dirname)
        .filter((file) => file.endsWith('.json'))
        .sort(),
    ));
  it.each(calendars.map(({ id, calendar: one }) => [id, one] as const))('can be adopted: %s', (_id, one) =>
    expect(calendarTextProblems(calendarText(one))).toEqual([]),
  );
  it('say they are drafts wherever every holiday was computed', () =>
    expect(
      calendars
        .filter(({ calendar: { holidays } }) => holidays.length > 0 && holidays.every(({ computed }) => computed))
        .map(({ id }) => id),
    ).toEqual(calendars.filter(({ draft }) => draft).map(({ id }) => id)));
  it('list their days in order', () =>
    expect(calendars.map(({ calendar: { holidays } }) => holidays.map(({ day }) => day))).toEqual(
      calendars.map(({ calendar: { holidays } }) => holidays.map(({ day }) => day).sort()),
    ));

  it('agree on England and Wales, 2017 to 2027, with what date-holidays computes', async () =>
    expect(onWorkdays('england-and-wales', [2017, 2027])).toEqual(await drafted('GB', 'ENG', [2017, 2027])));
  it('agree on Ireland, 2026 and 2027, but for what only banks keep', async () =>
    expect(onWorkdays('ireland', [2026, 2027])).toEqual(await drafted('IE', null, [2026, 2027], /Good Friday|substitute/)));
  it('agree on the United States, 2026 and 2027', async () =>
    expect(onWorkdays('us-federal', [2026, 2027])).toEqual(await drafted('US', null, [2026, 2027])));
  it('agree on Australia, 2026 and 2027', async () =>
    expect(onWorkdays('australia-national', [2026, 2027])).toEqual(await drafted('AU', null, [2026, 2027])));
});
