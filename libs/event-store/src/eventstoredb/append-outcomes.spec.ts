import { collect } from '@redress/testing';
import type { AppendFault } from '../../../testing/src/eventstoredb';
import type { EventStoreDbEventStore } from './eventstoredb-event-store';
import { event, Stores } from './stores.spec-support';

const stored = ['cut-after', 'unanswered', 'timed-out', 'no-position'] as const satisfies readonly AppendFault[];
const notStored: readonly [AppendFault, object][] = [
  ['cut-before', { name: 'OutcomeUnknown' }],
  ['lost', { name: 'OutcomeUnknown' }],
  ['not-ready', { name: 'StoreUnavailable', reason: 'busy' }],
  ['not-leader', { name: 'OutcomeUnknown' }],
];

describe('an append to EventStoreDB', () => {
  let stores: Stores;
  let store: EventStoreDbEventStore;
  beforeEach(async () => {
    stores = await Stores.start();
    store = stores.open();
    await store.append('thing-1', [event()], 'no-stream');
  });
  afterEach(() => stores.close());

  it.each(stored)('that was stored is answered as such: %s', async (fault) => {
    stores.double.appends.next(fault);
    const answer = await store.append('thing-1', [event(), event()], 0);
    const last = await store.last('thing-1');
    expect([answer, last?.revision]).toEqual([{ revision: 2, position: last?.position }, 2]);
  });
  it.each(notStored)('that was not stored is never answered as stored: %s', async (fault, refusal) => {
    stores.double.appends.next(fault);
    await expect(store.append('thing-1', [event()], 0)).rejects.toMatchObject(refusal);
    expect((await store.last('thing-1'))?.revision).toBe(0);
    expect((await store.append('thing-1', [event()], 0)).revision).toBe(1);
  });
  it('is a conflict where its outcome was unknown and another event stands there now', async () => {
    stores.double.appends.next('lost');
    const asked = store.append('thing-1', [event()], 0);
    await stores.open().append('thing-1', [event(), event()], 0);
    await expect(asked).rejects.toMatchObject({ name: 'RevisionConflict', expected: 0, actual: 2 });
  });
  it('is a conflict also where the connection string keeps the client from saying so', async () => {
    const quiet = stores.open({}, 'throwOnAppendFailure=false');
    await store.append('thing-1', [event()], 0);
    await expect(quiet.append('thing-1', [event()], 0)).rejects.toMatchObject({ name: 'RevisionConflict', expected: 0, actual: 1 });
    await expect(quiet.append('thing-2', [event()], 0)).rejects.toMatchObject({ name: 'RevisionConflict', actual: 'no-stream' });
  });
  it('answers the first time again after its outcome was unknown', async () => {
    const sent = [event(), event()];
    stores.double.appends.next('cut-after');
    const first = await store.append('thing-1', sent, 0);
    expect([await store.append('thing-1', sent, 0), stores.double.log.of('thing-1').length]).toEqual([first, 3]);
  });
  it('stores nothing where nobody listens, and is stored once somebody does', async () => {
    await stores.double.stop();
    await store.append('thing-1', [event()], 0).catch(() => undefined);
    await expect(store.append('thing-1', [event()], 0)).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'failed' });
    await expect(collect(store.read('thing-1'))).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'failed' });
    await stores.double.start();
    expect((await store.append('thing-1', [event()], 0)).revision).toBe(1);
  });
  it('is refused where the texts would come back otherwise', async () => {
    for (const data of ['{ "a":1}', '{"a":1.0}', '"text"', '[1]', 'null'])
      await expect(store.append('thing-1', [{ ...event(), data }], 0)).rejects.toThrow('as JSON.stringify writes them');
    expect(stores.double.log.of('thing-1').length).toBe(1);
  });
  it('breaks no other append of the process when the connection breaks under many', async () => {
    stores.double.appends.next('cut-after');
    const asked = Array.from({ length: 50 }, (_, n) => store.append(`thing-many-${n}`, [event()], 'no-stream'));
    const outcomes = await Promise.allSettled(asked);
    const acknowledged = outcomes.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []));
    expect(acknowledged.filter((n) => stores.double.log.of(`thing-many-${n}`).length !== 1)).toEqual([]);
    const refused = outcomes.filter((each): each is PromiseRejectedResult => each.status === 'rejected');
    expect(
      refused.map(({ reason }) => (reason as Error).name).filter((name) => name !== 'OutcomeUnknown' && name !== 'StoreUnavailable'),
    ).toEqual([]);
  });
  it('is left alone by the call of another store that breaks', async () => {
    const others = await Stores.start();
    const other = others.open();
    stores.double.appends.next('lost', 'lost', 'cut-before');
    const broken = [2, 3, 4].map((n) => store.append(`thing-${n}`, [event()], 'no-stream').catch((error: Error) => error.name));
    const sound = Array.from({ length: 50 }, (_, n) => other.append(`thing-${n}`, [event()], 'no-stream'));
    expect(new Set(await Promise.all(broken))).toEqual(new Set(['OutcomeUnknown']));
    expect((await Promise.all(sound)).map(({ revision }) => revision)).toEqual(Array.from({ length: 50 }, () => 0));
    await others.close();
  });
});
