import { randomUUID } from 'node:crypto';
import {
  type Appended,
  type EventStore,
  limits,
  type NewEvent,
  type RecordedEvent,
  RevisionConflict,
  TooLarge,
} from '@redress/event-store';
import { collect } from './collect';

/** A store to try, and `another` one on the same data, as another process would have it. `close` closes all of them. */
export interface OpenedEventStore {
  readonly store: EventStore;
  readonly another: () => Promise<EventStore>;
  readonly close: () => Promise<void>;
}

/** Texts as JSON.stringify writes them: every adapter hands those back unchanged. */
const event = (data: object = { n: 1 }, type = 'ThingHappened'): NewEvent => ({
  id: randomUUID(),
  type,
  data: JSON.stringify(data),
  metadata: '{"schema":1}',
});
const events = (count: number): NewEvent[] => Array.from({ length: count }, (_, n) => event({ n }));
const numbersOf = (recorded: readonly RecordedEvent[]): number[] => recorded.map(({ data }) => (JSON.parse(data) as { n: number }).n);
/** An event whose data is so many bytes, with 2- and 4-byte characters in it: the limits count bytes. */
const eventOf = (bytes: number): NewEvent => {
  const text = 'ü😀';
  return {
    ...event(),
    data: JSON.stringify({ text: text + 'x'.repeat(bytes - JSON.stringify({ text: '' }).length - Buffer.byteLength(text)) }),
  };
};

