import { ANY, BACKWARDS, END, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { all, brief, byAppend, json, type Probe, type Replay, type Replays, type Seen } from './probe.spec-support';

const backwards = { direction: BACKWARDS, fromRevision: END } as const;
const expectations = { ANY, NO_STREAM, STREAM_EXISTS, '2n': 2n, '0n': 0n, '9n': 9n } as const;
const append = (probe: Probe, stream: string, expectedRevision: unknown, type = 'x', options: object = {}): Promise<Seen> =>
  probe.seen(probe.client.appendToStream(stream, [json(type)], { expectedRevision, ...options } as object));

const kinds: Replays = Object.fromEntries(
  (['deleteStream', 'tombstoneStream'] as const).flatMap((kind) =>
    Object.entries(expectations).flatMap(([name, expectedRevision]) =>
      [0, 3].map((count): [string, Replay] => [
        `deletes.${kind}.${count ? 'existing3' : 'missing'}.${name}`,
        async (probe) => {
          const stream = await probe.streamOf(`T-del-${kind}-${name}-${count}`, count);
          const r = await probe.seen(probe.client[kind](stream, { expectedRevision } as object));
          return { r, read: await probe.revisions(stream) };
        },
      ]),
    ),
  ),
);

const deleting: Replays = {
  ...kinds,
  'deletes.soft.life': async (probe) => {
    const stream = await probe.streamOf('T-del-life', 3);
    const { client } = probe;
    return {
      del: await probe.seen(client.deleteStream(stream)),
      readFwd: await probe.revisions(stream),
      readBwd: await probe.revisions(stream, backwards),
      readFrom1: await probe.revisions(stream, { fromRevision: 1n }),
      meta: await probe.seen(client.getStreamMetadata(stream)),
      delAgain: await probe.seen(client.deleteStream(stream)),
      appendSE: await append(probe, stream, STREAM_EXISTS),
      append0: await append(probe, stream, 0n),
      appendNO: await append(probe, stream, NO_STREAM, 'n'),
      read2: await probe.revisions(stream),
      meta2: await probe.seen(client.getStreamMetadata(stream)),
      appendNO2: await append(probe, stream, NO_STREAM, 'n2'),
      appendSE2: await append(probe, stream, STREAM_EXISTS, 'x2'),
      read3: await probe.revisions(stream),
      bwd3: await probe.revisions(stream, backwards),
    };
  },
  ...Object.fromEntries(
    Object.entries({ NO_STREAM, ANY, STREAM_EXISTS, '2n': 2n, '1n': 1n }).map(([name, expectedRevision]): [string, Replay] => [
      `deletes.soft.append.${name}`,
      async (probe) => {
        const stream = await probe.streamOf(`T-del-sa${name}`, 3);
        await probe.client.deleteStream(stream);
        return { r: await append(probe, stream, expectedRevision), read: await probe.revisions(stream) };
      },
    ]),
  ),
  'deletes.tombstone.life': async (probe) => {
    const stream = await probe.streamOf('T-del-tomb', 3);
    const outcomes: Record<string, unknown> = {
      tomb: await probe.seen(probe.client.tombstoneStream(stream)),
      readFwd: await probe.revisions(stream),
      readBwd: await probe.revisions(stream, backwards),
    };
    for (const [name, expectedRevision] of Object.entries({ NO_STREAM, ANY, STREAM_EXISTS, '2n': 2n })) {
      outcomes[`append${name}`] = await append(probe, stream, expectedRevision);
      outcomes[`Append-rpc ${name}`] = await append(probe, stream, expectedRevision, 'x', byAppend);
    }
    return {
      ...outcomes,
      del: await probe.seen(probe.client.deleteStream(stream)),
      tombAgain: await probe.seen(probe.client.tombstoneStream(stream)),
      meta: await probe.seen(probe.client.getStreamMetadata(stream)),
      setMeta: await probe.seen(probe.client.setStreamMetadata(stream, { maxCount: 2 })),
    };
  },
  'deletes.tombstone.missing-then-append': async (probe) => ({
    t: await probe.seen(probe.client.tombstoneStream('T-never')),
    a: await append(probe, 'T-never', ANY),
    read: await probe.revisions('T-never'),
  }),
  'deletes.in-all': async (probe) => {
    await probe.streamOf('T-del-all1', 2);
    await probe.streamOf('T-del-all2', 2);
    await probe.client.deleteStream('T-del-all1');
    await probe.client.tombstoneStream('T-del-all2');
    return (await all(probe.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 6 }))).map(brief);
  },
};

const settings: Replays = {
  'meta.missing-stream': async (probe) => {
    const { client } = probe;
    const stream = 'T-md-none';
    return {
      get: await probe.seen(client.getStreamMetadata(stream)),
      set: await probe.seen(client.setStreamMetadata(stream, { maxCount: 2 })),
      get2: await probe.seen(client.getStreamMetadata(stream)),
      read: await probe.revisions(stream),
      append: await append(probe, stream, NO_STREAM),
    };
  },
  'meta.tb': async (probe) => {
    const stream = await probe.streamOf('T-md-tb', 5);
    await probe.client.setStreamMetadata(stream, { truncateBefore: 3 });
    const first = {
      fwd: await probe.revisions(stream),
      from1: await probe.revisions(stream, { fromRevision: 1n, maxCount: 2 }),
      bwd: await probe.revisions(stream, backwards),
    };
    await probe.client.setStreamMetadata(stream, { truncateBefore: 99 });
    return {
      ...first,
      fwd99: await probe.revisions(stream),
      bwd99: await probe.revisions(stream, backwards),
      appendNO: await append(probe, stream, NO_STREAM),
      appendSE: await append(probe, stream, STREAM_EXISTS),
      append4: await append(probe, stream, 4n),
      append5: await append(probe, stream, 5n),
      after: await probe.revisions(stream),
    };
  },
  ...Object.fromEntries(
    Object.entries({
      maxCount0: { maxCount: 0 },
      'maxCount-1': { maxCount: -1 },
      maxAge0: { maxAge: 0 },
      'tb-1': { truncateBefore: -1 },
    }).map(([name, metadata]): [string, Replay] => [
      `meta.bad.${name}`,
      async (probe) => {
        const stream = await probe.streamOf(`T-md-bad${name}`, 5);
        return {
          set: await probe.seen(probe.client.setStreamMetadata(stream, metadata)),
          fwd: await probe.revisions(stream),
          get: await probe.seen(probe.client.getStreamMetadata(stream)),
        };
      },
    ]),
  ),
};

export const deletingReplays: Replays = { ...deleting, ...settings };
