import { type EventStore, StoreUnavailable } from '../event-store';
import type { EventStoreDbOptions } from './eventstoredb-event-store';

/**
 * Loads the client only where it is used: that takes a quarter of a second, and the embedded store needs none of it. Throws
 * StoreUnavailable for a connection string that cannot be read; a server that does not answer is met by the first call.
 */
export const openEventStoreDb = async (connectionString: string, options: EventStoreDbOptions): Promise<EventStore> => {
  const { EventStoreDbEventStore } = await import('./eventstoredb-event-store.js');
  try {
    return new EventStoreDbEventStore(connectionString, options);
  } catch (error) {
    throw new StoreUnavailable('failed', (error as Error).message);
  }
};