/** The promises every event store keeps; run it against each adapter. The data may hold other streams: nobody asks for an empty store. */
export const eventStoreContract = (name: string, open: () => Promise<OpenedEventStore>): void =>
  describe(`${name} keeps the EventStore contract`, () => {
    let store: EventStore;
    let opened: OpenedEventStore;
    let stream: string;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened.close());
    beforeEach(() => {
      stream = `thing-${randomUUID()}`;
    });
    const readAll = (of = stream, from?: number): Promise<RecordedEvent[]> => collect(store.read(of, from));
    /** What lies after a position, of this test alone. */
    const ours = async (of: EventStore, after: string | null): Promise<RecordedEvent[]> =>
      (await collect(of.all(after))).filter((each) => each.stream.startsWith(stream));
    const positionNow = (): Promise<string | null> => store.head();

    describe('appending', () => {
      it('numbers revisions from zero and hands out the exact texts', async () => {
        const [a, b] = [event({ text: 'şikayət / شکایت / 😀 \u2028 \ud800' }), event({}, 'SomethingElse')];
        const first = await store.append(stream, [a], 'no-stream');
        const second = await store.append(stream, [b], 0);
        expect([first.revision, second.revision]).toEqual([0, 1]);
        expect(await readAll()).toEqual([
          { ...a, stream, revision: 0, position: first.position },
          { ...b, stream, revision: 1, position: second.position },
        ]);
      });
      it('answers where the last of several events stands', async () => {
        const { revision, position } = await store.append(stream, events(3), 'no-stream');
        expect([revision, (await store.last(stream))?.position]).toEqual([2, position]);
      });
      it('refuses a second creation', async () => {
        await store.append(stream, events(1), 'no-stream');
        await expect(store.append(stream, events(1), 'no-stream')).rejects.toMatchObject({
          name: 'RevisionConflict',
          expected: 'no-stream',
          actual: 0,
        });
      });
      it('refuses a revision that is stale, ahead, or of no stream, and stores nothing', async () => {
        await store.append(stream, events(2), 'no-stream');
        await expect(store.append(stream, events(1), 0)).rejects.toMatchObject({
          name: 'RevisionConflict',
          stream,
          expected: 0,
          actual: 1,
        });
        await expect(store.append(stream, events(1), 2)).rejects.toMatchObject({ name: 'RevisionConflict', expected: 2, actual: 1 });
        await expect(store.append(`${stream}-none`, events(1), 0)).rejects.toMatchObject({
          name: 'RevisionConflict',
          expected: 0,
          actual: 'no-stream',
        });
        expect([(await readAll()).length, await readAll(`${stream}-none`)]).toEqual([2, []]);
      });
      it('lets exactly one of many racing writers win, and the others see a conflict', async () => {
        await store.append(stream, events(1), 'no-stream');
        const other = await opened.another();
        const race = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).append(stream, events(2), 0)));
        const lost = race
          .filter((each): each is PromiseRejectedResult => each.status === 'rejected')
          .map(({ reason }) => reason instanceof RevisionConflict);
        expect(lost).toEqual(Array.from({ length: 19 }, () => true));
        expect((await readAll()).length).toBe(3);
      });
      it('stores appends that were asked for one after the other, each at the revision the one before leaves', async () => {
        await Promise.all([0, 1, 2, 3, 4].map((n) => store.append(stream, [event({ n })], n === 0 ? 'no-stream' : n - 1)));
        expect(numbersOf(await readAll())).toEqual([0, 1, 2, 3, 4]);
      });
      it('harms no append of another stream by the conflict of one', async () => {
        await store.append(stream, events(1), 'no-stream');
        const asked = ['a', 'b'].map((each) => store.append(`${stream}-${each}`, events(1), 'no-stream'));
        const conflict = store.append(stream, events(1), 'no-stream');
        await expect(conflict).rejects.toThrow(RevisionConflict);
        expect((await Promise.all(asked)).map(({ revision }) => revision)).toEqual([0, 0]);
      });
    });

    describe('the same append again', () => {
      const answers = async (asked: Promise<Appended>): Promise<Appended> => asked;
      it('answers its first outcome and stores nothing, also when the stream has grown since', async () => {
        const sent = events(2);
        const first = await store.append(stream, sent, 'no-stream');
        await store.append(stream, events(1), 1);
        expect([await answers(store.append(stream, sent, 'no-stream')), (await readAll()).length]).toEqual([first, 3]);
      });
      it('happens once when it is sent many times at once', async () => {
        await store.append(stream, events(1), 'no-stream');
        const other = await opened.another();
        const sent = events(2);
        const [first, ...others] = await Promise.all([store, other, store, other].map((each) => each.append(stream, sent, 0)));
        expect([others, (await readAll()).length]).toEqual([[first, first, first], 3]);
      });
      it('is a conflict when only some of its events are the stored ones', async () => {
        const [a, b] = [event(), event()];
        await store.append(stream, [a, b], 'no-stream');
        await expect(store.append(stream, [a, event()], 'no-stream')).rejects.toThrow(RevisionConflict);
        await expect(store.append(stream, [a, b, event()], 'no-stream')).rejects.toThrow(RevisionConflict);
        await expect(store.append(stream, [b], 'no-stream')).rejects.toThrow(RevisionConflict);
        expect((await readAll()).length).toBe(2);
      });
    });

    describe('the limits', () => {
      it('take an event of 128 KiB and refuse one of a byte more', async () => {
        const largest = eventOf(limits.event);
        await expect(store.append(stream, [eventOf(limits.event + 1)], 'no-stream')).rejects.toThrow(TooLarge);
        await store.append(stream, [largest], 'no-stream');
        expect((await readAll()).map(({ data }) => data)).toEqual([largest.data]);
      });
      it('take an append of 1,000,000 bytes and refuse one of a byte more', async () => {
        const metadataBytes = event().metadata.length;
        const append = (bytes: number): NewEvent[] =>
          Array.from({ length: 8 }, (_, n) => eventOf(n < 7 ? 125_000 - metadataBytes : bytes - 875_000 - metadataBytes));
        await expect(store.append(stream, append(1_000_001), 'no-stream')).rejects.toThrow(TooLarge);
        expect((await store.append(stream, append(1_000_000), 'no-stream')).revision).toBe(7);
      });
      it('refuse an append of nothing', () => expect(store.append(stream, [], 'no-stream')).rejects.toThrow('Nothing to append'));
    });

    describe('reading a stream', () => {
      it('finds a missing one empty', async () => expect([await readAll(), await store.last(stream)]).toEqual([[], null]));
      it('begins at a revision', async () => {
        await store.append(stream, events(5), 'no-stream');
        expect([numbersOf(await readAll(stream, 3)), await readAll(stream, 5)]).toEqual([[3, 4], []]);
      });
      it('finds the last event', async () => {
        await store.append(stream, events(3), 'no-stream');
        expect(await store.last(stream)).toEqual((await readAll())[2]);
      });
      it('hands out a stream of 10,000 events whole and in order, in batches that are never empty', async () => {
        for (let from = 0; from < 10_000; from += 1_000) {
          const chunk = Array.from({ length: 1_000 }, (_, n) => event({ n: from + n }));
          await store.append(stream, chunk, from === 0 ? 'no-stream' : from - 1);
        }
        const batches: (readonly RecordedEvent[])[] = [];
        for await (const batch of store.read(stream)) batches.push(batch);
        expect(batches.every(({ length }) => length > 0)).toBe(true);
        expect(numbersOf(batches.flat())).toEqual(Array.from({ length: 10_000 }, (_, n) => n));
      });
    });

    describe('the order of all events', () => {
      it('is the order of the commits, after a position up to the head', async () => {
        const before = await positionNow();
        const [a, b] = [`${stream}-a`, `${stream}-b`];
        const places = [
          await store.append(a, events(1), 'no-stream'),
          await store.append(b, events(2), 'no-stream'),
          await store.append(a, events(1), 0),
        ];
        expect((await ours(store, before)).map((each) => [each.stream, each.revision])).toEqual([
          [a, 0],
          [b, 0],
          [b, 1],
          [a, 1],
        ]);
        expect([(await ours(store, places[1]!.position)).map((each) => each.stream), await store.head()]).toEqual([
          [a],
          places[2]!.position,
        ]);
      });
      it('grows, compared as integers', async () => {
        const before = await positionNow();
        for (let n = 0; n < 12; n++) await store.append(`${stream}-${n}`, events(1), 'no-stream');
        const positions = (await ours(store, before)).map(({ position }) => BigInt(position));
        expect(positions).toEqual([...positions].sort((one, other) => (one < other ? -1 : 1)));
        expect(new Set(positions).size).toBe(12);
      });
      it('has nothing after the head', async () => {
        const { position } = await store.append(stream, events(1), 'no-stream');
        expect(await ours(store, position)).toEqual([]);
      });
      it('is the same from every start', async () => {
        const before = await positionNow();
        await store.append(stream, events(7), 'no-stream');
        const whole = await ours(store, before);
        for (const [index, { position }] of whole.entries()) expect(await ours(store, position)).toEqual(whole.slice(index + 1));
      });
      it('never makes a later position visible before an earlier one, whoever writes at once', async () => {
        const start = await positionNow();
        const other = await opened.another();
        const reader = await opened.another();
        const writers = Array.from({ length: 16 }, async (_, writer) => {
          for (let n = 0; n < 12; n++)
            await (writer % 2 ? store : other).append(`${stream}-${writer}`, events(1 + (n % 3)), n === 0 ? 'no-stream' : revisionAfter(n));
        });
        let writing = true;
        const done = Promise.all(writers).then(() => (writing = false));
        const seen: RecordedEvent[] = [];
        for (let after = start; writing; after = seen.at(-1)?.position ?? start) seen.push(...(await ours(reader, after)));
        await done;
        seen.push(...(await ours(reader, seen.at(-1)?.position ?? start)));
        expect(seen).toEqual(await ours(store, start));
        expect(seen.length).toBe(16 * 24);
      });
    });

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
          taken.push(...batch.filter((each) => each.stream.startsWith(stream)));
          if (taken.length >= count) break;
        }
        return taken;
      };
      it('hands out what is there and then what comes, each once and in order', async () => {
        const before = await positionNow();
        await store.append(stream, [event({ n: 0 }), event({ n: 1 })], 'no-stream');
        const taking = take(store.subscribe(before, end.signal), 4);
        await store.append(stream, [event({ n: 2 })], 1);
        await store.append(stream, [event({ n: 3 })], 2);
        expect(numbersOf(await taking)).toEqual([0, 1, 2, 3]);
      });
      it('begins after its position', async () => {
        const { position } = await store.append(stream, [event({ n: 0 })], 'no-stream');
        await store.append(stream, [event({ n: 1 })], 0);
        expect(numbersOf(await take(store.subscribe(position, end.signal), 1))).toEqual([1]);
      });
      it('notices what another process stores', async () => {
        const other = await opened.another();
        const taking = take(store.subscribe(await positionNow(), end.signal), 2);
        await other.append(stream, [event({ n: 0 })], 'no-stream');
        await other.append(stream, [event({ n: 1 })], 0);
        expect(numbersOf(await taking)).toEqual([0, 1]);
      });
      it('waits for a slow consumer and loses nothing meanwhile', async () => {
        const subscription = store.subscribe(await positionNow(), end.signal)[Symbol.asyncIterator]();
        const seen: RecordedEvent[] = [];
        for (let n = 0; n < 40; n++) {
          await store.append(
            stream,
            events(50).map((each) => ({ ...each, data: JSON.stringify({ n }) })),
            n === 0 ? 'no-stream' : n * 50 - 1,
          );
          if (n % 8 === 0) seen.push(...((await subscription.next()).value as RecordedEvent[]));
        }
        while (seen.length < 2_000) seen.push(...((await subscription.next()).value as RecordedEvent[]));
        expect(seen.map(({ revision }) => revision)).toEqual(Array.from({ length: 2_000 }, (_, revision) => revision));
      });
      it('ends when the signal is given while it waits', async () => {
        const ended = collect(store.subscribe(await positionNow(), end.signal));
        await store.append(stream, events(1), 'no-stream');
        end.abort();
        expect((await ended).length).toBeLessThanOrEqual(1);
      });
      it('ends at once when the signal was given before', async () => {
        end.abort();
        expect(await collect(store.subscribe(null, end.signal))).toEqual([]);
      });
      it('hands out no batch after the signal was given', async () => {
        const before = await positionNow();
        for (let n = 0; n < 3; n++) await store.append(`${stream}-${n}`, events(900), 'no-stream');
        let batches = 0;
        for await (const batch of store.subscribe(before, end.signal)) {
          batches += Math.sign(batch.length);
          end.abort();
        }
        expect(batches).toBe(1);
      });
      it('serves several consumers, each at its own pace', async () => {
        const before = await positionNow();
        const takings = [1, 2, 3].map(() => take(store.subscribe(before, end.signal), 3));
        await store.append(stream, events(3), 'no-stream');
        expect((await Promise.all(takings)).map(numbersOf)).toEqual([
          [0, 1, 2],
          [0, 1, 2],
          [0, 1, 2],
        ]);
      });
    });

    it('stores what was asked before it is closed', async () => {
      const closing = await opened.another();
      const asked = closing.append(stream, events(2), 'no-stream');
      await closing.close();
      expect([(await asked).revision, (await readAll()).length]).toEqual([1, 2]);
      await expect(closing.append(stream, events(1), 1)).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'closed' });
    });
  });

/** Appends of 1, 2, 3, 1, 2, 3 ... events: the revision that n of them leave. */
const revisionAfter = (appends: number): number =>
  Array.from({ length: appends }, (_, n) => 1 + (n % 3)).reduce((sum, each) => sum + each, -1);
