import { setImmediate as turn } from 'node:timers/promises';
import { type RecordedEvent, StoreUnavailable } from '@redress/event-store';
import { runs } from './runs';

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
      for await (const run of runs(log)) {
        taken.push(run === 'nothing waits' ? run : run.map(({ position }) => position));
        // Work that takes longer than the failure: a rejection that nobody awaits by then ends a process.
        for (let n = 0; n < 5; n += 1) await turn();
      }
    };
    await expect(reading()).rejects.toBe(away);
    expect(taken).toEqual([['1']]);
  });
});
