import { setImmediate as turn } from 'node:timers/promises';
import { type RecordedEvent, StoreUnavailable } from '@redress/event-store';
import { runs } from './runs';
import { stillClock } from './toy.spec-support';

const event: RecordedEvent = {
  id: 'e9a62a4b-1f4a-4c35-9a3c-6f7b1d3a2f10',
  stream: 'thing-1',
  revision: 0,
  position: '1',
  type: 'ThingHappened',
  data: '{}',
  metadata: '{}',
};
const away = new StoreUnavailable('failed', 'The record is away.');

describe('reading a log in runs', () => {
  it('tells of a failure once what was read before is worked on, and to nobody else', async () => {
    const log = async function* (): AsyncGenerator<readonly RecordedEvent[]> {
      yield [event];
      await turn();
      throw away;
    };
    const taken: unknown[] = [];
    const reading = async (): Promise<void> => {
      for await (const run of runs(log, stillClock)) {
        taken.push(run === 'nothing waits' ? run : run.map(({ position }) => position));
        // Work that takes longer than the failure: a rejection that nobody awaits by then ends a process.
        for (let n = 0; n < 5; n += 1) await turn();
      }
    };
    await expect(reading()).rejects.toBe(away);
    expect(taken).toEqual([['1']]);
  });

  it('says at once that nothing waits after a pause, and gathers for a moment what comes without one', async () => {
    let now = 0;
    let timer: { readonly due: number; readonly ring: () => void } | null = null;
    const clock = {
      monotonic: () => now,
      wait: (milliseconds: number) => new Promise<void>((ring) => (timer = { due: now + milliseconds, ring })),
    };
    const settled = async (): Promise<void> => {
      for (let n = 0; n < 5; n += 1) await turn();
    };
    const pass = async (milliseconds: number): Promise<void> => {
      await settled();
      now += milliseconds;
      if (timer && timer.due <= now) timer.ring();
      await settled();
    };
    let hear!: (next: RecordedEvent | null) => void;
    const log = async function* (): AsyncGenerator<readonly RecordedEvent[]> {
      for (;;) {
        const next = await new Promise<RecordedEvent | null>((resolve) => (hear = resolve));
        if (next === null) return;
        yield [next];
      }
    };
    const taken: string[] = [];
    const reading = (async () => {
      for await (const run of runs(log, clock)) taken.push(`${run === 'nothing waits' ? run : run[0]!.position} at ${now}`);
    })();
    await pass(100);
    for (let position = 1; position <= 5; position += 1) {
      hear({ ...event, position: String(position) });
      await pass(20);
    }
    await pass(100);
    await pass(100);
    hear({ ...event, position: '6' });
    await pass(1);
    hear(null);
    await reading;
    expect(taken).toEqual([
      ...['1 at 100', 'nothing waits at 100', '2 at 120', '3 at 140', 'nothing waits at 160', '4 at 160', '5 at 180'],
      ...['nothing waits at 300', '6 at 400', 'nothing waits at 400', 'nothing waits at 401'],
    ]);
  });
});
