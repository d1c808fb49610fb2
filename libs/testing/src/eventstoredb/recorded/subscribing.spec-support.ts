import { setTimeout as pause } from 'node:timers/promises';
import { type EventStoreDBClient, END, type Position, START, streamNameFilter } from '@eventstore/db-client';
import { json, type Probe, type Replay, type Replays, told } from './probe.spec-support';

type Subscription = ReturnType<EventStoreDBClient['subscribeToStream']> | ReturnType<EventStoreDBClient['subscribeToAll']>;
const settling = 80;
const recordedLength = 60;

const logOf = (subscription: Subscription, entry: (resolved: never) => object = shortly): object[] => {
  const log: object[] = [];
  for (const name of ['confirmation', 'caughtUp', 'fellBehind', 'end', 'close'] as const)
    (subscription as NodeJS.EventEmitter).on(name, () => log.push({ ev: name }));
  (subscription as NodeJS.EventEmitter).on('error', (error: Error) => log.push({ ev: 'error', error: told(error) }));
  (subscription as NodeJS.EventEmitter).on('data', (resolved) => log.push({ ev: 'data', ...entry(resolved as never) }));
  return log;
};
const shortly = ({ event }: { event: { streamId: string; revision: bigint; type: string } }): object => ({
  stream: event.streamId,
  rev: event.revision,
  type: event.type,
});

const arrived = ['caughtUp', 'error'];
/** Until the server has said all there is; a slow machine may take its time to begin. */
const begun = async (log: readonly object[]): Promise<void> => {
  while (!log.some((entry) => arrived.includes((entry as { ev: string }).ev))) await pause(settling);
};

/** Until nothing more was said for a while. */
const quiet = async (log: readonly unknown[]): Promise<void> => {
  for (let length = -1; length !== log.length;) {
    length = log.length;
    await pause(settling);
  }
};

const watched =
  (
    subscribe: (probe: Probe) => Promise<Subscription>,
    then?: (probe: Probe) => Promise<unknown>,
    entry?: (resolved: never) => object,
  ): Replay =>
  async (probe) => {
    const subscription = await subscribe(probe);
    const log = logOf(subscription, entry);
    await begun(log);
    await quiet(log);
    if (then) {
      log.push({ mark: 'then' });
      await then(probe);
      await quiet(log);
    }
    const length = log.length;
    await subscription.unsubscribe();
    await pause(settling);
    return { log: log.slice(0, length), afterUnsubscribe: log.slice(length) };
  };
const append = ({ client }: Probe, stream: string, ...types: string[]): Promise<unknown> =>
  client.appendToStream(
    stream,
    types.map((type) => json(type)),
  );
const onFive = async (probe: Probe, name: string): Promise<string> => {
  const stream = `T-sub-${name}`;
  return probe.double.log.of(stream).length > 0 ? stream : probe.streamOf(stream, 5);
};

const streams: Replays = {
  'subs.stream.START': watched(
    async (probe) => probe.client.subscribeToStream(await onFive(probe, 'start'), { fromRevision: START }),
    (probe) => append(probe, 'T-sub-start', 'f'),
  ),
  'subs.stream.default': watched(async (probe) => probe.client.subscribeToStream('T-sub-start')),
  'subs.stream.2n': watched(async (probe) => probe.client.subscribeToStream('T-sub-start', { fromRevision: 2n })),
  'subs.stream.END': watched(
    async (probe) => probe.client.subscribeToStream('T-sub-start', { fromRevision: END }),
    async (probe) => {
      await append(probe, 'T-sub-start', 'g');
      await append(probe, 'T-sub-start', 'h');
    },
  ),
  'subs.stream.beyond': watched(
    async (probe) => probe.client.subscribeToStream('T-sub-start', { fromRevision: 100n }),
    (probe) => append(probe, 'T-sub-start', 'i'),
  ),
  'subs.stream.missing': watched(
    async (probe) => probe.client.subscribeToStream('T-sub-missing'),
    (probe) => append(probe, 'T-sub-missing', 'first'),
  ),
  'subs.stream.softdeleted': watched(
    async (probe) => {
      await probe.client.deleteStream(await onFive(probe, 'soft'));
      return probe.client.subscribeToStream('T-sub-soft');
    },
    (probe) => append(probe, 'T-sub-soft', 'again'),
  ),
  'subs.stream.tombstoned': watched(async (probe) => {
    await probe.client.tombstoneStream(await onFive(probe, 'tomb'));
    return probe.client.subscribeToStream('T-sub-tomb');
  }),
  'subs.stream.live-softdelete': watched(
    async (probe) => probe.client.subscribeToStream(await onFive(probe, 'livedel'), { fromRevision: END }),
    async (probe) => {
      await probe.client.deleteStream('T-sub-livedel');
      await append(probe, 'T-sub-livedel', 'again');
    },
  ),
  'subs.stream.live-tombstone': watched(
    async (probe) => probe.client.subscribeToStream(await onFive(probe, 'livetomb'), { fromRevision: END }),
    (probe) => probe.client.tombstoneStream('T-sub-livetomb'),
  ),
  'subs.stream.maxCount': watched(async (probe) => {
    await probe.client.setStreamMetadata(await onFive(probe, 'mc'), { maxCount: 2 });
    return probe.client.subscribeToStream('T-sub-mc');
  }),
  'subs.stream.shape': watched(
    async (probe) => probe.client.subscribeToStream(await onFive(probe, 'full'), { fromRevision: 3n }),
    undefined,
    (resolved) => ({ resolved }),
  ),
};

