import { type Calendar, wholeDay, weekOf } from './calendar';
import type { ClockRule, Policy } from './policy';
import { policyProblems } from './policy-problems';

const week: Calendar = {
  title: 'Weekdays',
  source: 'Ourselves',
  timeZone: 'UTC',
  effectiveFrom: null,
  week: weekOf(wholeDay, ['saturday', 'sunday']),
  holidays: [],
  workingDays: [],
  knownUntil: null,
};
const calendars = new Map([
  ['weekdays', week],
  ['nobody-works', { ...week, week: weekOf([], []) }],
]);
const final: ClockRule = {
  id: 'final',
  title: 'Give the final answer',
  start: 'received',
  offset: 'same-instant',
  limit: { amount: 15, unit: 'business-days' },
  ends: 'end-of-day',
  rollsForward: false,
  stops: ['decided', 'holding-letter'],
  repeats: false,
};
const policy: Policy = {
  title: 'Our policy',
  source: 'Ourselves. Not legal advice.',
  effective: { from: '2026-01-01', to: null },
  applies: { jurisdictions: ['GB'], severities: [4, 5] },
  calendar: 'weekdays',
  clocks: [
    {
      ...final,
      limits: [{ applies: { remedies: ['refund'] }, limit: { amount: 5, unit: 'business-days' } }],
      orLimit: { amount: 24, unit: 'hours' },
      extendedBy: { what: 'update-sent', limit: { amount: 9, unit: 'weeks' } },
      extension: {
        upTo: { amount: 35, unit: 'business-days' },
        times: 1,
        reasons: ['third-party'],
        notice: ['reason', 'date', 'recourse'],
      },
    },
  ],
  pauses: [{ reason: 'waiting-for-complainant', clocks: ['final'], once: true, most: { amount: 8, unit: 'weeks' }, notice: ['reason'] }],
  shortRoute: { within: { amount: 3, unit: 'business-days' }, ends: 'close-of-business', offset: 'next-business-day', cancels: ['final'] },
  silence: { after: { amount: 8, unit: 'weeks' }, warning: { amount: 7, unit: 'calendar-days' } },
  reopening: { withinDays: 180, clocks: 'anew' },
  backdatingAllowanceDays: 7,
  smallBusiness: false,
  approvalLimits: { supervisor: { minor: 100_000, currency: 'GBP' }, 'quality-manager': null },
  competences: [{ needs: 'mediation', severityFrom: 4, safety: true }],
  escalation: [{ clock: 'final', after: { amount: -2, unit: 'business-days' }, level: 'supervisor', severityFrom: 3 }],
  reminders: [{ clock: 'final', before: { amount: 1, unit: 'business-days' } }],
};
const reasons = (value: unknown): readonly string[] => policyProblems(value, calendars).map(({ path, code }) => `${path}: ${code}`);
const withClock = (changes: object): unknown => ({ ...policy, clocks: [{ ...final, ...changes }] });

