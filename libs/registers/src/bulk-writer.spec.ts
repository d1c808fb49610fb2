import type { NewEvent } from '@redress/event-store';
import { BulkWriter, type Write } from './bulk-writer';

const write: Write = { stream: 'complaint-1', events: [{} as NewEvent], expected: 'no-stream' };

describe('a bulk writer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('leaves the store to others for as long as its last group took', async () => {
    let [time, appends] = [0, 0];
    const append = async () => {
      appends += 1;
      time += 70;
      return { revision: 0, position: '1' };
    };
    const writer = new BulkWriter({ append }, () => time);
    await writer.write([write]);
    time += 20;
    const second = writer.write([write]);
    await jest.advanceTimersByTimeAsync(49);
    expect(appends).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    await second;
    expect(appends).toBe(2);
  });
  it('answers each write by itself, and nothing where there is none', async () => {
    const append = async (stream: string) => {
      if (stream === 'complaint-2') throw new Error('taken');
      return { revision: 0, position: '1' };
    };
    const writer = new BulkWriter({ append }, () => 0);
    expect(await writer.write([])).toEqual([]);
    const outcomes = await writer.write([write, { ...write, stream: 'complaint-2' }]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
});
