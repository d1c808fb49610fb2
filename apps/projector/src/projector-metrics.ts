import type { Readiness } from '@redress/platform';
import { type ActMetrics, type KeptReadModels, ReadinessMetrics, ReadModelMetrics } from '@redress/platform/metrics';
import type { Projectors } from '@redress/projections';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';

/** Prometheus metrics of a process that keeps read models current. Labels are names of read models and needs, never data. */
export class ProjectorMetrics {
  private readonly readModels: ReadModelMetrics;
  private readonly heartbeat: Gauge;
  private readonly readiness: ReadinessMetrics;

  constructor(
    private readonly registry: Registry,
    private readonly projectors: Projectors,
    needs: readonly Readiness[],
    private readonly acts: ActMetrics,
  ) {
    this.readModels = new ReadModelMetrics(registry, keptBy(projectors));
    const help = 'Seconds since this process looked at its leases last.';
    this.heartbeat = new Gauge({ name: 'redress_projector_heartbeat_seconds', help, registers: [registry] });
    this.readiness = new ReadinessMetrics(registry, needs);
    collectDefaultMetrics({ register: registry });
  }

  /** Text exposition format. While a store is away, what it would have to be asked for is left out. */
  async text(): Promise<string> {
    await Promise.all([this.readModels.refresh(), this.readiness.refresh(), this.acts.refresh()]);
    this.heartbeat.set(this.projectors.activity.secondsSinceLook ?? 0);
    return this.registry.metrics();
  }
}

const keptBy = (projectors: Projectors): KeptReadModels => ({
  names: projectors.all.map(({ name }) => name),
  status: () => projectors.status(),
  active: () => projectors.activity.active,
});
