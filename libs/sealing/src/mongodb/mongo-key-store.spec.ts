import { createHash } from 'node:crypto';
import type { Instant } from '@redress/kernel';
import { keyStoreContract } from '@redress/testing';
import { LoopbackMongo, notPrimary } from '../../../testing/src/mongodb';
import { KeysUnavailable } from '../key-store';
import { MongoKeyStore } from './mongo-key-store';

const double = new LoopbackMongo();
beforeAll(() => double.start());
afterAll(() => double.stop());
let databases = 0;
const open = (): Promise<MongoKeyStore> =>
  MongoKeyStore.open(double.url(`keys-${databases}`), { setting: 'REDRESS_KEY_STORE', installation: 'one', patience: 1_000 });

keyStoreContract('MongoKeyStore', () => {
  databases += 1;
  return open();
});

describe('keys in MongoDB', () => {
  const may = '2026-05-03T08:00:00.000Z' as Instant;
  let keys: MongoKeyStore;
  let second: MongoKeyStore;
  beforeEach(async () => {
    databases += 1;
    [keys, second] = await Promise.all([open(), open()]);
  });
  afterEach(async () => {
    await keys.close();
    await second.close();
  });
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

  it('are the same for two processes that ask at once, and that begin at once', async () => {
    const asked = Array.from({ length: 20 }, (_nothing, n) => [keys, second][n % 2]!.keyOf('a'));
    const [first, ...others] = await Promise.all(asked);
    expect(others).toEqual(others.map(() => first));
    expect(await keys.lookupKey()).toEqual(await second.lookupKey());
  });
  it('are the same for two processes that ask for many', async () => {
    const streams = Array.from({ length: 200 }, (_nothing, n) => `complaint-${n}`);
    const [here, there] = await Promise.all([keys.keysOf(streams), second.keysOf(streams.toReversed())]);
    expect(there.toReversed()).toEqual(here);
  });
  it('are made once though the answer was lost, or the server stepped down', async () => {
    double.faults.plan('update', { cut: 'after' });
    const a = await keys.keyOf('a');
    double.faults.plan('update', notPrimary);
    const b = await keys.keyOf('b');
    expect([await second.find('a'), await second.find('b')]).toEqual([a, b]);
  });
  it('leave no look-up behind that was added while they were destroyed', async () => {
    for (let n = 0; n < 20; n += 1) {
      const stream = `complaint-${n}`;
      await keys.keyOf(stream);
      const rows = [{ hash: hashOf(stream), stream }];
      await Promise.all([keys.addLookups(rows), second.destroy(stream, may)]);
      expect([await keys.find(stream), await keys.findStreams(rows[0]!.hash)]).toEqual(['destroyed', []]);
    }
  });
  it('take the look-ups of many who add to one stream at once', async () => {
    const rows = Array.from({ length: 24 }, (_nothing, n) => ({ hash: `${n}`, stream: 'a' }));
    await Promise.all(rows.map((row, n) => [keys, second][n % 2]!.addLookups([row])));
    expect(await Promise.all(rows.map(({ hash }) => keys.findStreams(hash)))).toEqual(rows.map(() => ['a']));
  });
  it('are destroyed in one step with their look-ups, though the answer was lost or the server stepped down', async () => {
    for (const [stream, fault] of [['a', { cut: 'after' }] as const, ['b', notPrimary] as const]) {
      await keys.keyOf(stream);
      await keys.addLookups([{ hash: `h-${stream}`, stream }]);
      double.faults.plan('update', fault);
      await keys.destroy(stream, may);
      expect([await second.find(stream), await second.findStreams(`h-${stream}`)]).toEqual(['destroyed', []]);
    }
    expect(await second.tombstones()).toEqual(['a', 'b'].map((stream) => ({ stream, destroyedAt: may })));
  });
  it('are made where a look-up of the same stream is added at once', async () => {
    for (let n = 0; n < 50; n += 1) {
      const stream = `complaint-${n}`;
      const [key] = await Promise.all([keys.keyOf(stream), second.addLookups([{ hash: hashOf(stream), stream }])]);
      expect([key.length, await second.find(stream), await keys.findStreams(hashOf(stream))]).toEqual([32, key, [stream]]);
    }
  });
  it('are kept without transactions: a process that is killed would leave one open, and others waiting', async () => {
    await keys.keyOf('a');
    double.received.length = 0;
    await Promise.all([keys.keyOf('b'), keys.addLookups([{ hash: 'h', stream: 'a' }]), second.destroy('c', may)]);
    expect(double.received.filter((command) => 'startTransaction' in command)).toEqual([]);
  });
  it('are there again once the server was started anew', async () => {
    const key = await keys.keyOf('a');
    await double.stop();
    await double.start();
    expect(await keys.find('a')).toEqual(key);
  });
  it('say that they cannot be had while no server answers', async () => {
    await double.stop();
    await expect(keys.keyOf('a')).rejects.toThrow(KeysUnavailable);
    await double.start();
    expect((await keys.keyOf('a')).length).toBe(32);
  });
});
