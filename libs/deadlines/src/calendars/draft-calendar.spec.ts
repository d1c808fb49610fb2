import { weekOf } from '../domain/calendar';
import { calendarProblems } from '../domain/calendar-problems';
import { draftCalendar, NoHolidaysKnown } from './draft-calendar';

const week = weekOf([{ from: '09:00', to: '17:00' }], ['saturday', 'sunday']);
const wish = { country: 'IE', region: null, timeZone: 'Europe/Dublin', years: { from: 2026, to: 2027 }, week };

describe('a draft of a calendar', () => {
  it('is marked as a draft beside its text, and is a calendar that could be adopted', async () => {
    const { draft, calendar } = await draftCalendar(wish);
    expect([draft, 'draft' in calendar, calendarProblems(calendar), calendar.knownUntil]).toEqual([true, false, [], '2027-12-31']);
  });
  it('holds the public and bank holidays of the years asked for', async () => {
    const { calendar } = await draftCalendar({ ...wish, years: { from: 2026, to: 2026 } });
    expect(calendar.holidays.map(({ day }) => day)).toEqual([
      '2026-01-01',
      '2026-02-02',
      '2026-03-17',
      '2026-04-03',
      '2026-04-06',
      '2026-05-04',
      '2026-06-01',
      '2026-08-03',
      '2026-10-26',
      '2026-12-25',
      '2026-12-26',
      '2026-12-28',
    ]);
  });
  it('of a region holds what only that region keeps', async () => {
    const days = async (region: string): Promise<readonly string[]> =>
      (await draftCalendar({ ...wish, country: 'GB', region, years: { from: 2026, to: 2026 } })).calendar.holidays.map(({ day }) => day);
    expect([(await days('SCT')).includes('2026-01-02'), (await days('ENG')).includes('2026-01-02')]).toEqual([true, false]);
  });
  it('marks the days that follow the moon as computed, and no others', async () => {
    const { calendar } = await draftCalendar({ ...wish, country: 'AZ', timeZone: 'Asia/Baku', years: { from: 2026, to: 2026 } });
    const computed = calendar.holidays.filter((holiday) => holiday.computed).map(({ day }) => day);
    expect(computed).toEqual(['2026-03-20', '2026-03-21', '2026-03-23', '2026-05-27', '2026-05-28']);
    expect(calendar.holidays.filter(({ day, computed: isComputed }) => day === '2026-06-15' && !isComputed).length).toBe(1);
  });
  it('names who collected its data and under which licence', async () =>
    expect((await draftCalendar(wish)).calendar.source).toContain('CC BY-SA 3.0'));
  it.each([
    ['a country nobody knows', { ...wish, country: 'XX' }],
    ['a region nobody knows', { ...wish, country: 'GB', region: 'ATL' }],
    ['years that run backwards', { ...wish, years: { from: 2027, to: 2026 } }],
    ['a century', { ...wish, years: { from: 2000, to: 2100 } }],
  ])('of %s is refused', (_what, strange) => expect(draftCalendar(strange)).rejects.toThrow(NoHolidaysKnown));
});
