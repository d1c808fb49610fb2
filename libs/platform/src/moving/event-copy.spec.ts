import { type EventStore, firstPrev, limits, link, OutcomeUnknown, type RecordedEvent } from '@redress/event-store';
import type { Instant, StaffId } from '@redress/kernel';
import { InMemoryKeyStore, Sealer } from '@redress/sealing';
import { InMemoryEventStore } from '@redress/testing';
import { atOnce, EventCopy } from './event-copy';
import { runsOf } from './runs';
import { SealedCheck } from './sealed-check';

const recordedAt = '2026-05-03T08:00:00.000Z' as Instant;
const actor = { id: 'local' as StaffId, role: 'system' as const };

/** One command after another, each with so many events of so many characters. */
const record = async (store: EventStore, stream: string, ...commands: readonly (readonly [events: number, length: number])[]) => {
  let end = { revision: -1, hash: firstPrev };
  for (const [nth, [count, length]] of commands.entries()) {
    const drafts = Array.from({ length: count }, () => ({ type: 'Said', schema: 1, data: { text: 'x'.repeat(length) } }));
    const { revision } = end;
    const linked = link(stream, drafts, { commandId: `${stream}-${nth}`, request: null, actor, recordedAt }, end);
    end = linked.end;
    await store.append(stream, linked.events, revision < 0 ? 'no-stream' : revision);
  }
};
const logOf = async (store: EventStore): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const batch of store.all(null)) events.push(...batch);
  return events;
};
const placesOf = async (store: EventStore) => (await logOf(store)).map(({ stream, revision }) => `${stream} ${revision}`);
const copied = async (
  source: EventStore,
  target: EventStore,
  there: ReadonlyMap<string, number> = new Map(),
  keys = new InMemoryKeyStore(),
) => {
  const sealed = new SealedCheck(keys);
  const copy = new EventCopy(target, there, sealed, atOnce.server);
  for await (const run of runsOf(source.all(null))) await copy.add(run);
  await copy.end();
  return { events: copy.events, opened: sealed.opened };
};

/** Remembers how many events each append had. */
class Watched extends InMemoryEventStore {
  readonly appends: string[] = [];
  override append(...[stream, events, expected]: Parameters<EventStore['append']>) {
    this.appends.push(`${stream} ${events.length}`);
    return super.append(stream, events, expected);
  }
}

