import type { Appended } from '@redress/event-store';
import { OutcomeUnknown, RevisionConflict, StoreUnavailable } from '@redress/event-store';
import { InMemoryEventStore } from '@redress/testing';
import { Registry } from 'prom-client';
import { CountedEventStore } from '../counted-event-store';
import { StoreMetrics } from './store-metrics';

const event = { id: 'c0ffee00-0000-4000-8000-000000000000', type: 'ThingHappened', data: '{}', metadata: '{}' };

class FailingEventStore extends InMemoryEventStore {
  failure: Error | null = null;
  override async append(...asked: Parameters<InMemoryEventStore['append']>): Promise<Appended> {
    if (this.failure) throw this.failure;
    return super.append(...asked);
  }
}

describe('the metrics of stores', () => {
  const registry = new Registry();
  const metrics = new StoreMetrics(registry);
  const inner = new FailingEventStore();
  const store = new CountedEventStore(inner, metrics.appended);
  const lines = async () => (await registry.metrics()).split('\n').filter((line) => line.startsWith('redress_'));

  it('stand at zero from the start, so that the first one is seen to come', async () =>
    expect(await lines()).toEqual([
      'redress_appends_total{outcome="acknowledged"} 0',
      'redress_appends_total{outcome="conflict"} 0',
      'redress_appends_total{outcome="unknown"} 0',
      'redress_appends_total{outcome="refused"} 0',
      'redress_subscription_interruptions_total 0',
    ]));

  it('count each append by what became of it, and interruptions', async () => {
    expect(await store.append('thing-1', [event], 'no-stream')).toEqual({ revision: 0, position: '1' });
    for (const failure of [new OutcomeUnknown('thing-1'), new StoreUnavailable('full', 'no space'), new StoreUnavailable('busy', 'busy')]) {
      inner.failure = failure;
      await expect(store.append('thing-1', [event], 0)).rejects.toBe(failure);
    }
    inner.failure = null;
    await expect(store.append('thing-1', [{ ...event, id: 'c0ffee00-0000-4000-8000-000000000001' }], 'no-stream')).rejects.toBeInstanceOf(
      RevisionConflict,
    );
    metrics.interrupted();
    expect(await lines()).toEqual([
      'redress_appends_total{outcome="acknowledged"} 1',
      'redress_appends_total{outcome="conflict"} 1',
      'redress_appends_total{outcome="unknown"} 1',
      'redress_appends_total{outcome="refused"} 2',
      'redress_subscription_interruptions_total 1',
    ]);
  });
});
