import { setTimeout as pause } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { EventStoreDBClient, jsonEvent, type ResolvedEvent } from '@eventstore/db-client';
import { EventStoreDbDouble } from '../eventstoredb-double';

/** What the recording tells of a call: its answer, or its error. */
export type Seen = { readonly ok: unknown } | { readonly error: Readonly<Record<string, unknown>> };
export const wordsOf = (error: Readonly<Record<string, unknown>>, ...keys: readonly string[]): readonly string[] =>
  keys.map((key) => String(error[key]));
export type Replay = (probe: Probe) => Promise<unknown>;
export type Replays = Readonly<Record<string, Replay>>;
/** Credentials in a call make the client append by the Append call, without them it appends by BatchAppend. */
export const byAppend = { credentials: { username: 'admin', password: 'changeit' } };
export const json = (type: string, data: object = {}, more: object = {}) => jsonEvent({ type, data, ...more } as never);

/** For what a real server never answered either; and for all else, so that a slow machine is given its time. */
const patience = { withSilence: 2_000, withAnswers: 50_000 } as const;
const settling = 100;
const toldOfErrors = ['code', 'streamName', 'expectedVersion', 'actualVersion', 'maxAppendSize', 'errorMessage'] as const;

/** A double, a client on it, and the questions of the recorder. */
export class Probe {
  /** Was something never answered in the recorded case that is replayed? */
  expects: keyof typeof patience = 'withAnswers';

  private constructor(
    readonly double: EventStoreDbDouble,
    readonly client: EventStoreDBClient,
  ) {}

  static async open(): Promise<Probe> {
    const double = await EventStoreDbDouble.start();
    return new Probe(double, EventStoreDBClient.connectionString(double.connectionString()));
  }
  async close(): Promise<void> {
    await this.double.stop();
    // The client waits for calls that a server never ends; with the connections they are over.
    void this.client.dispose();
  }
  /** As `double.restart`, and until the client's connection, shared by all clients of the address, has noticed. */
  async restart(): Promise<void> {
    await this.double.stop();
    await pause(settling);
    await this.double.start();
  }
  another(settings = ''): EventStoreDBClient {
    return EventStoreDBClient.connectionString(this.double.connectionString(settings));
  }

  /** The recorder waited longer for what never came; here it is enough that nothing comes for a while. */
  async seen(asked: Promise<unknown> | (() => Promise<unknown>), recordedPatience = 30_000): Promise<Seen> {
    try {
      const never = pause(patience[this.expects], undefined, { ref: false }).then(() => {
        throw new Error(`PROBE-TIMEOUT: never settled within ${recordedPatience} ms`);
      });
      never.catch(() => undefined);
      return { ok: await Promise.race([typeof asked === 'function' ? asked() : asked, never]) };
    } catch (error) {
      return { error: told(error as Error) };
    }
  }
  revisions(stream: string, options: object = {}): Promise<Seen> {
    return this.seen(async () => (await all(this.client.readStream(stream, options))).map(({ event }) => Number(event!.revision)));
  }
  events(stream: string, options: object = {}): Promise<Seen> {
    return this.seen(async () => (await all(this.client.readStream(stream, options))).map(brief));
  }
  /** A stream of so many events of the types a, b, c ... */
  async streamOf(stream: string, count: number): Promise<string> {
    if (count > 0)
      await this.client.appendToStream(
        stream,
        [...'abcdefgh'.slice(0, count)].map((type) => json(type)),
      );
    return stream;
  }
}

export const all = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
};

export const brief = ({ event }: ResolvedEvent) => ({
  rev: event?.revision,
  type: event?.type,
  data: event?.data as unknown,
  stream: event?.streamId,
});

interface RawError {
  readonly code: number;
  readonly details: string;
  readonly metadata?: { getMap(): Record<string, unknown> };
}
export const told = (error: Error): Record<string, unknown> => {
  const raw = (error as { _raw?: RawError })._raw;
  const more = Object.fromEntries(toldOfErrors.map((key) => [key, (error as never as Record<string, unknown>)[key]]));
  return {
    class: error.constructor.name,
    type: (error as { type?: string }).type,
    message: error.message,
    ...more,
    ...(raw && { raw: { code: raw.code, codeName: status[raw.code], details: raw.details, trailers: trailersOf(raw) } }),
  };
};
const trailersOf = ({ metadata }: RawError): unknown =>
  Object.fromEntries(Object.entries(metadata?.getMap() ?? {}).filter(([key]) => !['date', 'server', 'content-type'].includes(key)));

const positions = ['commit', 'prepare', 'commitPosition'];
/** How long it took, what only this machine could tell, and bytes that the recorder read past the client. */
const left = new Set(['ms', 'un', 'metastreamRevision']);
const idForm = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** As the recorder wrote it down: positions ranked, ids and dates named, bigints as text; without what took how long. */
export const normalized = (observed: unknown): unknown => {
  const seen = new Set<bigint>();
  const gather = (value: unknown, key?: string): void => {
    if (typeof value === 'bigint' && positions.includes(key!)) seen.add(value);
    if (isPlain(value)) for (const [inner, each] of Object.entries(value)) gather(each, inner);
  };
  gather(observed);
  const ranks = new Map([...seen].sort((a, b) => (a < b ? -1 : 1)).map((position, rank) => [position, `P${rank}`]));
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    if (!ids.has(id)) ids.set(id, `<id${ids.size + 1}>`);
    return ids.get(id)!;
  };
  const write = (value: unknown, key?: string): unknown => {
    if (typeof value === 'bigint') return positions.includes(key!) ? ranks.get(value) : `${value}n`;
    if (typeof value === 'string')
      return cut(value)
        .replace(idForm, idOf)
        .replace(/127\.0\.0\.1:\d+/, '127.0.0.1:2999');
    if (value instanceof Date) return '<date>';
    if (value instanceof Uint8Array) return `<Uint8Array ${value.length} bytes ${Buffer.from(value.slice(0, 24)).toString('hex')}>`;
    if (Array.isArray(value)) return value.map((each) => write(each));
    if (!isPlain(value)) return value;
    const told = Object.entries(value).filter(([inner, each]) => each !== undefined && !left.has(inner));
    return Object.fromEntries(told.map(([inner, each]) => [inner, write(each, inner)]));
  };
  return write(observed);
};
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && !(value instanceof Date);
const cut = (text: string): string => (text.length > 600 ? `${text.slice(0, 200)}…(${text.length} chars)` : text);

/** What is recorded of a case, without what a replay leaves out. */
export const comparable = (recorded: unknown): unknown => {
  if (Array.isArray(recorded)) return recorded.map(comparable);
  if (!isPlain(recorded)) return recorded;
  const kept = Object.entries(recorded).filter(([key, each]) => !left.has(key) && !(key === 'raw' && Array.isArray(each)));
  return Object.fromEntries(kept.map(([key, each]) => [key, comparable(each)]));
};
