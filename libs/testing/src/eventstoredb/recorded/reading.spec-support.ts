import {
  ANY,
  type AllStreamRecordedEvent,
  BACKWARDS,
  END,
  eventTypeFilter,
  excludeSystemEvents,
  type EventData,
  FORWARDS,
  type Position,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { all, json, type Probe, type Replay, type Replays } from './probe.spec-support';

const revisions = {
  START,
  END,
  '0n': 0n,
  '2n': 2n,
  '4n': 4n,
  '5n': 5n,
  '100n': 100n,
  '-1n': -1n,
  maxInt64: 9_223_372_036_854_775_807n,
  maxUint64: 18_446_744_073_709_551_615n,
} as const;
const five = async (probe: Probe): Promise<string> => (probe.double.log.of('T-rd').length > 0 ? 'T-rd' : probe.streamOf('T-rd', 5));
const ofFive =
  (options: object): Replay =>
  async (probe) =>
    probe.revisions(await five(probe), options);

const streams: Replays = {
  'reads.fwd.default': ofFive({}),
  'reads.bwd.default': ofFive({ direction: BACKWARDS }),
  ...Object.fromEntries(
    Object.entries(revisions).flatMap(([name, fromRevision]): [string, Replay][] => [
      [`reads.fwd.${name}`, ofFive({ fromRevision })],
      [`reads.bwd.${name}`, ofFive({ direction: BACKWARDS, fromRevision })],
    ]),
  ),
  ...Object.fromEntries([0, 1, 2, 5, 6, -1, 1.5].map((maxCount): [string, Replay] => [`reads.maxCount.${maxCount}`, ofFive({ maxCount })])),
  'reads.maxCount.2.from3': ofFive({ fromRevision: 3n, maxCount: 2 }),
  ...Object.fromEntries(
    [FORWARDS, BACKWARDS].map((direction): [string, Replay] => [
      `reads.missing.${direction}`,
      async (probe) => {
        const read = probe.client.readStream('T-nope', { direction, fromRevision: direction === FORWARDS ? START : END } as object);
        return { thrownAtCall: false, atIteration: await probe.seen(() => all(read)) };
      },
    ]),
  ),
  'reads.missing.from5': (probe) => probe.revisions('T-nope', { fromRevision: 5n, maxCount: 1 }),
  'reads.missing.maxCount0': (probe) => probe.revisions('T-nope', { maxCount: 0 }),
  'reads.shape': async (probe) => (await all(probe.client.readStream(await five(probe), { maxCount: 1 })))[0],
  'reads.cancel': async (probe) => {
    const stream = await five(probe);
    let n = 0;
    const read = probe.client.readStream(stream);
    for await (const _event of read) {
      n += 1;
      break;
    }
    const cancelled = probe.client.readStream(stream);
    const cancelInside = await probe.seen(async () => {
      for await (const _event of cancelled) await cancelled.cancel();
      return 'ended';
    });
    return { n, destroyed: read.destroyed, cancelInside };
  },
  'kill.idle-read': async (probe) => {
    await probe.client.appendToStream('T-id2', [json('a')]);
    await probe.revisions('T-id2');
    await probe.restart();
    return [await probe.revisions('T-id2'), await probe.revisions('T-id2'), await probe.revisions('T-id2')];
  },
  'conc.read-own-write': async (probe) => {
    const other = probe.another();
    let miss = 0;
    for (let n = 0; n < 200; n++) {
      const { nextExpectedRevision } = await probe.client.appendToStream('T-row', [json('x')]);
      const read = await all(other.readStream('T-row', { direction: BACKWARDS, fromRevision: END, maxCount: 1 }));
      if (read[0]?.event?.revision !== nextExpectedRevision) miss += 1;
    }
    await other.dispose();
    return { miss };
  },
};

/** Six events, appended by turns to two streams, and nothing after them. */
const six = async ({ client, double }: Probe): Promise<readonly Position[]> => {
  const there = double.log.events.filter(({ stream }) => stream.startsWith('T-all-'));
  if (there.length > 0) return there.map(({ position }) => ({ commit: position, prepare: position }));
  const positions: Position[] = [];
  for (let i = 0; i < 6; i++) {
    const { position } = await client.appendToStream(`T-all-${i % 2}`, [json(i % 3 ? 'TypeA' : 'TypeB', { i })] as EventData[]);
    positions.push(position!);
  }
  return positions;
};
const ofSix =
  (options: (positions: readonly Position[]) => object): Replay =>
  async (probe) => {
    const positions = await six(probe);
    return probe.seen(async () => (await all(probe.client.readAll(options(positions)))).map(({ event }) => indexIn(event)));
  };
const indexIn = (event?: AllStreamRecordedEvent): unknown => (event!.data as { i: number }).i;
const far = { commit: 1n << 50n, prepare: 1n << 50n };
const filters = {
  'stream-prefix': streamNameFilter({ prefixes: ['T-all'] }),
  'stream-prefix-1': streamNameFilter({ prefixes: ['T-all-1', 'zzz'] }),
  'stream-regex': streamNameFilter({ regex: '^T-all-0$' }),
  'type-prefix': eventTypeFilter({ prefixes: ['TypeB'] }),
  'type-regex': eventTypeFilter({ regex: 'ypeB$' }),
  'exclude-system': excludeSystemEvents(),
};

const log: Replays = {
  'all.fwd.pos3': ofSix(({ 3: fromPosition }) => ({ fromPosition, maxCount: 10 })),
  'all.bwd.pos3': ofSix(({ 3: fromPosition }) => ({ direction: BACKWARDS, fromPosition, maxCount: 2 })),
  'all.bwd.END': ofSix(() => ({ direction: BACKWARDS, fromPosition: END, maxCount: 3 })),
  'all.fwd.END': ofSix(() => ({ fromPosition: END, maxCount: 3 })),
  'all.bwd.START': ofSix(() => ({ direction: BACKWARDS, fromPosition: START, maxCount: 3 })),
  'all.fwd.pos3plus1': ofSix(({ 3: third }) => ({
    fromPosition: { commit: third!.commit + 1n, prepare: third!.prepare + 1n },
    maxCount: 3,
  })),
  'all.fwd.commitOnly': ofSix(({ 3: third }) => ({ fromPosition: { commit: third!.commit, prepare: 0n }, maxCount: 3 })),
  'all.fwd.prepareBeyond': ofSix(({ 3: third, 4: fourth }) => ({
    fromPosition: { commit: third!.commit, prepare: fourth!.prepare },
    maxCount: 3,
  })),
  'all.fwd.beyond': ofSix(() => ({ fromPosition: far, maxCount: 3 })),
  'all.bwd.beyond': ofSix(() => ({ direction: BACKWARDS, fromPosition: far, maxCount: 3 })),
  'all.maxCount0': ofSix(() => ({ maxCount: 0 })),
  ...Object.fromEntries(
    Object.entries(filters).flatMap(([name, filter]): [string, Replay][] => [
      [`all.filter.${name}.max2`, ofSix(([fromPosition]) => ({ filter, maxCount: 2, fromPosition }))],
      [`all.filter.${name}.bwd`, ofSix(() => ({ filter, maxCount: 2, direction: BACKWARDS, fromPosition: END }))],
    ]),
  ),
  'all.shape': async (probe) => {
    const [fromPosition] = await six(probe);
    return (await all(probe.client.readAll({ fromPosition: fromPosition!, maxCount: 1 })))[0];
  },
};

const names: Replays = Object.fromEntries(
  [
    ...['a-b', 'a/b', 'a b', ' lead', 'ünï☃😀', '$sys', '$ce-x', '$', '$all', '', 'a?b=1&c', 'a%2Fb', 'a\nb', 'a\u0000b', '@x'],
    ...['0', '-', 'x'.repeat(255), 'x'.repeat(2000), 'x'.repeat(40_000), 'Case', 'case'],
  ].map((name): [string, Replay] => [
    `names.${name.length > 50 ? `x*${name.length}` : JSON.stringify(name)}`,
    async (probe) => {
      const r = await probe.seen(probe.client.appendToStream(name, [json('nm', { n: name.slice(0, 20) })], { expectedRevision: ANY }));
      const l = await probe.seen(async () =>
        (await all(probe.client.readStream(name, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }))).map(({ event }) => ({
          streamIdRoundTrips: event!.streamId === name,
          rev: event!.revision,
        })),
      );
      return { r, l };
    },
  ]),
);

