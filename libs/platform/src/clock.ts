import type { Instant } from '@redress/kernel';

/** What time it is; the only place that asks the machine. */
export abstract class Clock {
  abstract now(): Instant;
}

export class SystemClock extends Clock {
  now(): Instant {
    return new Date().toISOString();
  }
}
