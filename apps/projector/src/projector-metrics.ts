import type { ProjectorStatus, Projectors } from '@redress/projections';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

type OfReadModel = Gauge<'read_model'>;

/** Prometheus metrics of a process that keeps read models current. Labels are names of read models, never data. */
export class ProjectorMetrics {
  private readonly registry = new Registry();
  private readonly lagEvents = this.ofReadModel('lag_events', 'Events that were not read yet; counted up to 10,000.');
  private readonly lagSeconds = this.ofReadModel('lag_seconds', 'Seconds since the oldest event was recorded that was not read yet.');
  private readonly parked = this.ofReadModel('parked', 'Streams that wait because an event of theirs cannot be folded.');
  private readonly active = this.ofReadModel('active', '1 where this process keeps the read model current, 0 where it stands by.');
  private readonly heartbeat = this.gauge('redress_projector_heartbeat_seconds', 'Seconds since this process looked at its leases last.');

  constructor(private readonly projectors: Projectors) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Text exposition format. While a store is away, what it would have to be asked for is left out. */
  async text(): Promise<string> {
    const statuses = await this.projectors.status().catch(() => []);
    [this.lagEvents, this.lagSeconds, this.parked].forEach((gauge) => gauge.reset());
    statuses.forEach((status) => this.show(status));
    const { active, secondsSinceLook } = this.projectors.activity;
    for (const { name } of this.projectors.all) this.active.set({ read_model: name }, active.has(name) ? 1 : 0);
    this.heartbeat.set(secondsSinceLook ?? 0);
    return this.registry.metrics();
  }

  private show({ name, lag, parked }: ProjectorStatus): void {
    const ofIt = { read_model: name };
    this.lagEvents.set(ofIt, lag.events);
    this.lagSeconds.set(ofIt, lag.seconds);
    this.parked.set(ofIt, parked);
  }

  private ofReadModel(what: string, help: string): OfReadModel {
    return new Gauge({ name: `redress_read_model_${what}`, help, labelNames: ['read_model'], registers: [this.registry] });
  }
  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }
}
