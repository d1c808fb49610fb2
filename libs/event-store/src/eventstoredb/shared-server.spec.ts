import { collect } from '@redress/testing';
import { event, Stores } from './stores.spec-support';

describe('two registers on one EventStoreDB', () => {
  let stores: Stores;
  beforeAll(async () => (stores = await Stores.start()));
  afterAll(() => stores.close());

  it('see nothing of each other, and each its streams by their own names', async () => {
    const [one, other] = [stores.open({ register: 'one.' }), stores.open({ register: 'other.' })];
    const [mine, yours] = [event(), event()];
    const { position } = await one.append('thing-1', [mine], 'no-stream');
    const later = await other.append('thing-1', [yours], 'no-stream');
    const read = [await collect(one.read('thing-1')), await collect(one.all(null)), await one.head(), await other.head()];
    const recorded = { ...mine, stream: 'thing-1', revision: 0, position };
    expect(read).toEqual([[recorded], [recorded], position, later.position]);
    expect(await collect(stores.open({ register: '' }).all(null))).toEqual([]);
  });
});
