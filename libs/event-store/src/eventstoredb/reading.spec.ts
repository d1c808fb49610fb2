import { collect } from '@redress/testing';
import { event, Stores } from './stores.spec-support';

describe('reading from EventStoreDB', () => {
  let stores: Stores;
  beforeEach(async () => {
    stores = await Stores.start();
  });
  afterEach(() => stores.close());

  it('asks the leader of a cluster alone, who knows what was acknowledged last', async () => {
    const store = stores.open();
    await store.append('thing-1', [event()], 'no-stream');
    stores.double.leadership.isHeld = false;
    const asked = [() => store.last('thing-1'), () => collect(store.read('thing-1')), () => store.head(), () => collect(store.all(null))];
    for (const ask of asked) await expect(ask()).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'busy' });
    await expect(store.append('thing-1', [event()], 0)).rejects.toMatchObject({ name: 'OutcomeUnknown' });
    stores.double.leadership.isHeld = true;
    expect((await store.append('thing-1', [event()], 0)).revision).toBe(1);
    expect([(await store.last('thing-1'))?.revision, (await collect(store.all(null))).length]).toEqual([1, 2]);
  });

  const many = (count: number) => Array.from({ length: count }, () => event());
  it('hands out many events at a time, of a stream and of the log', async () => {
    stores.write('thing-1', ...many(2_000));
    const store = stores.open();
    for (const source of [store.read('thing-1'), store.all(null)]) {
      const sizes: number[] = [];
      for await (const batch of source) sizes.push(batch.length);
      expect([sizes.reduce((sum, size) => sum + size), sizes.length < 500]).toEqual([2_000, true]);
    }
  });

  describe('the head', () => {
    it('is found behind any number of events of others', async () => {
      const store = stores.open();
      stores.write('other-1', ...many(3_000));
      expect(await store.head()).toBe(null);
      stores.write('thing-1', event());
      stores.write('other-1', ...many(6_000));
      const { position } = (await store.last('thing-1'))!;
      expect([await store.head(), await store.head()]).toEqual([position, position]);
      stores.write('thing-1', event());
      expect(await store.head()).toBe((await store.last('thing-1'))!.position);
    });
    it('is looked for once in what others wrote', async () => {
      stores.write('other-1', ...many(600));
      const store = stores.open();
      const pages = jest.spyOn(stores.double.log.events, 'slice');
      await store.head();
      const first = pages.mock.calls.length;
      stores.write('other-1', ...many(5));
      expect([await store.head(), first, pages.mock.calls.length - first]).toEqual([null, 4, 1]);
    });
  });
});
