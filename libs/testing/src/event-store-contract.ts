import { appendingContract } from './event-store/appending-contract';
import { readingContract } from './event-store/reading-contract';
import { events, type OpenedEventStore, StoreUnderTest } from './event-store/store-under-test';
import { subscriptionContract } from './event-store/subscription-contract';

/**
 * The promises every event store keeps; run it against each adapter. The data may hold other streams: nobody asks for an empty store. All
 * streams of the contract begin with `category`.
 */
export const eventStoreContract = (name: string, open: () => Promise<OpenedEventStore>, category = 'thing-'): void =>
  describe(`${name} keeps the EventStore contract`, () => {
    const on = new StoreUnderTest();
    on.useIn(open, category);
    appendingContract(on);
    readingContract(on);
    subscriptionContract(on);

    it('stores what was asked before it is closed', async () => {
      const closing = await on.another();
      const asked = closing.append(on.stream, events(2), 'no-stream');
      await closing.close();
      expect([(await asked).revision, (await on.readAll()).length]).toEqual([1, 2]);
      await expect(closing.append(on.stream, events(1), 1)).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'closed' });
    });
  });
