import type { Latencies } from './latencies';

/** What was made. `events` are those that were stored, `commands` those that were sent; a complaint that was there already adds neither. */
export interface LoadReport {
  readonly complaints: number;
  readonly alreadyThere: number;
  readonly events: number;
  readonly commands: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly seconds: number;
  /** Events of the stores, commands of the API. */
  readonly perSecond: number;
  /** Milliseconds that a group of complaints took to be stored, or a command to be answered; null where nothing was. */
  readonly p50: number | null;
  readonly p99: number | null;
}

type Counts = Pick<LoadReport, 'complaints' | 'alreadyThere' | 'events' | 'commands' | 'acknowledged' | 'refused'>;

export const reportOf = (counts: Counts, done: number, milliseconds: number, latencies: Latencies): LoadReport => ({
  ...counts,
  seconds: Math.round(milliseconds / 100) / 10,
  perSecond: Math.round((done * 1000) / Math.max(milliseconds, 1)),
  p50: latencies.percentile(50),
  p99: latencies.percentile(99),
});

/** What can be asked of both ways. */
export interface Load {
  readonly seed: string;
  readonly complaints: number;
  readonly onProgress?: (complaints: number) => void;
}
