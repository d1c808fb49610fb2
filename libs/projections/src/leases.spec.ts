import type { LogReader } from './collection-writer';
import type { Lease } from './document-store';
import { LeaseLapsed, Leases } from './leases';
import type { LeaseStore } from './leasehold';

/** Milliseconds; a beat is a quarter of it. */
const time = 1_000;
const desk = 'desk@1';

/** Leases in memory, which two processes share and which can be away. */
class Shelf implements LeaseStore {
  readonly kept = new Map<string, Lease>();
  /** What was asked for: 'look', or who took it. */
  readonly asked: string[] = [];
  isAway = false;
  /** Stores what is asked next, and never says so. */
  losesAnswer = false;

  async lease(readModel: string): Promise<Lease | null> {
    this.refuseAway();
    this.asked.push('look');
    return this.kept.get(readModel) ?? null;
  }
  async takeLease(readModel: string, seen: Lease | null, holder: string | null): Promise<Lease | null> {
    this.refuseAway();
    this.asked.push(holder ?? 'nobody');
    const now = this.kept.get(readModel) ?? null;
    if (JSON.stringify(now) !== JSON.stringify(seen)) return null;
    const taken = { holder, beat: (seen?.beat ?? 0) + 1 };
    this.kept.set(readModel, taken);
    if (this.losesAnswer) throw new Error('no answer');
    return taken;
  }
  private refuseAway(): void {
    if (this.isAway) throw new Error('away');
  }
}

/** The monotonic clock of one process; it moves when told, and never while the process is paused. */
class HandClock {
  private at: number;
  private readonly waiting = new Set<{ until: number; wake: () => void }>();
  readonly waits: number[] = [];

