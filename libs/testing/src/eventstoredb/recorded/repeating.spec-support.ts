import { randomUUID } from 'node:crypto';
import { ANY, type EventData, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { all, brief, byAppend, json, type Probe, type Replay, type Replays, type Seen } from './probe.spec-support';

type Append = (label: string, events: readonly EventData[], expectedRevision?: bigint | string) => Promise<void>;
const event = (name: string, id = randomUUID()): EventData => json(name, { t: name }, { id });

/** Appends to one stream, numbered as the recording numbers them, and what the stream holds in the end. */
const idempotent = (id: string, run: (append: Append, stream: string, probe: Probe) => Promise<void>, options: object = {}) => {
  const replay: Replay = async (probe) => {
    const stream = `T-idem-${id}`;
    const outcomes: Record<string, unknown> = {};
    const append: Append = async (label, events, expectedRevision) => {
      const asked = { ...(expectedRevision === undefined ? {} : { expectedRevision }), ...options };
      outcomes[`${Object.keys(outcomes).length + 1} ${label}`] = await probe.seen(
        probe.client.appendToStream(stream, [...events], asked as never),
      );
    };
    await run(append, stream, probe);
    return { ...outcomes, final: await probe.events(stream) };
  };
  return { [`idem.${id}`]: replay };
};
const merged = (...parts: readonly Replays[]): Replays => Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
const others = async (append: Append, names: string): Promise<void> => {
  for (const name of names) await append(`[${name}]`, [event(name)]);
};

export const repeatingReplays: Replays = {
  ...merged(
    ...(['', 'append-'] as const).flatMap((way) => {
      const options = way ? byAppend : {};
      return (['NO_STREAM', 'ANY'] as const).map((name) =>
        idempotent(
          `${way}same-${name}`,
          async (append) => {
            const both = [event('a'), event('b')];
            const revision = name === 'ANY' ? undefined : NO_STREAM;
            await append(`[a,b] ${name}`, both, revision);
            await append(`[a,b] ${name} again`, both, revision);
          },
          options,
        ),
      );
    }),
  ),
  ...idempotent('same-exact', async (append) => {
    const b = event('b');
    await append('[a] NO_STREAM', [event('a')], NO_STREAM);
    await append('[b] 0n', [b], 0n);
    await append('[b] 0n again', [b], 0n);
  }),
  ...idempotent('same-STREAM_EXISTS', async (append) => {
    const b = event('b');
    await append('[a]', [event('a')]);
    await append('[b] SE', [b], STREAM_EXISTS);
    await append('[b] SE again', [b], STREAM_EXISTS);
  }),
  ...merged(
    ...(
      [
        ['NO_STREAM', '[a] NO_STREAM again', NO_STREAM],
        ['ANY', '[a] ANY again', undefined],
        ['STREAM_EXISTS', '[a] SE again', STREAM_EXISTS],
      ] as const
    ).map(([name, label, revision]) =>
      idempotent(`${name}-after-others`, async (append) => {
        const a = event('a');
        await append('[a] NO_STREAM', [a], NO_STREAM);
        await others(append, 'bcd');
        await append(label, [a], revision);
      }),
    ),
  ),
  ...idempotent('exact-after-others', async (append) => {
    const b = event('b');
    await append('[a]', [event('a')], NO_STREAM);
    await append('[b] 0n', [b], 0n);
    await others(append, 'cd');
    await append('[b] 0n again', [b], 0n);
  }),
  ...idempotent('exact-other-revision', async (append) => {
    const b = event('b');
    await others(append, 'a');
    await append('[b]', [b]);
    await append('[b] 1n (current)', [b], 1n);
    await append('[b] 5n (beyond)', [b], 5n);
  }),
  ...idempotent('NO_STREAM-of-later-event', async (append) => {
    const b = event('b');
    await others(append, 'a');
    await append('[b]', [b]);
    await append('[b] NO_STREAM', [b], NO_STREAM);
  }),
  ...idempotent('same-id-other-data', async (append) => {
    const id = randomUUID();
    await append('[a] NO_STREAM', [event('a', id)], NO_STREAM);
    await append("[a'] NO_STREAM", [event('CHANGED', id)], NO_STREAM);
    await append("[a'] ANY", [event('CHANGED', id)]);
  }),
  ...merged(
    ...(
      [
        ['partial-tail-ANY', '[b,c] ANY', undefined],
        ['partial-tail-exact', '[b,c] 0n', 0n],
      ] as const
    ).map(([id, label, revision]) =>
      idempotent(id, async (append) => {
        const b = event('b');
        await append('[a,b]', [event('a'), b], NO_STREAM);
        await append(label, [b, event('c')], revision);
      }),
    ),
  ),
  ...idempotent('superset-NO_STREAM', async (append) => {
    const [a, b, c] = [event('a'), event('b'), event('c')] as const;
    await append('[a,b]', [a, b], NO_STREAM);
    await append('[a,b,c] NO_STREAM', [a, b, c], NO_STREAM);
    await append('[a,b,c] ANY', [a, b, c]);
  }),
  ...idempotent('prefix-NO_STREAM', async (append) => {
    const [a, b, c] = [event('a'), event('b'), event('c')] as const;
    await append('[a,b,c]', [a, b, c], NO_STREAM);
    await append('[a,b] NO_STREAM', [a, b], NO_STREAM);
    await append('[a,b] ANY', [a, b]);
    await append('[b] ANY', [b]);
    await append('[c,a] ANY', [c, a]);
    await append('[a,c] ANY', [a, c]);
  }),
  ...idempotent('new-then-old-ANY', async (append) => {
    const a = event('a');
    await append('[a]', [a]);
    await append('[n,a] ANY', [event('n'), a]);
  }),
  ...idempotent('dup-inside-NO_STREAM', async (append) => {
    const a = event('a');
    await append('[a,a]', [a, a], NO_STREAM);
    await append('[a,a] NO_STREAM again', [a, a], NO_STREAM);
    await append('[a,a] ANY again', [a, a]);
    await append('[a] ANY', [a]);
  }),
  ...idempotent('dup-inside-ANY', async (append) => {
    const a = event('a');
    await append('[a,a] ANY', [a, a]);
  }),
  ...idempotent('after-soft-delete', async (append, stream, { client }) => {
    const [a, b] = [event('a'), event('b')];
    await append('[a,b]', [a, b], NO_STREAM);
    await client.deleteStream(stream);
    await append('[a] NO_STREAM after delete', [a], NO_STREAM);
    await append('[b] ANY after delete', [b]);
  }),
  ...idempotent('success-position', async (append) => {
    const a = event('a');
    await append('[a]', [a], NO_STREAM);
    await others(append, 'z');
    await append('[a] again', [a], NO_STREAM);
  }),
  'idem.other-stream': async (probe) => {
    const a = event('a');
    const r = [
      await probe.seen(probe.client.appendToStream('T-o1', [a], { expectedRevision: NO_STREAM })),
      await probe.seen(probe.client.appendToStream('T-o2', [a], { expectedRevision: NO_STREAM })),
      await probe.seen(probe.client.appendToStream('T-o2', [a])),
    ];
    return { r, s2: await probe.events('T-o2') };
  },
  'misc.same-id-two-streams': async (probe) => {
    const a = json('a');
    const outcomes: Record<string, Seen> = {};
    const asked = [
      ['1 s1 ANY', 'T-x1', ANY],
      ['2 s2 ANY', 'T-x2', ANY],
      ['3 s2 ANY again', 'T-x2', ANY],
      ['4 s1 ANY again', 'T-x1', ANY],
      ['5 s2 SE', 'T-x2', STREAM_EXISTS],
      ['6 s2 NO_STREAM', 'T-x2', NO_STREAM],
    ] as const;
    for (const [label, stream, expectedRevision] of asked)
      outcomes[label] = await probe.seen(probe.client.appendToStream(stream, [a], { expectedRevision }));
    const stored = async (stream: string): Promise<unknown> => ((await probe.revisions(stream)) as { ok: unknown }).ok;
    return { ...outcomes, s1: await stored('T-x1'), s2: await stored('T-x2') };
  },
  'kill.idem-after-restart': async (probe) => {
    const [a, b] = [json('a'), json('b')];
    await probe.client.appendToStream('T-ir', [a], { expectedRevision: NO_STREAM });
    await probe.client.appendToStream('T-ir', [b], { expectedRevision: 0n });
    await probe.restart();
    const client = probe.another();
    const append = (event: EventData, expectedRevision: never): Promise<Seen> =>
      probe.seen(client.appendToStream('T-ir', [event], { expectedRevision }));
    const outcomes = {
      aNO: await append(a, NO_STREAM as never),
      b0: await append(b, 0n as never),
      aANY: await append(a, ANY as never),
      bANY: await append(b, ANY as never),
      aSE: await append(a, STREAM_EXISTS as never),
      stored: await probe.seen(async () => (await all(client.readStream('T-ir'))).map(brief)),
    };
    await client.dispose();
    return outcomes;
  },
};
