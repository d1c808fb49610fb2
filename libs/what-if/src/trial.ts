import {
  type Calendar,
  type ClockRule,
  type ClockVersions,
  type Limit,
  type Moment,
  type Policy,
  type Tried,
  WorkCalendar,
} from '@redress/deadlines';
import { type Code, type Day, type DayNumber, dayNumberOf, dayOfNumber, type Instant, millisOf } from '@redress/kernel';

/** Another policy and calendar, made ready to judge whole lives: as if a complaint had been pinned to them from its receipt on. */
export class Trial {
  /** Whatever is pinned, it is these. */
  readonly versions: ClockVersions;
  readonly clocks: ReadonlyMap<Code, ClockRule>;
  /** First and last day of which the calendar knows the holidays; null where there is nothing to know. */
  readonly holidays: { readonly from: Day; readonly until: Day } | null;
  private readonly known: { readonly from: DayNumber; readonly until: DayNumber } | null;
  private readonly work: WorkCalendar;
  private readonly pinned: Moment;

  constructor(
    readonly policy: Tried<Policy>,
    readonly calendar: Tried<Calendar>,
  ) {
    this.work = new WorkCalendar(calendar.value);
    this.versions = { policy: () => policy.value, workCalendar: () => this.work };
    const sinceEver = new Date(0).toISOString();
    this.pinned = { what: 'pinned', revision: 0, policy: policy.pin, calendar: calendar.pin, recordedAt: sinceEver };
    this.clocks = new Map(policy.value.clocks.map((rule) => [rule.id, rule]));
    this.holidays = holidaysOf(calendar.value);
    this.known = this.holidays && { from: dayNumberOf(this.holidays.from), until: dayNumberOf(this.holidays.until) };
  }

  /** That a pin counts forward only is a rule of the record; here the whole life is judged by one version. */
  moments(told: readonly Moment[]): readonly Moment[] {
    return [this.pinned, ...told.filter(({ what }) => what !== 'pinned')];
  }

  /** Does the clock count working time on days of which the calendar knows no holidays? */
  isBlind(clock: Code, startedAt: Instant, due: Instant): boolean {
    if (this.known === null || !countsWork(this.clocks.get(clock)!)) return false;
    const [first, last] = [this.work.dayAt(millisOf(startedAt)), this.work.dayAt(millisOf(due))];
    return first < this.known.from || last > this.known.until;
  }
}

/** A calendar lists whole years: what it lists nothing of, it does not know. */
const holidaysOf = ({ holidays, knownUntil }: Calendar): Trial['holidays'] => {
  if (knownUntil === null || holidays.length === 0) return null;
  const first = Math.min(...holidays.map(({ day }) => dayNumberOf(day)));
  return { from: `${dayOfNumber(first).slice(0, 4)}-01-01`, until: knownUntil };
};

const countsWork = ({ limit, orLimit, limits = [], extendedBy, offset, ends, rollsForward }: ClockRule): boolean =>
  rollsForward ||
  offset === 'next-business-day' ||
  ends === 'close-of-business' ||
  [limit, ...(orLimit ? [orLimit] : []), ...limits.map((other) => other.limit), ...(extendedBy ? [extendedBy.limit] : [])].some(inWork);
const inWork = ({ unit }: Limit): boolean => unit === 'business-days' || unit === 'working-hours';
