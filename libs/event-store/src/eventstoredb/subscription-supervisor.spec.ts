import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '..';
import type { EventStoreDbEventStore, EventStoreDbOptions } from './eventstoredb-event-store';
import { OrderGuard } from './order-guard';
import { event, Stores } from './stores.spec-support';

const stream = 'thing-1';
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('a subscription to EventStoreDB', () => {
  let stores: Stores;
  let end: AbortController;
  let seen: RecordedEvent[];
  let interruptions: string[];
  let running: Promise<void>;
  beforeEach(async () => {
    stores = await Stores.start();
    end = new AbortController();
    seen = [];
    interruptions = [];
  });
  afterEach(async () => {
    end.abort();
    await running;
    await stores.close();
  });

  const follow = (options: Partial<EventStoreDbOptions> = {}, settings = ''): EventStoreDbEventStore => {
    const store = stores.open({ onInterruption: ({ message }) => interruptions.push(message), ...options }, settings);
    running = (async () => {
      for await (const batch of store.subscribe(null, end.signal)) seen.push(...batch);
    })();
    return store;
  };
  const write = (count: number): void => stores.write(stream, ...numbers(count).map((n) => event({ n })));
  /** Until so many events were seen; what comes twice would be among them. */
  const sees = async (count: number): Promise<number[]> => {
    while (seen.length < count) await pause(5);
    return seen.map(({ revision }) => revision);
  };

  describe('goes on where it was, missing nothing and repeating nothing', () => {
    it('when the connection is cut', async () => {
      follow();
      write(3);
      await sees(3);
      stores.double.network.cut();
      write(3);
      expect(await sees(6)).toEqual(numbers(6));
    });
    it('when the server is down for a while', async () => {
      follow();
      write(3);
      await sees(3);
      await stores.double.stop();
      write(3);
      await pause(50);
      await stores.double.start();
      expect(await sees(6)).toEqual(numbers(6));
    });
    it('when the server ends it as if all were said', async () => {
      follow();
      write(3);
      await sees(3);
      stores.double.subscriptions.end();
      write(3);
      expect(await sees(6)).toEqual(numbers(6));
    });
    it('when it falls silent while it is live', async () => {
      follow();
      write(3);
      await sees(3);
      stores.double.subscriptions.silence();
      write(3);
      expect(await sees(6)).toEqual(numbers(6));
      expect(interruptions).toEqual(['The subscription to EventStoreDB fell silent.']);
    });
    it('when it is silent from the beginning, twice', async () => {
      stores.double.subscriptions.silenceNext(2);
      write(3);
      follow();
      expect(await sees(3)).toEqual(numbers(3));
      expect(interruptions.length).toBe(2);
    });
    it('when the network is half-open and nobody is told', async () => {
      jest.spyOn(console, 'warn').mockImplementation();
      follow({}, 'keepAliveInterval=200&keepAliveTimeout=200');
      write(3);
      await sees(3);
      stores.double.network.halfOpen();
      write(3);
      expect(await sees(6)).toEqual(numbers(6));
    });
    it('when a checkpoint lay ahead of what was handed out', async () => {
      write(500);
      stores.double.subscriptions.checkpointAheadNext();
      follow();
      await sees(1);
      stores.double.network.cut();
      expect(await sees(500)).toEqual(numbers(500));
    });
    it('when all of that happens again and again while it is written', async () => {
      follow();
      const { network, subscriptions } = stores.double;
      const faults: readonly (() => void | Promise<void>)[] = [
        () => network.cut(),
        () => subscriptions.silence(),
        () => subscriptions.end(),
        () => stores.double.restart(),
      ];
      for (let n = 0; n < 20; n++) {
        write(10);
        await pause(10);
        await faults[n % faults.length]!();
        write(5);
      }
      expect(await sees(300)).toEqual(numbers(300));
    });
  });

  it('is left alone while the head rests', async () => {
    let waits = 0;
    let patience = 300;
    const clock = {
      wait: async (_milliseconds: number, signal: AbortSignal): Promise<void> => {
        waits += 1;
        await pause(patience, undefined, { signal }).catch(() => undefined);
      },
      random: () => 0,
    };
    follow({ clock });
    write(3);
    await sees(3);
    patience = 5;
    for (const before = waits; waits < before + 5;) await pause(5);
    expect([interruptions, stores.double.subscriptions.count]).toEqual([[], 1]);
  });

  it('backs off twice as long each time, half of it by chance, up to the most', async () => {
    await stores.double.stop();
    const pauses: number[] = [];
    const clock = {
      wait: async (milliseconds: number, signal: AbortSignal): Promise<void> => {
        if (milliseconds !== 7_777) {
          pauses.push(milliseconds);
          if (pauses.length === 6) end.abort();
          return;
        }
        await pause(60_000, undefined, { signal }).catch(() => undefined);
      },
      random: () => 0.5,
    };
    follow({ clock, silence: 7_777, backOff: { first: 100, most: 1_000 } });
    await running;
    expect(pauses).toEqual([75, 150, 300, 600, 750, 750]);
  });

  it('ends once the store is closed, also while it waits', async () => {
    running = Promise.resolve();
    const store = stores.open();
    const waiting = store.subscribe(null, end.signal).next();
    await store.close();
    await expect(waiting).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'closed' });
    await expect(store.head()).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'closed' });
  });

  it('ends with what a wrong position deserves', async () => {
    write(3);
    running = Promise.resolve();
    const next = stores
      .open()
      .subscribe(String(stores.double.log.events[1]!.position + 1n), end.signal)
      .next();
    await expect(next).rejects.toThrow('This is no position of this event log');
  });
});

describe('the order of what is handed out', () => {
  const at = (revision: number, position: string, of = stream): RecordedEvent => ({ ...event(), stream: of, revision, position });
  it('is that of the log and of each stream', () => {
    const guard = new OrderGuard('10');
    for (const next of [at(0, '11'), at(0, '200', 'thing-2'), at(1, '1000')]) guard.check(next);
    expect(() => guard.check(at(1, '1000'))).toThrow('came at position 1000, after 1000');
    expect(() => guard.check(at(1, '1001'))).toThrow('Revision 1 of thing-1');
    expect(() => guard.check(at(1, '999', 'thing-2'))).toThrow('Revision 1 of thing-2');
  });
  it('begins after the position that was processed', () => {
    expect(() => new OrderGuard('10').check(at(0, '10'))).toThrow('verify the log');
  });
});
