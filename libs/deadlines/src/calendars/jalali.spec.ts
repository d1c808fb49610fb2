import { dayOfJalali } from './jalali';

describe('a date of the Persian calendar', () => {
  it('is the day that ICU says it is, on all 73,049 days from 1300-01-01 (1921-03-21) to 1499-12-29 (2121-03-20)', () => {
    const persian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    });
    const differing: string[] = [];
    let days = 0;
    for (let at = Date.UTC(1921, 2, 21); at <= Date.UTC(2121, 2, 20); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      const [month, date, year] = persian.format(at).replace(/ .*/, '').split('/').map(Number);
      if (dayOfJalali(year!, month!, date!) !== day) differing.push(day);
      days += 1;
    }
    expect([days, differing]).toEqual([73_049, []]);
  });
  it('has a thirtieth of Esfand in leap years only', () =>
    expect([dayOfJalali(1403, 12, 30), dayOfJalali(1404, 12, 30), dayOfJalali(1405, 1, 1)]).toEqual(['2025-03-20', null, '2026-03-21']));
  it('does not exist in a thirteenth month or on a thirty-second day', () =>
    expect([dayOfJalali(1405, 13, 1), dayOfJalali(1405, 1, 32), dayOfJalali(1405, 7, 31)]).toEqual([null, null, null]));
});