describe('a policy', () => {
  it('that uses everything a policy can say is taken', () => expect(policyProblems(policy, calendars)).toEqual([]));

  it.each<[string, unknown, readonly string[]]>([
    ['that is none at all', [], [': object.expected']],
    ['with a field nobody knows', { ...policy, color: 'red' }, ['color: field.unknown']],
    ['without its clocks', { ...policy, clocks: [], pauses: [], shortRoute: null, escalation: [], reminders: [] }, ['clocks: list.empty']],
    [
      'with words nobody knows',
      withClock({ start: 'sent', offset: 'later', ends: 'midnight', stops: ['answered'], limit: { amount: 3, unit: 'working-days' } }),
      [
        'clocks[0].start: word.unknown',
        'clocks[0].offset: word.unknown',
        'clocks[0].limit.unit: word.unknown',
        'clocks[0].ends: word.unknown',
        'clocks[0].stops[0]: word.unknown',
      ],
    ],
    ['that nothing can satisfy', withClock({ stops: [] }), ['clocks[0].stops: list.empty']],
    [
      'with a negative limit',
      withClock({ limit: { amount: -1, unit: 'hours' }, ends: 'at-the-instant' }),
      ['clocks[0].limit.amount: number.out-of-range'],
    ],
    ['with a limit of no time', withClock({ limit: { amount: 0, unit: 'weeks' } }), ['clocks[0].limit.amount: number.out-of-range']],
    ['with a limit of half a day', withClock({ limit: { amount: 0.5, unit: 'weeks' } }), ['clocks[0].limit.amount: number.out-of-range']],
    [
      'with a limit beyond ten years',
      withClock({ limit: { amount: 523, unit: 'weeks' } }),
      ['clocks[0].limit.amount: number.out-of-range'],
    ],
    ['with two clocks of one name', { ...policy, clocks: [final, final] }, ['clocks[1].id: clock.twice']],
    [
      'with a clock that is called as one of a part would be',
      { ...policy, clocks: [final, { ...final, id: 'part-2-final' }] },
      ['clocks[1].id: clock.of-part'],
    ],
    [
      'that speaks of clocks it does not have',
      {
        ...policy,
        pauses: [{ reason: 'waiting', clocks: ['finale'], once: false, notice: [] }],
        shortRoute: { ...policy.shortRoute, cancels: ['update'] },
        escalation: [{ ...policy.escalation[0], clock: 'decide' }],
        reminders: [{ clock: 'ack', before: { amount: 1, unit: 'hours' } }],
      },
      [
        'pauses[0].clocks[0]: word.unknown',
        'shortRoute.cancels[0]: word.unknown',
        'escalation[0].clock: word.unknown',
        'reminders[0].clock: word.unknown',
      ],
    ],
    [
      'whose extension counts in another unit than its clock',
      withClock({
        extension: { upTo: { amount: 8, unit: 'weeks' }, by: { amount: 10, unit: 'hours' }, times: 1, reasons: ['a'], notice: [] },
      }),
      ['clocks[0].extension.upTo.unit: extension.other-unit', 'clocks[0].extension.by.unit: extension.other-unit'],
    ],
    [
      'whose extension has no end',
      withClock({ extension: { times: 1, reasons: ['third-party'], notice: [] } }),
      ['clocks[0].extension: extension.without-end'],
    ],
    [
      'whose extension extends nothing',
      withClock({
        extension: { upTo: { amount: 15, unit: 'business-days' }, times: 1, reasons: ['third-party'], notice: [] },
        extendedBy: { what: 'update-sent', limit: { amount: 2, unit: 'weeks' } },
      }),
      ['clocks[0].extension.upTo: extension.no-longer', 'clocks[0].extendedBy.limit: extension.no-longer'],
    ],
    [
      'whose clock of hours ends with the day',
      withClock({ limit: { amount: 24, unit: 'hours' } }),
      ['clocks[0].ends: clock.hours-end-at-the-instant'],
    ],
    [
      'in force until before it began',
      { ...policy, effective: { from: '2026-07-01', to: '2026-06-30' } },
      ['effective: effective.ends-before-it-begins'],
    ],
    [
      'in force from a day that does not exist',
      { ...policy, effective: { from: '2026-06-31', to: null } },
      ['effective.from: day.does-not-exist'],
    ],
    ['for the remedy before there is one', { ...policy, applies: { remedies: ['refund'] } }, ['applies.remedies: field.unknown']],
    [
      'for nothing',
      { ...policy, applies: { products: [], severities: [6] } },
      ['applies.products: list.empty', 'applies.severities[0]: number.out-of-range'],
    ],
    [
      'that warns of silence when it is over',
      { ...policy, silence: { after: { amount: 1, unit: 'weeks' }, warning: { amount: 7, unit: 'calendar-days' } } },
      ['silence.warning: silence.warning-too-early'],
    ],
    [
      'that lets nobody approve in a currency nobody knows',
      { ...policy, approvalLimits: { boss: null, supervisor: { minor: -1, currency: 'pounds' } } },
      [
        'approvalLimits.boss: word.unknown',
        'approvalLimits.supervisor.minor: number.out-of-range',
        'approvalLimits.supervisor.currency: currency.expected',
      ],
    ],
  ])('%s is refused', (_what, value, expected) => expect(reasons(value)).toEqual(expected));

  it('is told every reason at once, also of a clock that has several', () =>
    expect(
      reasons({
        ...policy,
        title: 7,
        clocks: [
          { ...final, stops: ['answered'], extension: { by: { amount: 1, unit: 'weeks' }, times: 0, reasons: [], notice: ['all'] } },
        ],
      }),
    ).toEqual([
      'title: text.expected',
      'clocks[0].stops[0]: word.unknown',
      'clocks[0].extension.times: number.out-of-range',
      'clocks[0].extension.reasons: list.empty',
      'clocks[0].extension.notice[0]: word.unknown',
    ]));
  it('is told what to do about it', () =>
    expect(policyProblems({ ...policy, clocks: [final, final] }, calendars)).toEqual([
      { path: 'clocks[1].id', code: 'clock.twice', detail: 'Give it another id: clocks[0] has this one.' },
    ]));
});

describe('a policy that counts working time', () => {
  const everywhere = (code: string): readonly string[] => [
    `clocks[0].limit.unit: ${code}`,
    `clocks[0].orLimit.unit: ${code}`,
    `clocks[0].ends: ${code}`,
    `clocks[0].offset: ${code}`,
    `clocks[0].rollsForward: ${code}`,
    `shortRoute.within.unit: ${code}`,
    `shortRoute.ends: ${code}`,
    `shortRoute.offset: ${code}`,
    `escalation[0].after.unit: ${code}`,
    `reminders[0].before.unit: ${code}`,
  ];
  const working = {
    ...policy,
    clocks: [
      {
        ...final,
        orLimit: { amount: 2, unit: 'working-hours' },
        ends: 'close-of-business',
        offset: 'next-business-day',
        rollsForward: true,
      },
    ],
  };
  it('is refused at every place that counts it where it names no calendar', () =>
    expect(reasons({ ...working, calendar: null })).toEqual(everywhere('calendar.not-named')));
  it('is refused at every place where nobody works in its calendar', () =>
    expect(reasons({ ...working, calendar: 'nobody-works' })).toEqual(everywhere('calendar.without-working-time')));
  it('is refused once where nobody knows its calendar', () =>
    expect(reasons({ ...working, calendar: 'moon' })).toEqual(['calendar: calendar.unknown']));
  it('is told of its calendar and of everything else together', () =>
    expect(
      reasons({
        ...policy,
        calendar: null,
        clocks: [{ ...final, extension: { by: { amount: 1, unit: 'weeks' }, times: 1, reasons: ['third-party'], notice: [] } }],
        shortRoute: null,
        escalation: [],
        reminders: [],
      }),
    ).toEqual(['clocks[0].extension.by.unit: extension.other-unit', 'clocks[0].limit.unit: calendar.not-named']));
  it('needs no calendar where it counts hours, calendar days, weeks and months', () =>
    expect(
      reasons({
        ...policy,
        calendar: null,
        clocks: [{ ...final, limit: { amount: 8, unit: 'weeks' }, orLimit: { amount: 2, unit: 'months' } }],
        shortRoute: null,
        escalation: [],
        reminders: [],
      }),
    ).toEqual([]));
});
