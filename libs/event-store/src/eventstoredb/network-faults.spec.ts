import { setTimeout as pause } from 'node:timers/promises';
import { collect } from '@redress/testing';
import { cutsWithin, everyFault, type NetworkFault, type TcpProxy } from '../../../testing/src/network';
import { type ExpectedRevision, type NewEvent, OutcomeUnknown, type RecordedEvent, StoreUnavailable } from '..';
import type { EventStoreDbEventStore } from './eventstoredb-event-store';
import { event, Stores } from './stores.spec-support';

/** The client finds out soon that nobody is there: a test waits for it. */
const hasty = 'keepAliveInterval=200&keepAliveTimeout=200';
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('on a network that breaks', () => {
  let stores: Stores;
  let network: TcpProxy;
  beforeEach(async () => {
    jest.spyOn(console, 'warn').mockImplementation();
    stores = await Stores.start();
    ({ network } = stores.double);
  });
  afterEach(() => stores.close());

  describe('a subscription to EventStoreDB', () => {
    let end: AbortController;
    let seen: RecordedEvent[];
    beforeEach(() => (end = new AbortController()));
    const follow = (store: EventStoreDbEventStore): Promise<void> => {
      seen = [];
      return (async () => {
        for await (const batch of store.subscribe(null, end.signal)) seen.push(...batch);
      })();
    };
    const write = (count: number): void => stores.write('thing-1', ...numbers(count).map((n) => event({ n })));
    /** Until so many events were seen; what comes twice would be among them. */
    const sees = async (count: number): Promise<number[]> => {
      while (seen.length < count) await pause(5);
      return seen.map(({ revision }) => revision);
    };
    const ended = async (running: Promise<void>): Promise<void> => {
      end.abort();
      await running;
      end = new AbortController();
    };

    it.each(everyFault({ milliseconds: 50 }, { bytes: 100 }))(
      'goes on where it was, missing nothing and repeating nothing: %j',
      async (fault) => {
        const running = follow(stores.open({ silence: 2_000 }, hasty));
        write(20);
        await sees(20);
        network.strike(fault);
        write(20);
        await pause(50);
        await network.open();
        write(5);
        expect(await sees(45)).toEqual(numbers(45));
        await ended(running);
      },
    );
    it('goes on when the network is quick again after it was slower than its patience', async () => {
      const interruptions: string[] = [];
      const running = follow(stores.open({ silence: 100, onInterruption: ({ message }) => interruptions.push(message) }));
      write(20);
      await sees(20);
      network.strike({ how: 'delay', milliseconds: 400 });
      write(20);
      while (interruptions.length === 0) await pause(5);
      network.cut();
      expect(await sees(40)).toEqual(numbers(40));
      await ended(running);
    });

    it('hands out every event once, whatever byte of what it is sent is the last', async () => {
      const store = stores.open({ silence: 2_000, backOff: { first: 1, most: 5 } }, hasty);
      write(60);
      const page = async (): Promise<void> => {
        const running = follow(store);
        expect(await sees(60)).toEqual(numbers(60));
        await ended(running);
      };
      await page();
      const cuts = cutsWithin({ ...(await network.passedBy(page)), 'to-server': 0 }, 60);
      const halfOpen = cuts.slice(0, 4).map((cut) => ({ ...cut, fault: { how: 'half-open' as const } }));
      for (const cut of [...cuts, ...halfOpen]) {
        network.strikeAt(cut);
        await page();
        network.calm();
      }
    }, 3_600_000);
  });

  describe('an append to EventStoreDB', () => {
    const there = (stream: string): string[] => stores.double.log.of(stream).map(({ id }) => id);

    /** As all who append do: what nobody says the outcome of is read back, and only what is not there is sent again. */
    const stored = async (
      store: EventStoreDbEventStore,
      stream: string,
      events: readonly NewEvent[],
      expected: ExpectedRevision,
    ): Promise<void> => {
      const from = expected === 'no-stream' ? 0 : expected + 1;
      for (;;) {
        try {
          const answer = await store.append(stream, events, expected);
          const { revision, position } = stores.double.log.of(stream).at(-1)!;
          expect(answer).toEqual({ revision: Number(revision), position: String(position) });
          return;
        } catch (error) {
          if (error instanceof StoreUnavailable) expect(there(stream).slice(from)).toEqual([]);
          else if (!(error instanceof OutcomeUnknown)) throw error;
          if ((await readAgain(store, stream, from)).length > 0) return;
        }
      }
    };
    const readAgain = async (store: EventStoreDbEventStore, stream: string, from: number): Promise<readonly RecordedEvent[]> => {
      for (;;) {
        try {
          return await collect(store.read(stream, from));
        } catch (error) {
          if (!(error instanceof StoreUnavailable)) throw error;
          await pause(5);
        }
      }
    };

    it('is neither lost nor done twice, whatever byte of asking or answering is the last', async () => {
      const store = stores.open({}, hasty);
      let nth = 0;
      const work = async (): Promise<void> => {
        const stream = `thing-${(nth += 1)}`;
        const [first, second, aside] = [[event({ n: 1 }), event({ n: 2 })], [event({ n: 3 })], [event({ n: 4 })]];
        await Promise.all([
          stored(store, stream, first, 'no-stream').then(() => stored(store, stream, second, 1)),
          stored(store, `${stream}-aside`, aside, 'no-stream'),
        ]);
        expect([there(stream), there(`${stream}-aside`)]).toEqual([[...first, ...second].map(({ id }) => id), aside.map(({ id }) => id)]);
      };
      await work();
      const bytes = await network.passedBy(work);
      for (const cut of cutsWithin(bytes)) {
        network.strikeAt(cut);
        await work();
        network.calm();
      }
    }, 3_600_000);

    it.each<NetworkFault>([
      { how: 'half-open' },
      { how: 'half-open', direction: 'to-server' },
      { how: 'half-open', direction: 'to-client' },
    ])('is neither lost nor done twice where nothing comes back and nobody is told: %j', async (fault) => {
      const store = stores.open({}, hasty);
      await store.append('thing-0', [event()], 'no-stream');
      network.strike(fault);
      const events = [event(), event()];
      await stored(store, 'thing-1', events, 'no-stream');
      expect(there('thing-1')).toEqual(events.map(({ id }) => id));
    });
    it.each<NetworkFault>([
      { how: 'delay', milliseconds: 20 },
      { how: 'drip', bytes: 7, milliseconds: 1 },
    ])('is done once on a slow network: %j', async (fault) => {
      const store = stores.open({ deadline: 10_000 });
      await store.append('thing-0', [event()], 'no-stream');
      network.strike(fault);
      const events = [event(), event()];
      await stored(store, 'thing-1', events, 'no-stream');
      expect(there('thing-1')).toEqual(events.map(({ id }) => id));
    });
  });
});
