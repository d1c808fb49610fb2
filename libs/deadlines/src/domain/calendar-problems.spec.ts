import { type Calendar, type Slot, weekOf } from './calendar';
import { calendarProblems, mostListedDays } from './calendar-problems';

const office: readonly Slot[] = [
  { from: '09:00', to: '12:30' },
  { from: '13:30', to: '17:00' },
];
const calendar: Calendar = {
  title: 'Baku office',
  source: 'The organisation itself',
  timeZone: 'Asia/Baku',
  effectiveFrom: null,
  week: weekOf(office, ['saturday', 'sunday']),
  holidays: [
    { day: '2026-03-20', name: 'Novruz' },
    { day: '2026-12-31', name: 'New Year’s Eve', slots: [{ from: '09:00', to: '12:00' }] },
  ],
  workingDays: [{ day: '2026-03-28', name: 'Worked instead of 27 March', slots: office }],
  knownUntil: '2026-12-31',
};
const reasons = (value: unknown): readonly string[] => calendarProblems(value).map(({ path, code }) => `${path}: ${code}`);
const onMonday = (slots: unknown): unknown => ({ ...calendar, week: { ...calendar.week, monday: slots } });

describe('a calendar', () => {
  it('with several slots a day, half days and worked Saturdays is taken', () => expect(calendarProblems(calendar)).toEqual([]));
  it('may list a day twice where two feasts say the same', () =>
    expect(reasons({ ...calendar, holidays: [...calendar.holidays, { day: '2026-03-20', name: 'Ramazan' }] })).toEqual([]));
  it('may touch slots, and work through midnight on two days', () =>
    expect(
      reasons(
        onMonday([
          { from: '00:00', to: '06:00' },
          { from: '06:00', to: '24:00' },
        ]),
      ),
    ).toEqual([]));

  it.each<[string, unknown, readonly string[]]>([
    ['that is none at all', null, [': object.expected']],
    ['with a field nobody knows', { ...calendar, holydays: [] }, ['holydays: field.unknown']],
    [
      'with a field named like a part of every object',
      JSON.parse('{"__proto__": {}}'),
      expect.arrayContaining(['__proto__: field.unknown']),
    ],
    ['without a day of the week', { ...calendar, week: { ...calendar.week, friday: undefined } }, ['week.friday: field.missing']],
    ['in a zone nobody knows', { ...calendar, timeZone: 'Europe/Atlantis' }, ['timeZone: zone.unknown']],
    ['in a zone that is only an offset', { ...calendar, timeZone: '+04:00' }, ['timeZone: zone.unknown']],
    ['whose slot ends before it begins', onMonday([{ from: '17:00', to: '09:00' }]), ['week.monday[0]: slot.ends-before-it-begins']],
    ['whose slot is empty', onMonday([{ from: '09:00', to: '09:00' }]), ['week.monday[0]: slot.ends-before-it-begins']],
    [
      'whose slots overlap',
      onMonday([
        { from: '09:00', to: '13:00' },
        { from: '12:59', to: '17:00' },
      ]),
      ['week.monday[1]: slots.overlap'],
    ],
    [
      'whose slots are not in order',
      onMonday([
        { from: '13:00', to: '17:00' },
        { from: '09:00', to: '13:00' },
      ]),
      ['week.monday[1]: slots.not-in-order'],
    ],
    [
      'with times that no clock shows',
      onMonday([{ from: '24:00', to: '25:00' }]),
      ['week.monday[0].from: time.expected', 'week.monday[0].to: time.expected'],
    ],
    [
      'with days that do not exist',
      { ...calendar, holidays: [{ day: '2026-02-29', name: 'Leap' }], effectiveFrom: '2026-13-01', knownUntil: '31.12.2026' },
      ['effectiveFrom: day.does-not-exist', 'holidays[0].day: day.does-not-exist', 'knownUntil: day.expected'],
    ],
    [
      'with a holiday twice that means two things',
      { ...calendar, holidays: [...calendar.holidays, { day: '2026-12-31', name: 'Closed' }] },
      ['holidays[2]: day.contradicts'],
    ],
    [
      'with a holiday on which people work all the same',
      { ...calendar, holidays: [...calendar.holidays, { day: '2026-03-28', name: 'Closed' }] },
      ['workingDays[0]: day.contradicts'],
    ],
    ['that lists holidays and does not say up to when', { ...calendar, knownUntil: null }, ['knownUntil: calendar.known-until-missing']],
    [
      'with more days than anybody checks',
      { ...calendar, holidays: Array.from({ length: mostListedDays + 1 }, () => ({ day: '2026-01-01', name: 'Again' })) },
      ['holidays: list.too-long'],
    ],
    [
      'with a half day without hours, and a worked day without them',
      {
        ...calendar,
        holidays: [{ day: '2026-01-01', name: 'Half', slots: [] }],
        workingDays: [{ day: '2026-01-03', name: 'Worked', slots: [] }],
      },
      ['holidays[0].slots: list.empty', 'workingDays[0].slots: list.empty'],
    ],
  ])('%s is refused', (_what, value, expected) => expect(reasons(value)).toEqual(expected));

  it('is told every reason at once', () =>
    expect(
      reasons({
        ...calendar,
        title: '',
        timeZone: 'Mars',
        colour: 'red',
        week: { ...calendar.week, monday: [{ from: '10:00', to: '09:00' }], sunday: 'closed' },
        holidays: [{ day: '2026-02-30' }],
        knownUntil: null,
      }),
    ).toEqual([
      'colour: field.unknown',
      'title: text.expected',
      'timeZone: zone.unknown',
      'week.monday[0]: slot.ends-before-it-begins',
      'week.sunday: list.expected',
      'holidays[0].name: field.missing',
      'holidays[0].day: day.does-not-exist',
      'knownUntil: calendar.known-until-missing',
    ]));
  it('is told what to do about it', () =>
    expect(calendarProblems(onMonday([{ from: '22:00', to: '06:00' }]))).toEqual([
      {
        path: 'week.monday[0]',
        code: 'slot.ends-before-it-begins',
        detail: 'It runs from 22:00 to 06:00; split what passes midnight into two days.',
      },
    ]));
});
