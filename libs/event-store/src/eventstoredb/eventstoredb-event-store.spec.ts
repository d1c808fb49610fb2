import { eventStoreContract } from '@redress/testing';
import { EventStoreDbDouble } from '../../../testing/src/eventstoredb';
import { EventStoreDbEventStore } from './eventstoredb-event-store';

eventStoreContract('EventStoreDbEventStore', async () => {
  const double = await EventStoreDbDouble.start();
  const stores: EventStoreDbEventStore[] = [];
  const open = (): EventStoreDbEventStore => {
    const store = new EventStoreDbEventStore(double.connectionString(), { prefixes: ['thing-'] });
    stores.push(store);
    return store;
  };
  const close = async (): Promise<void> => {
    for (const store of stores) await store.close();
    await double.stop();
  };
  return { store: open(), another: async () => open(), close };
});
