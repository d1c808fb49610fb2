import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, START, streamNameFilter } from '@eventstore/db-client';
import { type EventStore, type NewEvent, openEventStoreDb } from '@redress/event-store';
import { appendConcurrently, unchainedEvent } from './appending';
import { compared, type Row } from './measuring';
import { notedOn, onServers, type Servers } from './servers';

const goal = 0.8;
const readAtOnce = 10_000;
const caughtUp = 100_000;

/** The adapter against the official client doing the same, in turn, on one server. */
export const recordServerRows = (): Promise<readonly Row[]> =>
  onServers(async (servers) => {
    const client = EventStoreDBClient.connectionString(servers.eventStore);
    const run = `bench${randomUUID().slice(0, 8)}`;
    const store = await openEventStoreDb(servers.eventStore, { prefixes: [`${run}-`] });
    const common = { note: notedOn(servers.eventStoreIs), goal };
    const rows = [];
    for (const [width, count] of [
      [1, 400],
      [32, 3_200],
      [256, 5_120],
    ] as const) {
      rows.push(
        await compared({
          ...common,
          operation: `append, ${width} in flight`,
          unit: 'appends',
          reference: 'the official client',
          candidate: () => appendConcurrently(store, count, width, unchainedEvent, `${run}-`),
          against: () => appendRaw(client, count, width, `${run}-`),
        }),
      );
    }
    rows.push(await readingRow(store, client, `${run}-long`, common), await catchingUpRow(servers, client, common));
    await store.close();
    await client.dispose();
    return rows;
  });

type Common = { readonly note: string; readonly goal: number };

const many = (count: number): readonly NewEvent[] => Array.from({ length: count }, () => unchainedEvent()[0]!);

const appendRaw = async (client: EventStoreDBClient, count: number, width: number, prefix: string): Promise<number> => {
  let left = count;
  const caller = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      const { id, type, data, metadata } = unchainedEvent()[0]!;
      const event = jsonEvent({ id, type, data: JSON.parse(data) as object, metadata: JSON.parse(metadata) as object } as never);
      await client.appendToStream(`${prefix}${randomUUID()}`, event, { expectedRevision: NO_STREAM, deadline: 10_000 });
    }
  };
  await Promise.all(Array.from({ length: width }, caller));
  return count;
};

const readingRow = async (store: EventStore, client: EventStoreDBClient, stream: string, common: Common): Promise<Row> => {
  for (let n = 0; n < readAtOnce; n += 1_000) await store.append(stream, many(1_000), n === 0 ? 'no-stream' : n - 1);
  return compared({
    ...common,
    operation: `read a stream of ${readAtOnce.toLocaleString('en')} events`,
    unit: 'events',
    reference: 'the official client',
    candidate: () => counted(store.read(stream)),
    against: async () => {
      let count = 0;
      for await (const { event } of client.readStream(stream)) if (event) count += 1;
      return count;
    },
  });
};

const catchingUpRow = async ({ eventStore }: Servers, client: EventStoreDBClient, common: Common): Promise<Row> => {
  const prefix = `caughtup${randomUUID().slice(0, 8)}-`;
  const store = await openEventStoreDb(eventStore, { prefixes: [prefix] });
  for (let n = 0; n < caughtUp; n += 800) {
    await Promise.all(Array.from({ length: 8 }, () => store.append(`${prefix}${randomUUID()}`, many(100), 'no-stream')));
  }
  const row = await compared({
    ...common,
    operation: `catch up ${caughtUp.toLocaleString('en')} events`,
    unit: 'events',
    reference: 'the official client',
    candidate: () => counted(store.all(null)),
    against: async () => {
      const subscription = client.subscribeToAll({ fromPosition: START, filter: streamNameFilter({ prefixes: [prefix] }) });
      let count = 0;
      for await (const { event } of subscription) if (event && (count += 1) === caughtUp) break;
      await subscription.unsubscribe();
      return count;
    },
    rounds: 3,
  });
  await store.close();
  return row;
};

const counted = async (batches: AsyncIterable<readonly unknown[]>): Promise<number> => {
  let count = 0;
  for await (const batch of batches) count += batch.length;
  return count;
};
