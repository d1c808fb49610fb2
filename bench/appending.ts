import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { type EventStore, firstPrev, link, type NewEvent, SqliteEventStore } from '@redress/event-store';
import { compared, inFolder, type Row } from './measuring';

const actor = { id: 'local', role: 'system' } as const;
const data = {
  number: '370691682022',
  channel: 'letter',
  receivedAt: '2026-05-01T09:30:00.000Z',
  product: 'Kettle',
  category: 'Problem when making payments',
  region: 'FL',
  loss: { minor: 4990, currency: 'AZN' },
};

/** A new stream with one event of the usual size (data and metadata about 430 bytes), linked as every event is. */
const chainedEvent = (stream: string): readonly NewEvent[] => {
  const cause = { commandId: randomUUID(), request: null, actor, recordedAt: '2026-05-03T08:00:00.000Z' };
  return link(stream, [{ type: 'ComplaintReceived', schema: 1, data }], cause, { revision: -1, hash: firstPrev }).events;
};
export const unchainedEvent = (): readonly NewEvent[] => [
  {
    id: randomUUID(),
    type: 'ComplaintReceived',
    data: JSON.stringify(data),
    metadata: JSON.stringify({
      schema: 1,
      commandId: randomUUID(),
      request: null,
      actor,
      recordedAt: '2026-05-03T08:00:00.000Z',
      prev: firstPrev,
      hash: firstPrev,
    }),
  },
];

const appendOneByOne = async (store: EventStore, count: number): Promise<number> => {
  for (let n = 0; n < count; n += 1) {
    const stream = `complaint-${randomUUID()}`;
    await store.append(stream, chainedEvent(stream), 'no-stream');
  }
  return count;
};

/** `width` callers at once, each sending its next event when the last one is durable. */
export const appendConcurrently = async (
  store: EventStore,
  count: number,
  width: number,
  event: (stream: string) => readonly NewEvent[],
  prefix = 'complaint-',
): Promise<number> => {
  let left = count;
  const caller = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      const stream = `${prefix}${randomUUID()}`;
      await store.append(stream, event(stream), 'no-stream');
    }
  };
  await Promise.all(Array.from({ length: width }, caller));
  return count;
};

/** The least anybody can do: write the bytes and wait for the disk. */
const fdatasyncLoop = (file: string, count: number): number => {
  const fd = openSync(file, 'a');
  const bytes = Buffer.from(`${JSON.stringify(chainedEvent('complaint-1')[0])}\n`);
  for (let n = 0; n < count; n += 1) {
    writeSync(fd, bytes);
    fdatasyncSync(fd);
  }
  closeSync(fd);
  return count;
};

/** A log of JSON lines with one fdatasync for each group. */
const groupLog = (file: string, count: number, group: number): number => {
  const fd = openSync(file, 'a');
  for (let n = 0; n < count; n += group) {
    let lines = '';
    for (let each = 0; each < group; each += 1) lines += `${JSON.stringify(unchainedEvent()[0])}\n`;
    writeSync(fd, lines);
    fdatasyncSync(fd);
  }
  closeSync(fd);
  return count;
};

export const appendingRows = (): Promise<readonly Row[]> =>
  inFolder(async (folder) => {
    const store = new SqliteEventStore(join(folder, 'events.db'));
    const log = join(folder, 'log.jsonl');
    const rows = [
      await compared({
        operation: 'single durable append, hash chain included',
        unit: 'appends',
        reference: 'write + fdatasync loop',
        goal: 0.6,
        candidate: () => appendOneByOne(store, 400),
        against: async () => fdatasyncLoop(log, 400),
      }),
      await compared({
        operation: '256 concurrent appends, hash chain included',
        unit: 'appends',
        reference: 'JSON-lines log, one fdatasync a group of 256',
        goal: 0.4,
        candidate: () => appendConcurrently(store, 10_240, 256, chainedEvent),
        against: async () => groupLog(log, 10_240, 256),
      }),
      await compared({
        operation: 'hash chain in 256 concurrent appends',
        unit: 'appends',
        reference: 'the same appends without the chain',
        goal: 0.9,
        candidate: () => appendConcurrently(store, 10_240, 256, chainedEvent),
        against: () => appendConcurrently(store, 10_240, 256, unchainedEvent),
      }),
    ];
    await store.close();
    return rows;
  });