describe('copying events', () => {
  let source: InMemoryEventStore;
  beforeEach(() => {
    source = new InMemoryEventStore({ first: 100n, step: 7n, batch: 2 });
  });

  it('keeps their texts and the order of the log', async () => {
    await record(source, 'policy-a', [1, 3]);
    await record(source, 'complaint-1', [1, 3], [2, 3]);
    await record(source, 'complaint-2', [3, 3]);
    await record(source, 'staff-1', [1, 3]);
    const target = new InMemoryEventStore();
    const { events } = await copied(source, target);
    const without = (log: readonly RecordedEvent[]) => log.map(({ position: _differs, ...event }) => event);
    expect([events, without(await logOf(target))]).toEqual([8, without(await logOf(source))]);
  });
  it('appends commands that follow each other together, and none in two', async () => {
    await record(source, 'complaint-1', [2, 3], [3, 3], [1, 3]);
    await record(source, 'complaint-2', [60, 3], [60, 3]);
    await record(source, 'complaint-3', [7, 120_000], [1, 120_000], [1, 120_000]);
    const target = new Watched();
    await copied(source, target);
    expect([target.appends, 9 * 120_000 > limits.append]).toEqual([
      ['complaint-1 6', 'complaint-2 60', 'complaint-2 60', 'complaint-3 8', 'complaint-3 1'],
      true,
    ]);
  });
  it('stores a version before anything that may pin it is sent', async () => {
    await record(source, 'calendar-a', [1, 3]);
    await record(source, 'complaint-1', [1, 3]);
    await record(source, 'policy-b', [1, 3]);
    await record(source, 'complaint-2', [1, 3]);
    /** The first that is asked is the last that is done. */
    class Slow extends InMemoryEventStore {
      override async append(...args: Parameters<EventStore['append']>) {
        if (/^(calendar|policy)-/.test(args[0])) await new Promise((resolve) => setImmediate(resolve));
        return super.append(...args);
      }
    }
    const target = new Slow();
    await copied(source, target);
    expect(await placesOf(target)).toEqual(['calendar-a 0', 'complaint-1 0', 'policy-b 0', 'complaint-2 0']);
  });
  it('goes on behind what is there', async () => {
    await record(source, 'complaint-1', [2, 3], [2, 3]);
    await record(source, 'complaint-2', [1, 3]);
    const target = new Watched();
    await target.append('complaint-1', (await logOf(source)).slice(0, 2), 'no-stream');
    const { events } = await copied(source, target, new Map([['complaint-1', 1]]));
    expect([events, target.appends, await placesOf(target)]).toEqual([
      5,
      ['complaint-1 2', 'complaint-1 2', 'complaint-2 1'],
      ['complaint-1 0', 'complaint-1 1', 'complaint-1 2', 'complaint-1 3', 'complaint-2 0'],
    ]);
  });
  it.each([
    ['was stored', true],
    ['was not', false],
  ])('stores once what nobody told whether it %s', async (_what, isStored) => {
    await record(source, 'complaint-1', [2, 3]);
    let asked = 0;
    class Silent extends InMemoryEventStore {
      override async append(...args: Parameters<EventStore['append']>) {
        if ((asked += 1) > 1) return super.append(...args);
        if (isStored) await super.append(...args);
        throw new OutcomeUnknown('Nobody answered.');
      }
    }
    const target = new Silent();
    await copied(source, target);
    expect([asked, await placesOf(target)]).toEqual([isStored ? 1 : 2, ['complaint-1 0', 'complaint-1 1']]);
  });
  it('is refused where somebody else writes', async () => {
    await record(source, 'complaint-1', [1, 3]);
    const target = new InMemoryEventStore();
    await target.append('complaint-1', [{ ...(await logOf(source))[0]!, id: 'of-somebody-else' }], 'no-stream');
    await expect(copied(source, target)).rejects.toThrow('Somebody else writes to complaint-1 of the target');
  });

  describe('with sealed strings', () => {
    const keys = new InMemoryKeyStore();
    const receipt = async (stream: string, sealedAs = stream) => {
      const personal = await new Sealer(keys).seal(sealedAs, { type: 'Said', schema: 1, part: 'personal' }, { name: 'Leyla' });
      const cause = { commandId: stream, request: null, actor, recordedAt };
      const { events } = link(stream, [{ type: 'Said', schema: 1, data: { personal } }], cause, { revision: -1, hash: firstPrev });
      await source.append(stream, events, 'no-stream');
    };
    it('opens each, but for those whose key is destroyed', async () => {
      await receipt('complaint-1');
      await receipt('complaint-2');
      await keys.destroy('complaint-2', recordedAt);
      expect(await copied(source, new InMemoryEventStore(), new Map(), keys)).toEqual({ events: 2, opened: 1 });
    });
    it('stores nothing that its key does not open', async () => {
      await keys.keyOf('complaint-4');
      await receipt('complaint-4', 'complaint-3');
      const target = new InMemoryEventStore();
      await expect(copied(source, target, new Map(), keys)).rejects.toThrow(
        'Revision 0 of complaint-4 holds a sealed string that its key does not open',
      );
      expect(await target.head()).toBeNull();
    });
    it('stores nothing whose key is missing', async () => {
      await receipt('complaint-5');
      const target = new InMemoryEventStore();
      await expect(copied(source, target)).rejects.toThrow('complaint-5 holds sealed data, and the keys hold neither its key');
      expect(await target.head()).toBeNull();
    });
  });
});
