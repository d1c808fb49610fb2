import type { EventStore } from '../event-store';
import type { EventStoreDbOptions } from './eventstoredb-event-store';

/** Loads the client only where it is used: that takes a quarter of a second, and the embedded store needs none of it. */
export const openEventStoreDb = async (connectionString: string, options: EventStoreDbOptions): Promise<EventStore> => {
  const { EventStoreDbEventStore } = await import('./eventstoredb-event-store.js');
  return new EventStoreDbEventStore(connectionString, options);
};
