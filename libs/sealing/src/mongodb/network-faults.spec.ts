import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '@redress/kernel';
import { LoopbackMongo } from '../../../testing/src/mongodb';
import { cutsWithin, everyFault, TcpProxy } from '../../../testing/src/network';
import { KeysUnavailable } from '../key-store';
import { MongoKeyStore } from './mongo-key-store';

/** The driver finds out soon that nobody is there: a test waits for it. */
const hasty = '&heartbeatFrequencyMS=500&minHeartbeatFrequencyMS=10&connectTimeoutMS=300';
const may = '2026-05-03T08:00:00.000Z' as Instant;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('on a network that breaks, keys in MongoDB', () => {
  const double = new LoopbackMongo();
  let network: TcpProxy;
  let keys: MongoKeyStore;
  /** Beside the network. */
  let beside: MongoKeyStore;
  let lives = 0;
  beforeAll(async () => {
    await double.start();
    network = new TcpProxy(double.port);
    await network.open();
    double.announce(network.port);
    beside = await opened(`127.0.0.1:${double.port}`, '&directConnection=true');
    keys = await opened(`127.0.0.1:${network.port}`, hasty);
  });
  afterAll(async () => {
    await network.close();
    await network.open();
    await Promise.all([keys.close(), beside.close()]);
    await network.close();
    await double.stop();
  });
  const opened = (server: string, more: string): Promise<MongoKeyStore> =>
    MongoKeyStore.open(`mongodb://${server}/keys?replicaSet=rs0${more}`, {
      setting: 'REDRESS_KEY_STORE',
      installation: 'one',
      patience: 1_500,
    });

  /** As all who ask do: after a passing failure the same again. */
  const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof KeysUnavailable)) throw error;
        await pause(5);
      }
    }
  };
  /** A key is made, used to look up, and destroyed; each step is seen beside the network. */
  const life = async (): Promise<void> => {
    const stream = `complaint-${(lives += 1)}`;
    const rows = ['mail', 'phone'].map((each) => ({ hash: hashOf(`${stream} ${each}`), stream }));
    const key = await patiently(() => keys.keyOf(stream));
    expect([await beside.find(stream), await patiently(() => keys.keyOf(stream))]).toEqual([key, key]);
    await patiently(() => keys.addLookups(rows));
    const found = (): Promise<readonly (readonly string[])[]> => Promise.all(rows.map(({ hash }) => beside.findStreams(hash)));
    expect(await found()).toEqual([[stream], [stream]]);
    await patiently(() => keys.destroy(stream, may));
    const tombstones = (await beside.tombstones()).filter((each) => each.stream === stream);
    expect([await beside.find(stream), await found(), tombstones]).toEqual(['destroyed', [[], []], [{ stream, destroyedAt: may }]]);
  };

  it('are made, looked up and destroyed once, whatever byte of asking or answering is the last', async () => {
    await life();
    for (const cut of cutsWithin(await network.passedBy(life))) {
      network.strikeAt(cut);
      await life();
      network.calm();
    }
    const tombstones = await beside.tombstones();
    expect(tombstones.length).toBe(lives);
  }, 3_600_000);

  it.each(everyFault({ milliseconds: 20 }, { bytes: 50 }))('are made, looked up and destroyed once: %j', async (fault) => {
    await life();
    network.strike(fault);
    await Promise.all([life(), pause(50).then(() => network.open())]);
    // New connections are whole.
    network.cut();
  });
});
