import { type RecordedEvent } from '@redress/event-store';
import { event, events, numbersOf, type StoreUnderTest } from './store-under-test';

/** How streams and the whole log are read. */
export const readingContract = (on: StoreUnderTest): void => {
  describe('reading a stream', () => {
    it('finds a missing one empty', async () => expect([await on.readAll(), await on.store.last(on.stream)]).toEqual([[], null]));
    it('begins at a revision', async () => {
      await on.store.append(on.stream, events(5), 'no-stream');
      expect([numbersOf(await on.readAll(on.stream, 3)), await on.readAll(on.stream, 5)]).toEqual([[3, 4], []]);
    });
    it('finds the last event', async () => {
      await on.store.append(on.stream, events(3), 'no-stream');
      expect(await on.store.last(on.stream)).toEqual((await on.readAll())[2]);
    });
    it('hands out a stream of 10,000 events whole and in order, in batches that are never empty', async () => {
      for (let from = 0; from < 10_000; from += 1_000) {
        const chunk = Array.from({ length: 1_000 }, (_, n) => event({ n: from + n }));
        await on.store.append(on.stream, chunk, from === 0 ? 'no-stream' : from - 1);
      }
      const batches: (readonly RecordedEvent[])[] = [];
      for await (const batch of on.store.read(on.stream)) batches.push(batch);
      expect(batches.every(({ length }) => length > 0)).toBe(true);
      expect(numbersOf(batches.flat())).toEqual(Array.from({ length: 10_000 }, (_, n) => n));
    });
  });

  describe('the order of all events', () => {
    it('is the order of the commits, after a position up to the head', async () => {
      const before = await on.store.head();
      const [a, b] = [`${on.stream}-a`, `${on.stream}-b`];
      const places = [
        await on.store.append(a, events(1), 'no-stream'),
        await on.store.append(b, events(2), 'no-stream'),
        await on.store.append(a, events(1), 0),
      ];
      expect((await on.ours(on.store, before)).map((each) => [each.stream, each.revision])).toEqual([
        [a, 0],
        [b, 0],
        [b, 1],
        [a, 1],
      ]);
      expect([(await on.ours(on.store, places[1]!.position)).map((each) => each.stream), await on.store.head()]).toEqual([
        [a],
        places[2]!.position,
      ]);
    });
    it('grows, compared as integers', async () => {
      const before = await on.store.head();
      for (let n = 0; n < 12; n++) await on.store.append(`${on.stream}-${n}`, events(1), 'no-stream');
      const positions = (await on.ours(on.store, before)).map(({ position }) => BigInt(position));
      expect(positions).toEqual([...positions].sort((one, other) => (one < other ? -1 : 1)));
      expect(new Set(positions).size).toBe(12);
    });
    it('has nothing after the head', async () => {
      const { position } = await on.store.append(on.stream, events(1), 'no-stream');
      expect(await on.ours(on.store, position)).toEqual([]);
    });
    it('is the same from every start', async () => {
      const before = await on.store.head();
      await on.store.append(on.stream, events(7), 'no-stream');
      const whole = await on.ours(on.store, before);
      for (const [index, { position }] of whole.entries()) expect(await on.ours(on.store, position)).toEqual(whole.slice(index + 1));
    });
    it('never makes a later position visible before an earlier one, whoever writes at once', async () => {
      const start = await on.store.head();
      const other = await on.another();
      const reader = await on.another();
      const writers = Array.from({ length: 16 }, async (_, writer) => {
        for (let n = 0; n < 12; n++)
          await (writer % 2 ? on.store : other).append(
            `${on.stream}-${writer}`,
            events(1 + (n % 3)),
            n === 0 ? 'no-stream' : revisionAfter(n),
          );
      });
      let writing = true;
      const done = Promise.all(writers).then(() => (writing = false));
      const seen: RecordedEvent[] = [];
      for (let after = start; writing; after = seen.at(-1)?.position ?? start) seen.push(...(await on.ours(reader, after)));
      await done;
      seen.push(...(await on.ours(reader, seen.at(-1)?.position ?? start)));
      expect(seen).toEqual(await on.ours(on.store, start));
      expect(seen.length).toBe(16 * 24);
    });
  });
};

/** Appends of 1, 2, 3, 1, 2, 3 ... events: the revision that n of them leave. */
const revisionAfter = (appends: number): number =>
  Array.from({ length: appends }, (_, n) => 1 + (n % 3)).reduce((sum, each) => sum + each, -1);