const values = {
  string: 'hello',
  number: 42.5,
  null: null,
  array: [1, 'a'],
  'empty-object': {},
  'empty-string': '',
  true: true,
};
const orderly = {
  z: 1,
  a: 1.0,
  m: 1e21,
  n: -0,
  f: 0.1 + 0.2,
  big: 12345678901234567000,
  u: 'é☃😀\u2028',
  '10': 'x',
  '2': 'y',
  nul: null,
  und: undefined,
  d: new Date(0),
  nested: { b: [1, 2, { c: true }], a: '' },
};
const metadata = {
  json: { z: 1, a: { b: [1, null] }, n: 1.5, $correlationId: 'c1', $causationId: 'c2' },
  empty: {},
  null: null,
  buffer: new Uint8Array([1, 2, 255]),
  string: 'str',
  array: [1, 2],
};
const dataCase =
  (id: string, data: unknown, more: object = {}, type = 't'): Replay =>
  async (probe) => {
    const stream = `T-data-${id}`;
    const result = await probe.seen(probe.client.appendToStream(stream, [json(type, data as object, more)]));
    const client = await probe.seen(async () => (await all(probe.client.readStream(stream))).map(({ event }) => event));
    return { result, client };
  };
const data: Replays = {
  'data.json-order-numbers': dataCase('json-order-numbers', orderly),
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Replay] => [`data.json-${name}`, dataCase(`json-${name}`, value)]),
  ),
  ...Object.fromEntries(
    Object.entries(metadata).map(([name, value]): [string, Replay] => [
      `data.meta-${name}`,
      dataCase(`meta-${name}`, { a: 1 }, { metadata: value }),
    ]),
  ),
  'data.meta-absent': dataCase('meta-absent', { a: 1 }),
  'data.type-empty': dataCase('type-empty', { a: 1 }, {}, ''),
  'data.type-odd': dataCase('type-odd', { a: 1 }, {}, 'a b/ü$😀'),
  'data.type-dollar': dataCase('type-dollar', { a: 1 }, {}, '$mine'),
  'data.type-long': dataCase('type-long', { a: 1 }, {}, 'x'.repeat(3000)),
  'data.id-upper': dataCase('id-upper', { a: 1 }, { id: '0B7C3F52-58A6-4B0E-9B5A-7B0C2F7A11D4' }),
  'data.id-bad': dataCase('id-bad', { a: 1 }, { id: 'not-a-uuid' }),
  'data.id-empty': dataCase('id-empty', { a: 1 }, { id: '00000000-0000-0000-0000-000000000000' }),
};

export const readingReplays: Replays = { ...streams, ...log, ...names, ...data };
