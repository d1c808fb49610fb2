import { Gauge, type Registry } from 'prom-client';
import { isUp, type Readiness } from '../readiness';

/** What `/health/ready` says, for whoever asks only for metrics. Labels are names of needs. */
export class ReadinessMetrics {
  private readonly ready: Gauge<'need'>;

  constructor(
    registry: Registry,
    private readonly needs: readonly Readiness[],
  ) {
    const help = '1 where what the process needs is up, 0 where it is down.';
    this.ready = new Gauge({ name: 'redress_ready', help, labelNames: ['need'], registers: [registry] });
  }

  async refresh(): Promise<void> {
    const up = await Promise.all(this.needs.map(isUp));
    this.needs.forEach(({ name }, n) => this.ready.set({ need: name }, up[n] ? 1 : 0));
  }
}