  /** No two machines have the same. */
  constructor(start: number) {
    this.at = start;
  }
  now = (): string => '2026-05-03T08:00:00.000Z';
  monotonic = (): number => this.at;
  wait = (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    this.waits.push(milliseconds);
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add({ until: this.at + milliseconds, wake });
      signal?.addEventListener('abort', wake, { once: true });
    });
  };
  /** Wakes nobody: as a process that is stopped and goes on later. */
  pass(milliseconds: number): void {
    this.at += milliseconds;
  }
  async turn(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0;) {
      const next = Math.min(left, ...[...this.waiting].map(({ until }) => Math.max(until - this.at, 0)));
      this.at += next;
      left -= next;
      await this.wakeWhoIsDue();
      if (next === 0 && ![...this.waiting].some(({ until }) => until > this.at)) break;
    }
  }
  async wakeWhoIsDue(): Promise<void> {
    for (const each of [...this.waiting]) {
      if (each.until > this.at) continue;
      this.waiting.delete(each);
      each.wake();
    }
    await settled();
  }
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('leases', () => {
  const shelf = (): Shelf => store;
  let store: Shelf;
  let ends: AbortController[];
  beforeEach(() => {
    store = new Shelf();
    ends = [];
  });
  afterEach(() => ends.forEach((end) => end.abort()));

  const process = async (holder: string, { start = 0, lease = time, random = (): number => 0, models = [desk] } = {}) => {
    const clock = new HandClock(start);
    const troubles: unknown[] = [];
    const leases = new Leases(models, shelf(), { holder, time: lease, clock, random, onTrouble: (error) => troubles.push(error) });
    const end = new AbortController();
    ends.push(end);
    const keeping = leases.keep(end.signal);
    await settled();
    return { clock, leases, troubles, stop: async () => (end.abort(), keeping) };
  };
  type Process = Awaited<ReturnType<typeof process>>;
  const turn = async (milliseconds: number, ...all: readonly Process[]): Promise<void> => {
    for (let gone = 0; gone < milliseconds; gone += 10) for (const { clock } of all) await clock.turn(10);
  };
  const holding = (...all: readonly Process[]): readonly boolean[] => all.map(({ leases }) => leases.isHeld(desk));

  it('are taken by the first, and renewed four times a lease time while the others stand by', async () => {
    const one = await process('one');
    const two = await process('two', { start: 77_000 });
    await turn(10 * time, one, two);
    expect([holding(one, two), store.kept.get(desk)]).toEqual([[true, false], { holder: 'one', beat: 41 }]);
    expect(store.asked.filter((who) => who === 'two')).toEqual([]);
  });
  it('of a process that is gone are taken over once they looked the same for three quarters, and within one lease time', async () => {
    for (const dies of [0, 10, 120, 240, 250, 260, 740]) {
      store = new Shelf();
      const [one, two] = [await process('one'), await process('two', { start: 5 })];
      await turn(5 * time + dies, one, two);
      const sinceRenewal = dies % 250;
      let gone = 0;
      for (; !two.leases.isHeld(desk) && gone < 2 * time; gone += 10) await turn(10, two);
      // Not even one that saw the last renewal the moment it was made takes over before three quarters have passed.
      expect({ dies, isEarly: sinceRenewal + gone < 750, isLate: gone > time }).toEqual({ dies, isEarly: false, isLate: false });
    }
  });
  it('are never held by two at once, whoever is paused and for how long', async () => {
    const [one, two, three] = [await process('one'), await process('two', { start: 13 }), await process('three', { start: 900 })];
    const both: unknown[] = [];
    const all = [one, two, three];
    for (let step = 0; step < 300; step += 1) {
      const paused = all[(step >> 4) % 3]!;
      for (const each of all) {
        // A paused process sees nothing, but its clock runs.
        if (each === paused && step % 16 > 3) each.clock.pass(50);
        else await each.clock.turn(50);
        const held = holding(...all).filter(Boolean).length;
        if (held > 1) both.push([step, holding(...all)]);
      }
    }
    expect([both, store.kept.get(desk)!.beat > 20]).toEqual([[], true]);
  });
  it('lapse by themselves three quarters after the last renewal was asked for, while the store is away', async () => {
    const one = await process('one');
    await turn(2 * time, one);
    store.isAway = true;
    await turn(740, one);
    const before = holding(one);
    await turn(20, one);
    expect([before, holding(one), one.leases.term.readModels.size]).toEqual([[true], [false], 0]);
  });
  it('are no longer held by a process that wakes late, before it has asked anybody', async () => {
    const one = await process('one');
    const { over } = one.leases.term;
    one.clock.pass(3 * time);
    expect([holding(one), over.aborted]).toEqual([[false], false]);
    store.kept.set(desk, { holder: 'two', beat: 9 });
    await one.clock.wakeWhoIsDue();
    expect([holding(one), over.aborted, store.kept.get(desk)]).toEqual([[false], true, { holder: 'two', beat: 9 }]);
  });
  it('refuse to read once they lapsed', async () => {
    const one = await process('one');
    const done: string[] = [];
    const reader: LogReader = {
      open: async () => (done.push('open'), null),
      take: async () => void done.push('take'),
      settle: async () => void done.push('settle'),
      leave: async () => void done.push('leave'),
    };
    const guarded = one.leases.guarding(desk, reader);
    await guarded.open();
    one.clock.pass(750);
    for (const late of [guarded.open(), guarded.take([]), guarded.settle(), guarded.leave()])
      await expect(late).rejects.toThrow(LeaseLapsed);
    expect(done).toEqual(['open']);
  });
  it('that were given back are taken by the next look, however long they last', async () => {
    const lease = 600_000;
    const [one, two] = [await process('one', { lease }), await process('two', { lease })];
    await turn(2_000, two);
    await one.stop();
    await one.leases.giveBack();
    expect([holding(one, two), store.kept.get(desk)]).toEqual([[false, false], { holder: null, beat: 2 }]);
    await turn(500, two);
    expect([holding(two), store.kept.get(desk)]).toEqual([[true], { holder: 'two', beat: 3 }]);
  });
  it('are not given back by a process that does not hold them', async () => {
    const [one, two] = [await process('one'), await process('two')];
    await two.stop();
    await two.leases.giveBack();
    expect([holding(one), store.kept.get(desk)]).toEqual([[true], { holder: 'one', beat: 1 }]);
  });
  it('are found again at once by a process that was started again under its name', async () => {
    const one = await process('one');
    await one.stop();
    const again = await process('one', { start: 5_000 });
    expect([holding(again), store.kept.get(desk)]).toEqual([[true], { holder: 'one', beat: 2 }]);
  });
  it('go on where a renewal was stored and its answer was lost', async () => {
    const one = await process('one');
    const { over } = one.leases.term;
    store.losesAnswer = true;
    await turn(250, one);
    store.losesAnswer = false;
    await turn(250, one);
    expect([holding(one), over.aborted, one.troubles.length]).toEqual([[true], false, 1]);
  });
  it('end a term only when what is held changes', async () => {
    store.kept.set('queue@1', { holder: 'other', beat: 4 });
    const one = await process('one', { models: [desk, 'queue@1'] });
    const first = one.leases.term;
    await turn(700, one);
    expect([[...first.readModels], first.over.aborted]).toEqual([[desk], false]);
    await turn(100, one);
    expect([first.over.aborted, [...one.leases.term.readModels]]).toEqual([true, [desk, 'queue@1']]);
  });
  it('are asked for later and later while the store is away, each process at its own moments, and at most a quarter apart', async () => {
    store.isAway = true;
    const lease = 4_000;
    const [one, two] = [await process('one', { lease, random: () => 0 }), await process('two', { lease, random: () => 0.5 })];
    await turn(8_000, one, two);
    expect([one.clock.waits.slice(0, 7), two.clock.waits.slice(0, 7)]).toEqual([
      [50, 100, 200, 400, 500, 500, 500],
      [75, 150, 300, 600, 750, 750, 750],
    ]);
    expect([one.troubles.length, one.clock.waits.length]).toEqual([one.clock.waits.length, one.troubles.length]);
  });
  it('say how long ago they were looked at', async () => {
    const one = await process('one');
    one.clock.pass(1_500);
    expect(one.leases.secondsSinceLook).toBe(1.5);
  });
});
