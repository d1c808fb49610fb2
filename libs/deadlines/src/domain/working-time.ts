import { type Instant, millisOf } from '@redress/kernel';
import { walk } from './counting';
import type { WorkCalendar } from './work-calendar';

/** Whole minutes of working time from one instant to a later one, whatever stood still in between. */
export const workingMinutes = (calendar: WorkCalendar, from: Instant, until: Instant): number => {
  const whole = {
    calendar,
    startsAFreshDay: false,
    unit: 'working-hours',
    ends: 'at-the-instant',
    rollsForward: false,
    breaks: [],
  } as const;
  let worked = 0;
  walk({ ...whole, start: millisOf(from) }, millisOf(until), (begun, ended, kind) => {
    if (kind === 'counted') worked += ended - begun;
    return false;
  });
  return Math.floor(worked / 60_000);
};
