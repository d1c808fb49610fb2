import fc from 'fast-check';
import { collect } from '@redress/testing';
import { chained, firstPrev, type NewEvent, verifyLog } from '..';
import type { EventStoreDbEventStore } from './eventstoredb-event-store';
import { event, Stores } from './stores.spec-support';

const stream = 'thing-1';
const linked = (revision: number, prev: string): { readonly linked: NewEvent; readonly hash: string } =>
  chained({ ...event({ revision }), stream, revision }, prev);

describe('what is done to a stream in EventStoreDB itself', () => {
  let stores: Stores;
  let store: EventStoreDbEventStore;
  let first: ReturnType<typeof linked>;
  let second: ReturnType<typeof linked>;
  beforeEach(async () => {
    stores = await Stores.start();
    // Nothing here waits for what fell silent, and a busy machine may be slow.
    store = stores.open({ silence: 10_000, deadline: 10_000 });
    first = linked(0, firstPrev);
    second = linked(1, first.hash);
    await store.append(stream, [first.linked], 'no-stream');
  });
  afterEach(() => stores.close());
  const problems = async (): Promise<unknown> => (await verifyLog(store)).problems.map(({ revision, what }) => [revision, what]);

  it('is nothing where nothing was done', async () => {
    await store.append(stream, [second.linked], 0);
    expect(await problems()).toEqual([]);
  });
  it('is told when a deleted stream would begin anew: it goes on numbering', async () => {
    stores.double.log.softDelete(stream, 'any');
    await expect(store.append(stream, [linked(0, firstPrev).linked], 'no-stream')).rejects.toMatchObject({
      name: 'StreamTampered',
      stream,
    });
    expect((await collect(store.read(stream))).map(({ revision }) => revision)).toEqual([1]);
    expect(await problems()).toEqual([
      [1, 'It does not follow the event before it.'],
      [1, 'It was changed after it was recorded.'],
    ]);
  });
  it('is told when an event of a deleted stream is sent again', async () => {
    stores.double.log.softDelete(stream, 'any');
    await expect(store.append(stream, [first.linked], 'no-stream')).rejects.toMatchObject({ name: 'StreamTampered', stream });
  });
  it('is told of a stream that was ended for ever, to writers, readers and auditors', async () => {
    stores.double.log.tombstone(stream, 'any');
    await expect(store.append(stream, [second.linked], 0)).rejects.toMatchObject({ name: 'StreamTampered', stream });
    await expect(collect(store.read(stream))).rejects.toMatchObject({ name: 'StreamTampered', stream });
    expect((await verifyLog(store)).problems.map(({ what }) => what)).toEqual([
      'Revision 1 is missing.',
      'The metadata does not end with the links of the chain.',
    ]);
  });
  it.each([
    ['our text as a JSON string', (text: string) => JSON.stringify(text), 'application/json'],
    ['no JSON', (text: string) => `${text}}`, 'application/json'],
    ['our text as bytes', (text: string) => text, 'application/octet-stream'],
  ])('is told of data that is %s', async (_form, forged, contentType) => {
    const { id, type, data, metadata } = second.linked;
    stores.double.log.append(stream, 0n, [{ id, type, contentType, data: Buffer.from(forged(data)), metadata: Buffer.from(metadata) }]);
    expect(await problems()).toEqual([[1, 'It was changed after it was recorded.']]);
  });
  it('is told of metadata that is no object', async () => {
    const { id, type, data, metadata } = second.linked;
    const forged = Buffer.from(JSON.stringify(metadata));
    stores.double.log.append(stream, 0n, [{ id, type, contentType: 'application/json', data: Buffer.from(data), metadata: forged }]);
    expect(await problems()).toEqual([[1, 'The metadata does not end with the links of the chain.']]);
  });
  describe('and hides events from whoever reads the stream, but not from the log', () => {
    const hidden = async (): Promise<unknown> =>
      (await verifyLog(store, { deep: true })).problems.map(({ stream: of, revision, what }) => [of, revision, what]);
    beforeEach(() => store.append(stream, [second.linked], 0));

    it('is nothing where nothing was done', async () => expect(await hidden()).toEqual([]));
    it('is named where the stream was deleted, and nobody reads it as one that never was', async () => {
      stores.double.log.softDelete(stream, 'any');
      await expect(collect(store.read(stream))).rejects.toMatchObject({ name: 'StreamTampered', stream });
      await expect(store.last(stream)).rejects.toMatchObject({ name: 'StreamTampered', stream });
      expect([await problems(), await hidden()]).toEqual([
        [],
        [[stream, 0, `${stream} was deleted in EventStoreDB; verify the log and look into a backup.`]],
      ]);
    });
    it.each([
      ['only the last is kept', { $maxCount: 1 }],
      ['its beginning is cut off', { $tb: 1 }],
    ])('is named where %s', async (_what, metadata) => {
      stores.write(`$$${stream}`, { ...event(metadata), type: '$metadata' });
      expect(await hidden()).toEqual([
        [stream, 0, 'Its log holds it, and the stream does not show it: it was hidden in the store itself.'],
      ]);
    });
    it('is named where the stream was ended for ever', async () => {
      stores.double.log.tombstone(stream, 'any');
      expect(await hidden()).toContainEqual([stream, 0, `${stream} was deleted in EventStoreDB; verify the log and look into a backup.`]);
    });
  });
  it('is neither read nor counted in streams that are not ours', async () => {
    const head = await store.head();
    stores.write('other-1', event(), event());
    stores.write('$$thing-1', event());
    expect([await store.head(), (await collect(store.all(null))).length, await stores.open().head()]).toEqual([head, 1, head]);
  });
});

describe('a text that JSON.stringify wrote', () => {
  it('comes through parsing and writing unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(JSON.parse(text))).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });
});
