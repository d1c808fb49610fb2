import { randomUUID } from 'node:crypto';
import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { chained, firstPrev, type NewEvent, verifyLog } from '@redress/event-store';
import { collect } from '@redress/testing';
import { EventStoreDbEventStore } from '../../libs/event-store/src/eventstoredb/eventstoredb-event-store';

const url = process.env['REDRESS_TEST_ESDB']!;

describe('what is done to a stream on the server of REDRESS_TEST_ESDB itself', () => {
  const server = EventStoreDBClient.connectionString(url);
  afterAll(() => server.dispose());
  let category: string;
  let stream: string;
  let store: EventStoreDbEventStore;
  let events: readonly NewEvent[];
  beforeEach(async () => {
    category = `test${randomUUID().replaceAll('-', '')}-`;
    stream = `${category}1`;
    store = new EventStoreDbEventStore(url, { prefixes: [category] });
    events = story();
    await store.append(stream, events.slice(0, 2), 'no-stream');
  });
  afterEach(() => store.close());

  /** Three events of one chain. */
  const story = (): readonly NewEvent[] => {
    let prev = firstPrev;
    return [0, 1, 2].map((revision) => {
      const event = { id: randomUUID(), type: 'ThingHappened', data: JSON.stringify({ revision }), metadata: '{"schema":1}' };
      const { linked, hash } = chained({ ...event, stream, revision }, prev);
      prev = hash;
      return linked;
    });
  };
  const problems = async (): Promise<unknown> => (await verifyLog(store)).problems.map(({ revision, what }) => [revision, what]);
  const revisions = async (): Promise<readonly number[]> => (await collect(store.read(stream))).map(({ revision }) => revision);

  it('is nothing where nothing was done', async () => {
    await store.append(stream, [events[2]!], 1);
    expect([await problems(), await revisions()]).toEqual([[], [0, 1, 2]]);
  });
  it('is told when a deleted stream would begin anew: it goes on numbering', async () => {
    await server.deleteStream(stream);
    const again = { ...events[0]!, id: randomUUID() };
    await expect(store.append(stream, [again], 'no-stream')).rejects.toMatchObject({ name: 'StreamTampered', stream });
    expect(await revisions()).toEqual([2]);
    expect(await problems()).toEqual([
      [2, 'It does not follow the event before it.'],
      [2, 'It was changed after it was recorded.'],
    ]);
  });
  it('is told to whoever reads a deleted stream, and to an auditor', async () => {
    await server.deleteStream(stream);
    await expect(revisions()).rejects.toMatchObject({ name: 'StreamTampered', stream });
    await expect(store.last(stream)).rejects.toMatchObject({ name: 'StreamTampered', stream });
    const deep = (await verifyLog(store, { deep: true })).problems;
    expect(deep).toEqual([{ stream, revision: 0, what: `${stream} was deleted in EventStoreDB; verify the log and look into a backup.` }]);
  });
  it('is told when the events of a deleted stream are sent again', async () => {
    await server.deleteStream(stream);
    await expect(store.append(stream, events.slice(0, 2), 'no-stream')).rejects.toMatchObject({ name: 'StreamTampered', stream });
  });
  it('is told of a stream that was ended for ever, to writers and readers', async () => {
    await server.tombstoneStream(stream);
    await expect(store.append(stream, [events[2]!], 1)).rejects.toMatchObject({ name: 'StreamTampered', stream });
    await expect(revisions()).rejects.toMatchObject({ name: 'StreamTampered', stream });
  });
  it('is seen where events were hidden by a limit on the stream: what is left keeps its numbers, and the log has all', async () => {
    await store.append(stream, [events[2]!], 1);
    await server.setStreamMetadata(stream, { maxCount: 1 });
    expect([await revisions(), (await collect(store.all(null))).length, await problems()]).toEqual([[2], 3, []]);
    expect((await verifyLog(store, { deep: true })).problems.map(({ revision }) => revision)).toEqual([0]);
  });
  it('is told of data that is no object of ours', async () => {
    const { id, type, data, metadata } = events[2]!;
    await server.appendToStream(stream, jsonEvent({ id, type, data: data as never, metadata: JSON.parse(metadata) as object }));
    const bytes = binaryEvent({ id: randomUUID(), type, data: Buffer.from(data), metadata: Buffer.from(metadata) });
    await server.appendToStream(stream, bytes);
    expect(await problems()).toEqual([
      [2, 'It was changed after it was recorded.'],
      [3, 'It does not follow the event before it.'],
      [3, 'It was changed after it was recorded.'],
    ]);
  });
  it('is neither read nor counted in streams that are not ours', async () => {
    const head = await store.head();
    await server.appendToStream(
      `other${category}1`,
      [1, 2, 3].map((n) => jsonEvent({ type: 'Other', data: { n } })),
    );
    const another = new EventStoreDbEventStore(url, { prefixes: [category] });
    expect([await store.head(), await another.head(), (await collect(another.all(null))).length]).toEqual([head, head, 2]);
    await another.close();
  });
});
