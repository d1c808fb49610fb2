import { Temporal } from 'temporal-polyfill';
import type { Calendar, Slot } from './domain/calendar';
import type { End, Limit, Offset, Unit } from './domain/policy';

/**
 * The oracle of the clocks: it walks through time minute by minute with the wall clock of the zone (its offset looked up once an hour)
 * and knows nothing of intervals, of transitions or of the code it judges.
 */
const minute = 60_000;
const hour = 60 * minute;

/** A question to both. Every instant is a whole minute, in milliseconds; `until` Infinity while a break lasts. */
export interface Asked {
  readonly calendar: Calendar;
  readonly start: number;
  readonly offset: Offset;
  readonly limit: Limit;
  readonly ends: End;
  readonly rollsForward: boolean;
  readonly breaks: readonly { readonly from: number; readonly until: number; readonly kind: 'paused' | 'ended' }[];
  readonly now: number;
}
/** Sums in minutes, or in days. `due` is the first instant that is too late. */
export interface Answer {
  readonly due: number;
  readonly counted: number;
  readonly paused: number;
  readonly ended: number;
}

interface Minute {
  readonly at: number;
  readonly day: string;
  /** Minutes since midnight. */
  readonly time: number;
  readonly works: boolean;
  readonly state: 'runs' | 'paused' | 'ended';
}

const weekday = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const offsetsOf = (zone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const looked = (at: number): number => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')!.value;
    const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?/.exec(name)!;
    if (hours === undefined) return 0;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
  };
  const known = new Map<number, number>();
  const onTheHour = (number: number): number => {
    if (!known.has(number)) known.set(number, looked(number * hour));
    return known.get(number)!;
  };
  return (at) => {
    const number = Math.floor(at / hour);
    const offset = onTheHour(number);
    return onTheHour(number + 1) === offset ? offset : looked(at);
  };
};
const zones = new Map<string, (at: number) => number>();

const timeOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

const stateAt = (breaks: Asked['breaks'], at: number): Minute['state'] => {
  let state: Minute['state'] = 'runs';
  for (const each of breaks) if (each.from <= at && at < each.until && state !== 'ended') state = each.kind;
  return state;
};

/** Reads the wall clock, minute by minute, from an instant on. */
function* minutes({ calendar, breaks }: Asked, from: number): Generator<Minute> {
  if (!zones.has(calendar.timeZone)) zones.set(calendar.timeZone, offsetsOf(calendar.timeZone));
  const offsetAt = zones.get(calendar.timeZone)!;
  const exceptions = new Map<string, readonly Slot[]>();
  for (const { day, slots } of [...calendar.holidays, ...calendar.workingDays]) exceptions.set(day, slots ?? []);
  let [localDay, day, slots] = [Number.NaN, '', [] as readonly (readonly [number, number])[]];
  for (let at = from; ; at += minute) {
    const local = at + offsetAt(at);
    const number = Math.floor(local / 86_400_000);
    if (number !== localDay) {
      localDay = number;
      const date = new Date(number * 86_400_000);
      day = date.toISOString().slice(0, 10);
      slots = (exceptions.get(day) ?? calendar.week[weekday[date.getUTCDay()]!]).map(({ from: opens, to }) => [timeOf(opens), timeOf(to)]);
    }
    const time = Math.floor((local - number * 86_400_000) / minute);
    let works = false;
    for (const [opens, closes] of slots) if (opens <= time && time < closes) works = true;
    yield { at, day, time, works, state: stateAt(breaks, at) };
  }
}

const isHours = (unit: Unit): boolean => unit === 'hours' || unit === 'working-hours';

export const countMinutes = (asked: Asked): Answer => (isHours(asked.limit.unit) ? hours(asked) : days(asked));

const hours = (asked: Asked): Answer => {
  const { limit, now, offset } = asked;
  const sums = { runs: 0, paused: 0, ended: 0 };
  let [left, due] = [limit.amount * 60, Number.NaN];
  const start = offset === 'same-instant' ? asked.start : beginning(asked).at;
  for (const { at, works, state } of minutes(asked, start)) {
    if (!Number.isNaN(due) && at >= now) break;
    if (limit.unit === 'working-hours' && !works) continue;
    if (at < now) sums[state] += 1;
    if (state === 'runs' && (left -= 1) === 0) due = at + minute;
  }
  return { due, counted: sums.runs, paused: sums.paused, ended: sums.ended };
};

