import { randomUUID } from 'node:crypto';
import { eventStoreContract } from '@redress/testing';
import { EventStoreDbEventStore } from '../../libs/event-store/src/eventstoredb/eventstoredb-event-store';

/** Of this run alone: the server may hold what other runs left behind, and anything else. */
const category = `test${randomUUID().replaceAll('-', '')}-`;

eventStoreContract(
  'EventStoreDbEventStore on the server of REDRESS_TEST_ESDB',
  async () => {
    const stores: EventStoreDbEventStore[] = [];
    const open = (): EventStoreDbEventStore => {
      const store = new EventStoreDbEventStore(process.env['REDRESS_TEST_ESDB']!, { prefixes: [category] });
      stores.push(store);
      return store;
    };
    const close = async (): Promise<void> => {
      for (const store of stores) await store.close();
    };
    return { store: open(), another: async () => open(), close };
  },
  category,
);
