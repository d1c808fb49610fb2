import fc from 'fast-check';
import { readCsv } from './read-csv';

const problems = (text: string, writtenIn: 'gregorian' | 'jalali' = 'gregorian'): readonly string[] =>
  readCsv(text, writtenIn).problems.map(({ line, code }) => `${line}: ${code}`);

describe('a CSV file of holidays', () => {
  it('is read for its days, half days and worked days of the weekend, by day', () =>
    expect(
      readCsv(
        [
          'day,name,from,to,working',
          '2026-12-31,"New Year’s Eve, half a day",09:00,12:00,',
          '2026-03-20,Novruz,,,no',
          '2026-03-28,Worked instead,13:00,17:00,yes',
          '2026-03-28,Worked instead,09:00,12:00,yes',
        ].join('\r\n'),
        'gregorian',
      ),
    ).toEqual({
      holidays: [
        { day: '2026-03-20', name: 'Novruz' },
        { day: '2026-12-31', name: 'New Year’s Eve, half a day', slots: [{ from: '09:00', to: '12:00' }] },
      ],
      workingDays: [
        {
          day: '2026-03-28',
          name: 'Worked instead',
          slots: [
            { from: '09:00', to: '12:00' },
            { from: '13:00', to: '17:00' },
          ],
        },
      ],
      problems: [],
    }));
  it('may have its columns in another order, semicolons, a mark at its beginning and empty lines', () =>
    expect(readCsv('\uFEFFName;Day\n\nNew Year;2026-1-1\n', 'gregorian')).toEqual({
      holidays: [{ day: '2026-01-01', name: 'New Year' }],
      workingDays: [],
      problems: [],
    }));
  it('may be written in the Persian calendar, also in its digits', () =>
    expect(readCsv('day,name\n1405-01-01,نوروز\n۱۴۰۵/۱/۱۳,سیزده بدر\n', 'jalali')).toEqual({
      holidays: [
        { day: '2026-03-21', name: 'نوروز' },
        { day: '2026-04-02', name: 'سیزده بدر' },
      ],
      workingDays: [],
      problems: [],
    }));

  it('says of every line it could not read what to do, and reads the others', () => {
    const text = [
      'day,name,from,to,working',
      '2026-02-30,No such day',
      '1 May 2026,Not a day',
      '1405-01-01,Persian',
      '2026-01-01,',
      '2026-01-02,Half,09:00,',
      '2026-01-02,Backwards,12:00,09:00',
      '2026-01-03,Worked,,,yes',
      '2026-01-04,Perhaps,,,perhaps',
      '2026-01-05,A name, with a comma,,,',
      'nonsense,,9,17,maybe',
      '2026-01-06,Good',
      '2026-01-06,Good',
    ].join('\n');
    expect(problems(text)).toEqual([
      '2: row.day-does-not-exist',
      '3: row.not-a-day',
      '4: row.other-calendar',
      '5: row.without-name',
      '6: row.bad-slot',
      '7: row.bad-slot',
      '8: row.without-slot',
      '9: row.working-unclear',
      '10: row.too-many-cells',
      '10: row.bad-slot',
      '11: row.not-a-day',
      '11: row.without-name',
      '11: row.working-unclear',
      '11: row.bad-slot',
      '13: row.twice',
    ]);
    expect(readCsv(text, 'gregorian').holidays).toEqual([{ day: '2026-01-06', name: 'Good' }]);
  });
  it('in the other calendar than it was said to be is not misread', () =>
    expect(readCsv('day,name\n2026-03-21,Nowruz\n', 'jalali').problems).toEqual([
      {
        line: 2,
        code: 'row.other-calendar',
        detail: 'Year 2026 looks gregorian; read the file as gregorian, or give the day as in 1405-01-01.',
      },
    ]));
  it.each([
    ['without the column it needs', 'date,name\n2026-01-01,New Year'],
    ['with a column twice', 'day,name,name\n2026-01-01,New Year,Again'],
    ['without anything', ''],
  ])('%s is refused', (_what, text) => expect(problems(text)).toEqual(['1: file.other-columns']));
  it('whose quotation mark is never closed is refused', () =>
    expect(problems('day,name\n2026-01-01,"New Year\n')).toEqual(['2: file.broken-quotes']));
  it('with 100,000 lines is refused with a sentence', () =>
    expect(readCsv(`day,name\n${'2026-01-01,Again\n'.repeat(100_000)}`, 'gregorian').problems).toEqual([
      {
        line: 1,
        code: 'file.too-many-entries',
        detail: 'It has 100000 entries and a calendar takes 1500; give a file with only the holidays of the years you need.',
      },
    ]));
});

describe('any CSV file', () => {
  it('is read or refused, line by line; nothing else happens', () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('"', ',', ';', '2026-01-01,New Year,,,')), { maxLength: 10 }), (lines) => {
        const { holidays, workingDays, problems: found } = readCsv(['day,name,from,to,working', ...lines].join('\n'), 'gregorian');
        expect(holidays.length + workingDays.length + found.length).toBeLessThanOrEqual(6 * lines.length + 1);
      }),
      { numRuns: 1_000 },
    ));
});
