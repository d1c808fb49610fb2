import { type RecordedEvent } from '@redress/event-store';
import { collect } from '../collect';
import { event, events, numbersOf, type StoreUnderTest } from './store-under-test';

/** What a live reader is given, and when it ends. */
export const subscriptionContract = (on: StoreUnderTest): void => {
  describe('a subscription', () => {
    let end: AbortController;
    beforeEach(() => {
      end = new AbortController();
    });
    afterEach(() => end.abort());
    /** The next so many events of our streams. */
    const take = async (source: AsyncIterable<readonly RecordedEvent[]>, count: number): Promise<RecordedEvent[]> => {
      const taken: RecordedEvent[] = [];
      for await (const batch of source) {
        taken.push(...batch.filter((each) => each.stream.startsWith(on.stream)));
        if (taken.length >= count) break;
      }
      return taken;
    };
    it('hands out what is there and then what comes, each once and in order', async () => {
      const before = await on.store.head();
      await on.store.append(on.stream, [event({ n: 0 }), event({ n: 1 })], 'no-stream');
      const taking = take(on.store.subscribe(before, end.signal), 4);
      await on.store.append(on.stream, [event({ n: 2 })], 1);
      await on.store.append(on.stream, [event({ n: 3 })], 2);
      expect(numbersOf(await taking)).toEqual([0, 1, 2, 3]);
    });
    it('begins after its position', async () => {
      const { position } = await on.store.append(on.stream, [event({ n: 0 })], 'no-stream');
      await on.store.append(on.stream, [event({ n: 1 })], 0);
      expect(numbersOf(await take(on.store.subscribe(position, end.signal), 1))).toEqual([1]);
    });
    it('notices what another process stores', async () => {
      const other = await on.another();
      const taking = take(on.store.subscribe(await on.store.head(), end.signal), 2);
      await other.append(on.stream, [event({ n: 0 })], 'no-stream');
      await other.append(on.stream, [event({ n: 1 })], 0);
      expect(numbersOf(await taking)).toEqual([0, 1]);
    });
    it('waits for a slow consumer and loses nothing meanwhile', async () => {
      const subscription = on.store.subscribe(await on.store.head(), end.signal)[Symbol.asyncIterator]();
      const seen: RecordedEvent[] = [];
      for (let n = 0; n < 40; n++) {
        await on.store.append(
          on.stream,
          events(50).map((each) => ({ ...each, data: JSON.stringify({ n }) })),
          n === 0 ? 'no-stream' : n * 50 - 1,
        );
        if (n % 8 === 0) seen.push(...((await subscription.next()).value as RecordedEvent[]));
      }
      while (seen.length < 2_000) seen.push(...((await subscription.next()).value as RecordedEvent[]));
      expect(seen.map(({ revision }) => revision)).toEqual(Array.from({ length: 2_000 }, (_, revision) => revision));
    });
    it('ends when the signal is given while it waits', async () => {
      const ended = collect(on.store.subscribe(await on.store.head(), end.signal));
      await on.store.append(on.stream, events(1), 'no-stream');
      end.abort();
      expect((await ended).length).toBeLessThanOrEqual(1);
    });
    it('ends at once when the signal was given before', async () => {
      end.abort();
      expect(await collect(on.store.subscribe(null, end.signal))).toEqual([]);
    });
    it('hands out no batch after the signal was given', async () => {
      const before = await on.store.head();
      for (let n = 0; n < 3; n++) await on.store.append(`${on.stream}-${n}`, events(900), 'no-stream');
      let batches = 0;
      for await (const batch of on.store.subscribe(before, end.signal)) {
        batches += Math.sign(batch.length);
        end.abort();
      }
      expect(batches).toBe(1);
    });
    it('serves several consumers, each at its own pace', async () => {
      const before = await on.store.head();
      const takings = [1, 2, 3].map(() => take(on.store.subscribe(before, end.signal), 3));
      await on.store.append(on.stream, events(3), 'no-stream');
      expect((await Promise.all(takings)).map(numbersOf)).toEqual([
        [0, 1, 2],
        [0, 1, 2],
        [0, 1, 2],
      ]);
    });
  });
};
