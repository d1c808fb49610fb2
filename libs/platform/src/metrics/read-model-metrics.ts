import type { ProjectorStatus } from '@redress/projections';
import { Gauge, type Registry } from 'prom-client';
import { inTime } from '../readiness';

/** Read models that this process keeps current, or stands by for. */
export interface KeptReadModels {
  readonly names: readonly string[];
  readonly status: () => Promise<readonly ProjectorStatus[]>;
  /** The names of those that this process keeps current now; `statuses` is empty while a store is away. */
  readonly active: (statuses: readonly ProjectorStatus[]) => ReadonlySet<string>;
}
type OfReadModel = Gauge<'read_model'>;

/** How far read models are. Labels are names of read models, never data. */
export class ReadModelMetrics {
  private readonly lagEvents: OfReadModel;
  private readonly lagSeconds: OfReadModel;
  private readonly parked: OfReadModel;
  private readonly active: OfReadModel;

  constructor(
    registry: Registry,
    private readonly kept: KeptReadModels,
  ) {
    const gauge = (what: string, help: string): OfReadModel =>
      new Gauge({ name: `redress_read_model_${what}`, help, labelNames: ['read_model'], registers: [registry] });
    this.lagEvents = gauge('lag_events', 'Events that were not read yet; counted up to 10,000.');
    this.lagSeconds = gauge('lag_seconds', 'Seconds since the oldest event was recorded that was not read yet.');
    this.parked = gauge('parked', 'Streams that wait because an event of theirs cannot be folded.');
    this.active = gauge('active', '1 where this process keeps the read model current, 0 where it stands by.');
  }

  /** While a store is away, what it would have to be asked for is left out. */
  async refresh(): Promise<void> {
    const { names, status, active } = this.kept;
    const statuses = await inTime('read models', status).catch(() => []);
    [this.lagEvents, this.lagSeconds, this.parked].forEach((gauge) => gauge.reset());
    statuses.forEach((one) => this.show(one));
    const ours = active(statuses);
    for (const name of names) this.active.set({ read_model: name }, ours.has(name) ? 1 : 0);
  }

  private show({ name, lag, parked }: ProjectorStatus): void {
    const ofIt = { read_model: name };
    this.lagEvents.set(ofIt, lag.events);
    this.lagSeconds.set(ofIt, lag.seconds);
    this.parked.set(ofIt, parked);
  }
}