const sixOfTwo = async ({ client, double }: Probe): Promise<readonly Position[]> => {
  const there = double.log.events.filter(({ stream }) => stream.startsWith('T-suball-'));
  if (there.length > 0) return there.map(({ position }) => ({ commit: position, prepare: position }));
  const positions: Position[] = [];
  for (let i = 0; i < 6; i++)
    positions.push((await client.appendToStream(`T-suball-${i % 2}`, [json(i % 2 ? 'X' : 'Y', { i })])).position!);
  return positions;
};
const far = { commit: 1n << 50n, prepare: 1n << 50n };
const wholeLog: Replays = {
  'subs.all.position': watched(async (probe) => probe.client.subscribeToAll({ fromPosition: (await sixOfTwo(probe))[3]! })),
  'subs.all.END': watched(
    async (probe) => probe.client.subscribeToAll({ fromPosition: END }),
    async (probe) => {
      await append(probe, 'T-suball-0', 'l1');
      await probe.client.setStreamMetadata('T-suball-0', { maxCount: 100 });
      await append(probe, 'T-suball-1', 'l2', 'l3');
    },
  ),
  'subs.all.filter.prefix': watched(
    async (probe) => probe.client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['T-suball'] }) }),
    async (probe) => {
      await append(probe, 'T-other', 'n');
      await append(probe, 'T-suball-1', 'm');
    },
  ),
  'subs.all.nonboundary': watched(async (probe) => {
    const { 3: third } = await sixOfTwo(probe);
    return probe.client.subscribeToAll({ fromPosition: { commit: third!.commit + 1n, prepare: third!.prepare + 1n } });
  }),
  'subs.all.beyond': watched(
    async (probe) => probe.client.subscribeToAll({ fromPosition: far }),
    (probe) => append(probe, 'T-suball-1', 'late'),
  ),
};

/** Where the server says it is, among 300 events that do not match and one in their middle that does, and 100 more while it is live. */
const checkpoints =
  (checkpointInterval: number, maxSearchWindow?: number): Replay =>
  async ({ client }) => {
    const name = `T-cp${checkpointInterval}-${maxSearchWindow}`;
    const names = new Map<bigint, string>();
    const write = async (stream: string, called: string): Promise<Position> => {
      const { position } = await client.appendToStream(`${name}-${stream}`, [json('f')]);
      names.set(position!.commit, called);
      return position!;
    };
    const fromPosition = await write('mark', 'other:beforeFirst');
    for (let n = 0; n < 150; n++) await write('fill', `f1#${n}`);
    await write('match', 'match');
    for (let n = 0; n < 150; n++) await write('fill', `f2#${n}`);
    const sequence: (string | bigint)[] = [];
    const seen: { readonly isLive: boolean; readonly position: Position }[] = [];
    let isLive = false;
    const subscription = client.subscribeToAll({
      fromPosition,
      filter: streamNameFilter({
        prefixes: [`${name}-match`],
        checkpointInterval,
        ...(maxSearchWindow === undefined ? {} : { maxSearchWindow }),
        checkpointReached: (_subscription, position) => {
          sequence.push(position.commit);
          seen.push({ isLive, position });
        },
      }),
    });
    subscription.on('data', () => sequence.push('event match'));
    subscription.on('caughtUp', () => sequence.push('caughtUp'));
    await quiet(sequence);
    isLive = true;
    sequence.push('--live--');
    for (let n = 0; n < 100; n++) {
      const { position } = await client.appendToStream(`${name}-fill`, [json('f')]);
      names.set(position!.commit, `live#${n}`);
    }
    await quiet(sequence);
    await subscription.unsubscribe();
    return {
      checkpointsInCatchUp: seen.filter((each) => !each.isLive).length,
      checkpointsLive: seen.filter((each) => each.isLive).length,
      commitEqualsPrepare: seen.every(({ position }) => position.commit === position.prepare),
      sequence: sequence.slice(0, recordedLength).map((each) => (typeof each === 'string' ? each : `cp@${names.get(each)}`)),
    };
  };

export const subscribingReplays: Replays = {
  ...streams,
  ...wholeLog,
  'subs.checkpoint.interval1.windowdefault': checkpoints(1),
  'subs.checkpoint.interval1.window10': checkpoints(1, 10),
  'subs.checkpoint.interval5.window10': checkpoints(5, 10),
  'subs.checkpoint.interval3.window1': checkpoints(3, 1),
};
