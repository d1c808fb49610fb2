import { randomUUID } from 'node:crypto';
import { type EventStore, type NewEvent, type RecordedEvent } from '@redress/event-store';
import { collect } from '../collect';

/** A store to try, and `another` one on the same data, as another process would have it. `close` closes all of them. */
export interface OpenedEventStore {
  readonly store: EventStore;
  readonly another: () => Promise<EventStore>;
  readonly close: () => Promise<void>;
}

/** Texts as JSON.stringify writes them: every adapter hands those back unchanged. */
export const event = (data: object = { n: 1 }, type = 'ThingHappened'): NewEvent => ({
  id: randomUUID(),
  type,
  data: JSON.stringify(data),
  metadata: '{"schema":1}',
});
export const events = (count: number): NewEvent[] => Array.from({ length: count }, (_, n) => event({ n }));
export const numbersOf = (recorded: readonly RecordedEvent[]): number[] =>
  recorded.map(({ data }) => (JSON.parse(data) as { n: number }).n);
/** An event whose data is so many bytes, with 2- and 4-byte characters in it: the limits count bytes. */
export const eventOf = (bytes: number): NewEvent => {
  const text = 'ü😀';
  return {
    ...event(),
    data: JSON.stringify({ text: text + 'x'.repeat(bytes - JSON.stringify({ text: '' }).length - Buffer.byteLength(text)) }),
  };
};

/** What the parts of the contract share: the stores, the stream of the test that runs, and how to look at it. */
export class StoreUnderTest {
  stream = '';
  private opened: OpenedEventStore | null = null;

  /** To be called once inside the describe of the whole contract. */
  useIn(open: () => Promise<OpenedEventStore>, category: string): void {
    beforeAll(async () => {
      this.opened = await open();
    });
    afterAll(() => this.there.close());
    beforeEach(() => {
      this.stream = `${category}${randomUUID()}`;
    });
  }

  get store(): EventStore {
    return this.there.store;
  }
  another(): Promise<EventStore> {
    return this.there.another();
  }
  readAll(of = this.stream, from?: number): Promise<RecordedEvent[]> {
    return collect(this.store.read(of, from));
  }
  /** What lies after a position, of this test alone. */
  async ours(of: EventStore, after: string | null): Promise<RecordedEvent[]> {
    return (await collect(of.all(after))).filter((each) => each.stream.startsWith(this.stream));
  }

  private get there(): OpenedEventStore {
    if (!this.opened) throw new Error('The store is opened before the first test.');
    return this.opened;
  }
}
