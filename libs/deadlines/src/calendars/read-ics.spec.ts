import fc from 'fast-check';
import { calendarProblems } from '../domain/calendar-problems';
import { publishedCalendar } from './published-calendars';
import { readIcs } from './read-ics';

const file = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Us//Holidays//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): readonly string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const days = (text: string, years: { from: number; to: number } | null = null): readonly string[] =>
  readIcs(text, years).holidays.map(({ day, name }) => `${day} ${name}`);
const problems = (text: string, years: { from: number; to: number } | null = null): readonly string[] =>
  readIcs(text, years).problems.map(({ line, code }) => `${line}: ${code}`);
const rule = (start: string, recurrence: string): string =>
  file(...event(`DTSTART;VALUE=DATE:${start}`, 'SUMMARY:Feast', `RRULE:${recurrence}`));

describe('an iCalendar file', () => {
  it('is read for its whole days, by day', () =>
    expect(
      readIcs(
        file(
          ...event('DTSTART;VALUE=DATE:20260525', 'DTEND;VALUE=DATE:20260526', 'SUMMARY:Spring bank holiday'),
          ...event('DTSTART:20260101', 'SUMMARY:New Year’s Day'),
        ),
        null,
      ),
    ).toEqual({
      holidays: [
        { day: '2026-01-01', name: 'New Year’s Day' },
        { day: '2026-05-25', name: 'Spring bank holiday' },
      ],
      workingDays: [],
      problems: [],
    }));
  it('may fold its lines, quote its parameters and escape its texts', () =>
    expect(
      days(
        file(
          ...event(
            'DTSTART;VALUE=DATE;X-NOTE="a:b;c":2026',
            ' 0101',
            'SUMMARY;LANGUAGE=en:New Year\\, the fir',
            ' st day\\; nobody\\nworks\\\\',
          ),
        ),
      ),
    ).toEqual(['2026-01-01 New Year, the first day; nobody works\\']));
  it('may end its lines as other systems do and begin with a mark', () =>
    expect(days(`\uFEFF${file(...event('DTSTART:20260101', 'SUMMARY:New Year')).replaceAll('\r\n', '\n')}`)).toEqual([
      '2026-01-01 New Year',
    ]));
  it('lists every day of a feast of several', () => {
    const feast = ['2026-12-30 Feast', '2026-12-31 Feast', '2027-01-01 Feast'];
    expect(days(file(...event('DTSTART:20261230', 'DTEND:20270102', 'SUMMARY:Feast')))).toEqual(feast);
    expect(days(file(...event('DTSTART:20261230', 'DURATION:P3D', 'SUMMARY:Feast')))).toEqual(feast);
    expect(days(file(...event('DTSTART:20261230', 'DURATION:P1W', 'SUMMARY:Feast'))).length).toBe(7);
  });
  it('leaves out what was cancelled, alarms, and what is no event', () =>
    expect(
      days(
        file(
          'BEGIN:VTIMEZONE',
          'BEGIN:STANDARD',
          'DTSTART:19700101T000000',
          'END:STANDARD',
          'END:VTIMEZONE',
          ...event('DTSTART:20260101', 'SUMMARY:New Year', 'BEGIN:VALARM', 'SUMMARY:Wake up', 'DTSTART:20251231', 'END:VALARM'),
          ...event('DTSTART:20260102', 'SUMMARY:Day after', 'STATUS:CANCELLED'),
        ),
      ),
    ).toEqual(['2026-01-01 New Year']));
  it('that lists a feast twice lists it once', () =>
    expect(days(file(...event('DTSTART:20260101', 'SUMMARY:New Year'), ...event('DTSTART:20260101', 'SUMMARY:New Year')))).toEqual([
      '2026-01-01 New Year',
    ]));

  it('says of every entry it could not read what to do, and reads the others', () => {
    const text = file(
      ...event('SUMMARY:No day'),
      ...event('DTSTART:20260101'),
      ...event('DTSTART:20260501T090000Z', 'SUMMARY:From nine'),
      ...event('DTSTART:20260230', 'SUMMARY:No such day'),
      ...event('DTSTART:20260101', 'DTEND:20251231', 'SUMMARY:Ends before'),
      ...event('DTSTART:20260101', 'DTEND:20270101', 'SUMMARY:A year off'),
      ...event('DTSTART:20260101', 'RDATE:20260105', 'SUMMARY:Listed dates'),
      ...event('DTSTART:20260101', 'RRULE:FREQ=YEARLY;COUNT=2', 'EXDATE:20270101T000000', 'SUMMARY:Except an hour'),
      ...event('DTSTART:20260501', 'SUMMARY:Good'),
      'BEGIN:VEVENT',
      ...event('DTSTART:20260502', 'SUMMARY:Also good'),
      'BEGIN:VEVENT',
    );
    expect(problems(text)).toEqual([
      '4: event.without-day',
      '7: event.without-name',
      '11: event.not-a-day',
      '15: event.not-a-day',
      '18: event.bad-length',
      '23: event.bad-length',
      '30: recurrence.not-understood',
      '36: event.not-a-day',
      '43: event.not-ended',
      '48: event.not-ended',
    ]);
    expect(days(text)).toEqual(['2026-05-01 Good', '2026-05-02 Also good']);
  });
  it('that is something else is refused', () => expect(problems('day,name\n2026-01-01,New Year')).toEqual(['1: file.no-calendar']));
  it('with 100,000 entries is refused before they are read, with a sentence', () => {
    const text = file(event('DTSTART:20260101', 'SUMMARY:Again').join('\r\n').concat('\r\n').repeat(100_000));
    expect(readIcs(text, null)).toEqual({
      holidays: [],
      workingDays: [],
      problems: [
        {
          line: 1,
          code: 'file.too-many-entries',
          detail: 'It has 100000 entries and a calendar takes 1500; give a file with only the holidays of the years you need.',
        },
      ],
    });
  });
});

