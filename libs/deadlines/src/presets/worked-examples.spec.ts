import { type Day, dayMillis, dayNumberOf, instantAt } from '@redress/kernel';
import { publishedCalendars } from '../calendars/published-calendars';
import { clocksAt } from '../domain/clocks';
import type { Moment } from '../domain/moments';
import { wallClock } from '../domain/sentences';
import { shortRouteOf } from '../domain/timed-rounds';
import { pin, versionsOf } from '../domain/told.spec-support';
import { WorkCalendar } from '../domain/work-calendar';
import { type Example, presets } from './presets';

const calendars = new Map(publishedCalendars().map(({ id, calendar }) => [id, calendar]));
const examples = presets().flatMap(({ id, text, examples: all }) =>
  all.map((example) => [`${id}: ${example.title}`, text, example] as const),
);

/** `24:00` of a day is its last millisecond. */
const shown = (timeZone: string, instant: string): string => {
  const next = instantAt(Date.parse(instant) + 1);
  const [day, time] = wallClock(timeZone, next).split(' ') as [Day, string];
  return instant.endsWith('59.999Z') && time === '00:00'
    ? `${new Date((dayNumberOf(day) - 1) * dayMillis).toISOString().slice(0, 10)} 24:00`
    : wallClock(timeZone, instant);
};

const momentsOf = ({ moments, about }: Example, at: (local: string) => string): readonly Moment[] => {
  const told = moments.map((moment, n): Moment => {
    const revision = n + 2;
    return 'at' in moment ? { ...moment, revision, at: at(moment.at) } : { ...moment, revision };
  });
  const policy = pin('example');
  return [
    {
      what: 'pinned',
      revision: 0,
      policy,
      calendar: pin('office'),
      recordedAt: at(moments.flatMap((each) => ('at' in each ? [each.at] : []))[0]!),
    },
    { what: 'about', revision: 1, about: { kind: 'complaint', ...about } },
    ...told,
  ];
};

describe('a worked example, counted by hand', () => {
  it.each(examples)('%s', (_title, policy, example) => {
    const calendar = calendars.get(example.calendar)!;
    const work = new WorkCalendar(calendar);
    const instantOf = (local: string): string => {
      const [day, time] = local.split(' ') as [Day, string];
      return instantAt(work.instantOf(dayNumberOf(day), (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000));
    };
    const moments = momentsOf(example, instantOf);
    const clocks = clocksAt(moments, versionsOf({ 'example-1': policy }, { 'office-1': calendar }), '2027-01-01T00:00:00.000Z');
    const due = (id: string) => shown(calendar.timeZone, clocks.findLast((clock) => clock.id === id)!.due);
    const expected = Object.keys(example.expect);
    expect(Object.fromEntries(expected.map((id) => [id, due(id)]))).toEqual(example.expect);
    if (example.shortRouteUntil === undefined) return;
    const received = moments.find(({ what }) => what === 'received') as { readonly at: string };
    const until = shortRouteOf(policy, work)!(Date.parse(received.at));
    expect(shown(calendar.timeZone, instantAt(until))).toBe(example.shortRouteUntil);
  });
});
