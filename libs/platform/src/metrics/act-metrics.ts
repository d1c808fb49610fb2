import { type Action, actions } from '@redress/deadlines';
import { Counter, Gauge, type Registry } from 'prom-client';
import { inTime } from '../readiness';

/** What is done by itself because time passed, and whether it is done in time. Labels are kinds of acts, never data. */
export class ActMetrics {
  private readonly acts: Counter<'action'>;
  private readonly waiting: Gauge;

  constructor(
    registry: Registry,
    private readonly secondsOwed: () => Promise<number>,
  ) {
    const registers = [registry];
    const help = 'What this process did by itself because time passed, by kind.';
    this.acts = new Counter({ name: 'redress_acts_total', help, labelNames: ['action'], registers });
    for (const action of actions) this.acts.inc({ action }, 0);
    this.waiting = new Gauge({
      name: 'redress_act_waiting_seconds',
      help: 'For how long what should have happened by itself has been waiting; 0 where nothing waits.',
      registers,
    });
  }

  readonly acted = (action: Action): void => this.acts.inc({ action });

  /** While a store is away, what was known last stands. */
  async refresh(): Promise<void> {
    const seconds = await inTime('acts', this.secondsOwed).catch(() => null);
    if (seconds !== null) this.waiting.set(seconds);
  }
}