/** The first minute after the offset, and whether its own day counts. */
const beginning = (asked: Asked): Minute => {
  let first: Minute | undefined;
  for (const each of minutes(asked, asked.start)) {
    first ??= each;
    if (asked.offset === 'same-instant') return each;
    const isLater = each.day > first.day;
    if (asked.offset === 'next-day' ? isLater && !daysAgain(asked, each) : isLater && each.works) return each;
  }
  throw new Error('Minutes never end.');
};
/** Near midnight the wall clock can go back into the day that was over. */
const daysAgain = (asked: Asked, at: Minute): boolean => {
  for (const each of minutes(asked, at.at)) {
    if (each.at > at.at + 3 * hour) return false;
    if (each.day < at.day) return true;
  }
  return false;
};

const days = (asked: Asked): Answer => {
  const { calendar, limit, ends, rollsForward, now, offset } = asked;
  const first = beginning(asked);
  const isFresh = offset !== 'same-instant' && ends !== 'at-the-instant';
  /** Every local day met so far: where it ended, where work ended, where it showed the time of the start. */
  const met: { day: string; end: number; closes: number | null; shows: number | null }[] = [];
  const byName = new Map<string, (typeof met)[number]>();
  let [previous, from] = [null as Minute | null, -1];
  const close = ({ end, closes, shows }: (typeof met)[number]): number =>
    ends === 'at-the-instant' ? shows! : ends === 'end-of-day' ? end : (closes ?? end);
  const enough = (): Answer | null => {
    const base = isFresh ? dayBefore(first.day) : first.day;
    const inOrder = met.filter(({ day }) => day > base).sort((a, b) => (a.day < b.day ? -1 : 1));
    let amount = limit.amount;
    if (limit.unit === 'weeks' || limit.unit === 'months') {
      const target = Temporal.PlainDate.from(base)
        .add(limit.unit === 'weeks' ? { weeks: amount } : { months: amount })
        .toString();
      if ((inOrder.at(-1)?.day ?? '') < target) return null;
      amount = inOrder.filter(({ day }) => day <= target).length;
    }
    const sums = { runs: 0, paused: 0, ended: 0 };
    let [left, due] = [amount, Number.NaN];
    for (const day of inOrder) {
      if (limit.unit === 'business-days' && day.closes === null) continue;
      const at = close(day);
      const state = stateAt(asked.breaks, at - minute);
      if (at <= now) sums[state] += 1;
      if (state !== 'runs') continue;
      left -= 1;
      if (Number.isNaN(due) && left <= 0 && (!rollsForward || day.closes !== null)) due = at;
    }
    const isPast = inOrder.length > 0 && close(inOrder.at(-1)!) > now;
    return Number.isNaN(due) || !isPast ? null : { due, counted: sums.runs, paused: sums.paused, ended: sums.ended };
  };
  for (const each of minutes({ ...asked, calendar }, first.at - 2 * 24 * hour)) {
    let day = byName.get(each.day);
    if (!day) {
      // A day is complete three hours into the next: by then the wall clock has gone back where it does.
      day = { day: each.day, end: 0, closes: null, shows: null };
      byName.set(each.day, day);
      met.push(day);
      from = each.at;
    }
    day.end = each.at + minute;
    if (each.works) day.closes = each.at + minute;
    if (each.time === first.time) day.shows ??= each.at;
    // Left out: as much later as the clock jumped.
    const jumped = previous !== null && previous.day === each.day && previous.time < first.time && first.time < each.time;
    const jumpedOverMidnight = previous !== null && previous.day < each.day && first.time < each.time && each.time < 180;
    if (day.shows === null && (jumped || jumpedOverMidnight)) {
      const gap = each.time - (previous!.day === each.day ? previous!.time + 1 : 0);
      const missing = each.time - first.time;
      day.shows = each.at + (gap - missing) * minute;
    }
    previous = each;
    if (each.at === from + 3 * hour && each.at > first.at) {
      const whole = met.pop()!;
      const answer = enough();
      met.push(whole);
      if (answer !== null) return answer;
    }
  }
  throw new Error('Minutes never end.');
};

const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
