import { ANY, binaryEvent, type EventData, NO_STREAM, STREAM_EXISTS } from '@eventstore/db-client';
import { all, byAppend, json, type Probe, type Replay, type Replays, type Seen, wordsOf } from './probe.spec-support';

const expectations = {
  NO_STREAM,
  ANY,
  STREAM_EXISTS,
  '0n': 0n,
  '1n': 1n,
  '2n': 2n,
  '3n': 3n,
  '7n': 7n,
  undefined: undefined,
} as const;
const ways = { batch: {}, append: byAppend } as const;
const binary = (bytes: number): EventData => binaryEvent({ type: 't', data: Buffer.alloc(bytes, 65) });

const expected: Replays = Object.fromEntries(
  Object.entries(ways).flatMap(([way, options]) =>
    [0, 3].flatMap((count) => [
      ...Object.entries(expectations).map(([name, expectedRevision]): [string, Replay] => [
        `expected.${way}.${count ? 'existing' : 'missing'}.${name}`,
        async (probe) => {
          const stream = await probe.streamOf(`T-exp-${way}-${count}-${name}`, count);
          const revision = expectedRevision === undefined ? {} : { expectedRevision };
          const result = await probe.seen(probe.client.appendToStream(stream, [json('x')], { ...revision, ...options }));
          return { result, after: await probe.revisions(stream) };
        },
      ]),
      [
        `expected.${way}.throwOnAppendFailure=false.${count ? 'existing3' : 'missing'}`,
        async (probe: Probe) => {
          const stream = await probe.streamOf(`T-nothrow-${way}-${count}`, count);
          const client = probe.another('throwOnAppendFailure=false');
          const seen = await probe.seen(client.appendToStream(stream, [json('x')], { expectedRevision: 9n, ...options }));
          await client.dispose();
          return seen;
        },
      ] as [string, Replay],
    ]),
  ),
);

const sizes: Replays = Object.fromEntries(
  Object.entries(ways).flatMap(([way, options]): [string, Replay][] => {
    const append = (probe: Probe, stream: string, events: EventData[]): Promise<Seen> =>
      probe.seen(probe.client.appendToStream(stream, events, options), 30_000);
    return [
      [
        `size.${way}.threshold`,
        async (probe) => {
          const taken = await append(probe, 'T-sz', [binary(1_048_576)]);
          const errorAtHi = await append(probe, 'T-sz', [binary(1_048_577)]);
          return { largestAccepted: 'ok' in taken && 1_048_576, smallestRefused: 1_048_577, mib: 1_048_576, errorAtHi };
        },
      ],
      [
        `size.${way}.2MiB-one`,
        async (probe) => ({ r: await append(probe, 'T-sz2', [binary(2 << 20)]), after: await probe.revisions('T-sz2') }),
      ],
      ...(
        [
          ['many-sum', 'sz3', 4, 300],
          ['10x900KiB', 'sz4', 10, 900],
        ] as const
      ).map(([name, prefix, count, kibibytes]): [string, Replay] => [
        `size.${way}.${name}`,
        async (probe) => {
          const stream = `T-${prefix}${way}`;
          const events = Array.from({ length: count }, () => binary(kibibytes << 10));
          return { r: await append(probe, stream, events), after: await probe.revisions(stream) };
        },
      ]),
    ];
  }),
);

const inWords = (error: Readonly<Record<string, unknown>>): string => {
  const [name, expected, actual] = wordsOf(error, 'class', 'expectedVersion', 'actualVersion');
  return `${name} expected=${expected} actual=${actual}`;
};
const race = async (
  probe: Probe,
  stream: string,
  expectedRevision: bigint | typeof NO_STREAM | typeof ANY | typeof STREAM_EXISTS,
): Promise<unknown> => {
  const other = probe.another();
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      probe.seen((n % 2 ? probe.client : other).appendToStream(stream, [json('x', { n })], { expectedRevision })),
    ),
  );
  await other.dispose();
  const won = outcomes.filter((each): each is { ok: { nextExpectedRevision: bigint } } => 'ok' in each);
  const lost = outcomes.filter((each) => 'error' in each).map(({ error }) => error);
  return {
    wins: won.length,
    losers: [...new Set(lost.map((error) => inWords(error)))],
    nextRevisions: won.map(({ ok }) => Number(ok.nextExpectedRevision)).sort((a, b) => a - b),
    stored: (await all(probe.client.readStream(stream))).length,
  };
};
const racing: Replays = {
  ...Object.fromEntries(
    (
      [
        ['NO_STREAM', NO_STREAM, 0],
        ['0n', 0n, 1],
        ['ANY', ANY, 1],
        ['STREAM_EXISTS', STREAM_EXISTS, 1],
      ] as const
    ).map(([name, revision, before]): [string, Replay] => [
      `conc.${name}`,
      async (probe) => race(probe, await probe.streamOf(`T-cc${name}`, before), revision),
    ]),
  ),
  'conc.chain': async (probe) => {
    const asked = Array.from({ length: 50 }, (_, n) =>
      probe.seen(probe.client.appendToStream('T-chain', [json('x')], { expectedRevision: n ? BigInt(n - 1) : NO_STREAM })),
    );
    return { wins: (await Promise.all(asked)).filter((each) => 'ok' in each).length };
  },
};

const late: Replays = Object.fromEntries(
  [0, -5].map((deadline): [string, Replay] => [
    `deadline.batch.${deadline}`,
    async (probe) => {
      const stream = `T-dl-batch-${deadline}`;
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => probe.seen(probe.client.appendToStream(stream, [json('x')], { deadline }))),
      );
      const told = outcomes.map((each) => {
        if ('ok' in each) return 'success';
        const [name, type, code, message] = wordsOf(each.error, 'class', 'type', 'code', 'message');
        return `${name} type=${type} code=${code} msg=${message}`;
      });
      return { agg: { [told[0]!]: told.filter((each) => each === told[0]).length }, stored: probe.double.log.of(stream).length };
    },
  ]),
);

export const appendingReplays: Replays = { ...expected, ...sizes, ...racing, ...late };
