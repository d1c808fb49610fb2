import { randomUUID } from 'node:crypto';
import { EventStoreDbDouble } from '../../../testing/src/eventstoredb';
import type { NewEvent } from '..';
import { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb-event-store';

export const event = (data: object = {}): NewEvent => ({
  id: randomUUID(),
  type: 'ThingHappened',
  data: JSON.stringify(data),
  metadata: '{"schema":1}',
});

/** A double and the stores that were opened on it; waits are short, because no test asserts one. */
export class Stores {
  private readonly opened: EventStoreDbEventStore[] = [];
  private constructor(readonly double: EventStoreDbDouble) {}

  static async start(): Promise<Stores> {
    return new Stores(await EventStoreDbDouble.start());
  }
  open(options: Partial<EventStoreDbOptions> = {}, settings = ''): EventStoreDbEventStore {
    const hasty = { prefixes: ['thing-'], deadline: 1_000, silence: 100, backOff: { first: 10, most: 50 } };
    const store = new EventStoreDbEventStore(this.double.connectionString(settings), { ...hasty, ...options });
    this.opened.push(store);
    return store;
  }
  /** Written by nobody's call: also while the network is down. */
  write(stream: string, ...events: readonly NewEvent[]): void {
    const proposed = events.map(({ id, type, data, metadata }) => ({
      id,
      type,
      contentType: 'application/json',
      data: Buffer.from(data),
      metadata: Buffer.from(metadata),
    }));
    this.double.log.append(stream, 'any', proposed);
  }
  async close(): Promise<void> {
    await this.double.stop();
    for (const store of this.opened) await store.close();
  }
}