describe('a recurrence rule', () => {
  const asked = { from: 2026, to: 2028 };
  it('that never ends is refused unless years are asked for', () => {
    expect(problems(rule('20000101', 'FREQ=YEARLY'))).toEqual(['7: recurrence.never-ends']);
    expect(days(rule('20000101', 'FREQ=YEARLY'), asked)).toEqual(['2026-01-01 Feast', '2027-01-01 Feast', '2028-01-01 Feast']);
  });
  it('that practically never ends is refused too', () =>
    expect([problems(rule('20000101', 'FREQ=YEARLY;UNTIL=99991231')), problems(rule('20000101', 'FREQ=YEARLY;COUNT=9999'))]).toEqual([
      ['7: recurrence.too-long'],
      ['7: recurrence.too-long'],
    ]));
  it.each<[string, string, string, readonly string[]]>([
    ['counts', '20250101', 'FREQ=YEARLY;COUNT=3', ['2025-01-01', '2026-01-01', '2027-01-01']],
    ['ends with a day, that day included', '20250101', 'FREQ=YEARLY;UNTIL=20270101', ['2025-01-01', '2026-01-01', '2027-01-01']],
    ['ends with an instant', '20250101', 'FREQ=YEARLY;UNTIL=20261231T235959Z', ['2025-01-01', '2026-01-01']],
    ['skips years', '20240101', 'FREQ=YEARLY;INTERVAL=2;COUNT=3', ['2024-01-01', '2026-01-01', '2028-01-01']],
    ['falls on a leap day only when there is one', '20240229', 'FREQ=YEARLY;COUNT=2', ['2024-02-29', '2028-02-29']],
    ['names the first Monday of May', '20250505', 'FREQ=YEARLY;BYMONTH=5;BYDAY=1MO;COUNT=2', ['2025-05-05', '2026-05-04']],
    ['names the last Monday of May', '20250526', 'FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2', ['2025-05-26', '2026-05-25']],
    [
      'names the Monday between two dates',
      '20250505',
      'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=MO;COUNT=2',
      ['2025-05-05', '2026-05-04'],
    ],
    [
      'names the last day of a month',
      '20250228',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;COUNT=4',
      ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
    ],
  ])('that %s falls on those days', (_what, start, recurrence, expected) =>
    expect(days(rule(start, recurrence))).toEqual(expected.map((day) => `${day} Feast`)),
  );
  it('leaves out its exceptions', () =>
    expect(days(file(...event('DTSTART:20250101', 'SUMMARY:Feast', 'RRULE:FREQ=YEARLY;COUNT=3', 'EXDATE;VALUE=DATE:20260101')))).toEqual([
      '2025-01-01 Feast',
      '2027-01-01 Feast',
    ]));
  it('counts from its first day although only later years are asked for', () =>
    expect(days(rule('20240101', 'FREQ=YEARLY;COUNT=3'), asked)).toEqual(['2026-01-01 Feast']));
  it.each([
    'FREQ=WEEKLY',
    'FREQ=YEARLY;BYSETPOS=1',
    'FREQ=YEARLY;BYDAY=MO',
    'FREQ=YEARLY;BYMONTH=13',
    'FREQ=YEARLY;INTERVAL=0',
    'FREQ=YEARLY;UNTIL=soon',
    'FREQ=YEARLY;BYMONTH=5;BYDAY=XX',
    '',
  ])('that says %p is not guessed at', (recurrence) =>
    expect(problems(rule('20250101', recurrence), asked)).toEqual(['7: recurrence.not-understood']),
  );
});

describe('any iCalendar file', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'BEGIN:VALARM',
      'END:VALARM',
      'DTSTART;VALUE=DATE:20260101',
      'DTEND:20260103',
      'DURATION:P2D',
      'SUMMARY:Feast',
      'RRULE:FREQ=YEARLY',
      'RRULE:FREQ=YEARLY;COUNT=4;INTERVAL=3',
      'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
      'EXDATE:20270101',
      'STATUS:CANCELLED',
    ),
    fc.string(),
  );
  it('is read into days that a calendar takes, or refused line by line; nothing else happens', () =>
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const { holidays, problems: found } = readIcs(file(...lines), { from: 2026, to: 2035 });
        const whole = { ...publishedCalendar('sample-office').calendar, workingDays: [], knownUntil: '2035-12-31', holidays };
        expect(calendarProblems(whole)).toEqual([]);
        expect(found.filter(({ line: at }) => !(at >= 1 && at <= lines.length + 5 + lines.join('').length))).toEqual([]);
      }),
      { numRuns: 1_000 },
    ));
  it.each([null, { from: 2026, to: 2035 }])('with rules that hardly ever fall on a day ends all the same, asked for %p', (years) =>
    expect([
      days(rule('19000101', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;COUNT=9999'), years),
      days(rule('20000101', 'FREQ=YEARLY;INTERVAL=400;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231'), years),
    ]).toEqual([[], []]),
  );
  it('with a rule that is not followed to its end says so', () =>
    expect([
      problems(rule('20000101', 'FREQ=YEARLY;BYMONTH=2;BYDAY=5MO;COUNT=9999')),
      problems(rule('20000101', 'FREQ=YEARLY;INTERVAL=400;COUNT=50')),
    ]).toEqual([['7: recurrence.too-long'], ['7: recurrence.too-long']]));
});
