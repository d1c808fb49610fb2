import type { Code, Pin } from '@redress/kernel';
import type { Calendar } from './calendar';
import { firstCalendar, firstPolicy } from './first-versions';
import type { KnownCalendars } from './limit-problems';
import type { Policy } from './policy';
import { policyProblems } from './policy-problems';
import { isRecord, name, type Problem, refused } from './shape';
import { calendarTextProblems, policyTextProblems } from './version-text';

/** What a new version has to get along with. */
export interface Beside {
  /** The newest version of each. */
  readonly calendars: KnownCalendars;
  /** The register's zone. */
  readonly timeZone: string;
  /** Every version of a policy that counts in the calendar. */
  readonly policiesIn: (calendar: Code) => readonly { readonly pin: Pin; readonly policy: Policy }[];
}

/** Every reason why the value cannot be the next version of the policy; none when it can. */
export const policyAdoptionProblems = (id: Code, value: unknown, { calendars }: Beside): readonly Problem[] => [
  ...name(id, 'id'),
  ...policyTextProblems(JSON.stringify(value), calendars),
  ...(id === firstPolicy.id ? choosyDefault(value) : []),
];

/** Every reason why the value cannot be the next version of the calendar; none when it can. */
export const calendarAdoptionProblems = (id: Code, value: unknown, beside: Beside): readonly Problem[] => {
  const own = [...name(id, 'id'), ...calendarTextProblems(JSON.stringify(value))];
  if (own.length > 0) return own;
  const calendar = value as Calendar;
  return [...(id === firstCalendar('UTC').id ? otherZone(calendar, beside) : []), ...workMissing(id, calendar, beside)];
};

/** What no other policy applies to falls under the default, so it has to apply to everything. */
const choosyDefault = (value: unknown): readonly Problem[] => {
  const applies = isRecord(value) ? value['applies'] : undefined;
  if (!isRecord(applies) || Object.keys(applies).length === 0) return [];
  return refused('applies', 'default.names-something', 'Name nothing here, or give the policy another id: this one is for all the rest.');
};

/** The days of statistics and queues are those of this calendar. */
const otherZone = (calendar: Calendar, { timeZone }: Beside): readonly Problem[] =>
  calendar.timeZone === timeZone
    ? []
    : refused('timeZone', 'zone.fixed', `Keep ${timeZone}, in which this register was begun, or give the calendar another id.`);

/** A policy that counts working time needs a calendar that has some, also in its next version. */
const workMissing = (id: Code, calendar: Calendar, { calendars, policiesIn }: Beside): readonly Problem[] => {
  const after = new Map([...calendars, [id, calendar]]);
  const broken = policiesIn(id).filter(({ policy }) => policyProblems(policy, after).length > 0);
  return broken.flatMap(({ pin }) =>
    refused('week', 'calendar.without-working-time', `Leave some working time: ${pin.id} version ${pin.version} counts in it.`),
  );
};
