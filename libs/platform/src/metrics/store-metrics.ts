import { Counter, type Registry } from 'prom-client';
import { type AppendOutcome, appendOutcomes } from '../counted-event-store';

/** What became of appends and of the subscription to the record, from the start of the process. */
export class StoreMetrics {
  private readonly appends: Counter<'outcome'>;
  private readonly interruptions: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    const help = 'Appends to the record, by what became of them; one of unknown outcome may be stored.';
    this.appends = new Counter({ name: 'redress_appends_total', help, labelNames: ['outcome'], registers });
    for (const outcome of appendOutcomes) this.appends.inc({ outcome }, 0);
    this.interruptions = new Counter({
      name: 'redress_subscription_interruptions_total',
      help: 'Times that the subscription to EventStoreDB was over before its time and had to be begun again.',
      registers,
    });
  }

  readonly appended = (outcome: AppendOutcome): void => this.appends.inc({ outcome });
  readonly interrupted = (): void => this.interruptions.inc();
}
