import { dayMillis, dayOfNumber, type Instant, type Millis, millisOf, zoneOf } from '@redress/kernel';
import { type DerivedClock, type DerivedStretch, type Measure, versionNamed } from './clock';
import type { Owed } from './owed';

/** What the wall clock of a zone shows, to the minute: `2026-03-09 17:00`. */
export const wallClock = (timeZone: string, instant: Instant): string => {
  const local: Millis = zoneOf(timeZone).local(millisOf(instant));
  const day = Math.floor(local / dayMillis);
  const minutes = Math.floor((local - day * dayMillis) / 60_000);
  return `${dayOfNumber(day)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
const two = (number: number): string => String(number).padStart(2, '0');

/** `4 business days`, `3 working hours 20 minutes`. */
export const inWords = ({ amount, unit }: Measure): string => {
  switch (unit) {
    case 'calendar-days':
    case 'business-days':
      return counted(amount, unit === 'business-days' ? 'business day' : 'day');
    case 'minutes':
    case 'working-minutes': {
      const hours = counted(Math.floor(amount / 60), unit === 'minutes' ? 'hour' : 'working hour');
      return amount % 60 === 0 ? hours : `${hours} ${counted(amount % 60, 'minute')}`;
    }
  }
};
const counted = (amount: number, what: string): string => `${amount} ${what}${amount === 1 ? '' : 's'}`;

/**
 * What is owed next as a list says it: `acknowledge by 10:30, 3 working hours left`. With its day where that is another one, and with its
 * zone where that is not `home`, the one in which the list is read.
 */
export const owedInWords = ({ clock, due, timeZone, remaining }: Owed, now: Instant, home: string): string => {
  const [today] = wallClock(timeZone, now).split(' ');
  const [day, time] = wallClock(timeZone, due).split(' ');
  const by = [clock, 'by', ...(day === today ? [] : [day]), time, ...(timeZone === home ? [] : [timeZone])].join(' ');
  return `${by}, ${now > due ? 'overdue' : `${inWords(remaining)} left`}`;
};

const words = {
  running: 'runs',
  paused: 'stands still',
  overdue: 'is overdue',
  met: 'was met',
  missed: 'was missed',
  cancelled: 'fell away',
  unknown: 'ended, nobody published when',
} as const;

/** A clock as it is read to somebody: what it is and when it runs out, then every stretch that counted or not, and why. */
export const sentencesOf = (clock: DerivedClock): readonly string[] => {
  const { id, title, round, due, timeZone, verdict, limit, elapsed, remaining, stopped, holidaysKnown } = clock;
  const left = remaining === null ? '' : `, ${inWords(remaining)} left`;
  const by = stopped === null ? '' : `, by event ${stopped.revision} (${stopped.by})`;
  return [
    `${id}${round === 1 ? '' : ` (round ${round})`}, due ${wallClock(timeZone, due)} ${timeZone}: ${title}`,
    `  ${words[verdict]}${by}: ${inWords(elapsed)} of ${inWords(limit)} used${left}`,
    ...(holidaysKnown ? [] : ['  its calendar does not know the holidays up to then']),
    `  ${versionNamed('policy', clock.policy)}, from ${clock.start} at ${wallClock(timeZone, clock.startedAt)}`,
    ...clock.derivation.map((stretch) => `  ${stretchOf(stretch, timeZone)}`),
  ];
};

const stretchOf = ({ from, until, kind, days, why, source }: DerivedStretch, timeZone: string): string => {
  const when = `${wallClock(timeZone, from)} to ${wallClock(timeZone, until)}`;
  const counts = days === 0 ? 'counted' : `${counted(days, 'day')} counted`;
  switch (kind) {
    case 'counted':
      return `${when}  ${counts}`;
    case 'off':
      return `${when}  not counted: ${why ?? 'outside working hours'}, ${source}`;
    case 'paused':
      return `${when}  paused: ${why}, ${source}`;
    case 'ended':
      return `${when}  not counted: ${why}`;
  }
};
