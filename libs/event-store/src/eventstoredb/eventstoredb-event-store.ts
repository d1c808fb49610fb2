import { BACKWARDS, END, type EventStoreDBClient, type Position } from '@eventstore/db-client';
import {
  type Appended,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  OutcomeUnknown,
  type RecordedEvent,
  refuseNothing,
  refuseTooLarge,
  RevisionConflict,
  StoreUnavailable,
  StreamTampered,
} from '../event-store';
import { type Acknowledged, AppendCall } from './append-call';
import { Batches, eventsAhead, type ReadEvent } from './batches';
import { clientOf } from './connecting';
import { within } from '@redress/kernel';
import { appendFailure, isMissing, isRefused, readFailure, removed } from './failures';
import { Lanes } from './lanes';
import { lastOfOurs } from './last-of-ours';
import { LogSubscription, type LogSubscriptionOptions } from './log-subscription';
import { refuseOtherTexts } from './stored-text';
import { StreamNames } from './stream-names';
import { type SubscriptionClock, systemSubscriptionClock } from './subscription-clock';
import { type BackOff, SubscriptionSupervisor } from './subscription-supervisor';

export interface EventStoreDbOptions {
  /** The categories of our streams: whatever else the server holds is neither read nor counted. */
  readonly prefixes: readonly string[];
  /** What the names of our streams begin with where several registers share the server; nothing unless told otherwise. */
  readonly register?: string;
  /** Milliseconds for one call; 10,000 unless told otherwise. */
  readonly deadline?: number;
  /** Milliseconds without a word after which a subscription is doubted; 10,000 unless told otherwise. */
  readonly silence?: number;
  readonly backOff?: BackOff;
  readonly clock?: SubscriptionClock;
  readonly onInterruption?: (failure: Error) => void;
}

/** Events that are looked at from the end backwards, before the server is asked to look for ours. */
const nearEnd = [8, 64, 512] as const;
/** Only the leader of a cluster knows what was acknowledged last. */
const requiresLeader = true;

/** The record in an EventStoreDB (23.10 or later), a single node or a cluster, by its official client. Positions are commit positions. */
export class EventStoreDbEventStore extends EventStore {
  private readonly client: EventStoreDBClient;
  private readonly appends: AppendCall;
  private readonly deadline: number;
  private readonly lanes = new Lanes();
  private readonly names: StreamNames;
  private readonly watching: LogSubscriptionOptions;
  private readonly supervisor: SubscriptionSupervisor;
  /** The last of our events that this process knows of: nobody need look before it. */
  private knownHead: bigint | null = null;
  /** Up to here the last of our events is the known head. */
  private seen = -1n;
  private isClosed = false;

  /** `connectionString`: `esdb://…`, with user and password where the server wants them. Throws Error where it cannot be read. */
  constructor(connectionString: string, { prefixes, register = '', deadline = 10_000, silence = 10_000, ...more }: EventStoreDbOptions) {
    super();
    this.client = clientOf(connectionString);
    this.appends = new AppendCall(this.client, requiresLeader);
    this.deadline = deadline;
    const clock = more.clock ?? systemSubscriptionClock;
    this.names = new StreamNames(prefixes, register);
    this.watching = { client: this.client, names: this.names, clock, silence, head: () => this.head() };
    this.supervisor = new SubscriptionSupervisor({
      open: (after) => this.subscription(after),
      clock,
      backOff: more.backOff ?? { first: 100, most: 5_000 },
      onInterruption: more.onInterruption ?? (() => undefined),
    });
  }

  async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    this.refuseClosed();
    refuseNothing(stream, events);
    refuseTooLarge(events);
    for (const event of events) refuseOtherTexts(event);
    return this.lanes.run(stream, async () => {
      try {
        const answer = await this.appends.append(this.names.onServer(stream), events, expected, this.deadline);
        return this.noted(await this.outcome(stream, events.length, expected, answer));
      } catch (error) {
        if (error instanceof StreamTampered) throw error;
        const failure = appendFailure(error, stream, expected);
        if (!(failure instanceof OutcomeUnknown)) throw failure;
        return this.noted(await this.readBack(stream, events, expected, failure));
      }
    });
  }

  async *read(stream: string, from = 0): AsyncGenerator<readonly RecordedEvent[]> {
    this.refuseClosed();
    yield* this.readOnce(stream, { fromRevision: BigInt(from) });
  }

  async last(stream: string): Promise<RecordedEvent | null> {
    this.refuseClosed();
    for await (const batch of this.readOnce(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 })) return batch[0]!;
    return null;
  }

  async *all(after: string | null): AsyncGenerator<readonly RecordedEvent[]> {
    try {
      yield* this.subscription(checked(after)).untilCaughtUp();
    } catch (error) {
      throw readFailure(error, null);
    }
  }

  async *subscribe(after: string | null, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    yield* this.supervisor.run(checked(after), signal);
  }

  /** Of our streams, and never looked for twice in what others wrote. */
  async head(): Promise<string | null> {
    this.refuseClosed();
    let from: Position | typeof END = END;
    let newest: bigint | null = null;
    for (const count of nearEnd) {
      const page = await this.pageBefore(from, count);
      newest ??= page[0]?.position!.commit ?? null;
      const found = page.find((event) => event.position!.commit <= this.seen || this.names.isOurs(event));
      if (found || page.length < count) return this.foundHead(found && this.names.isOurs(found) ? found.position!.commit : null, newest);
      const { commit } = page.at(-1)!.position!;
      from = { commit, prepare: commit };
    }
    return this.foundHead(await this.lastBefore(from as Position), newest);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.lanes.idle();
    await this.client.dispose();
  }

  private subscription(after: string | null): LogSubscription {
    this.refuseClosed();
    return new LogSubscription(after, this.watching);
  }

  /** Throws StreamTampered where the numbers go on behind a deletion; a missing position is looked up, never made up. */
  private async outcome(stream: string, count: number, expected: ExpectedRevision, acknowledged: Acknowledged): Promise<Appended> {
    const revision = after(expected) + count - 1;
    if (acknowledged.revision !== revision) throw goesOn(stream, acknowledged.revision);
    if (acknowledged.position !== null) return { revision, position: acknowledged.position };
    for await (const [event] of this.readOnce(stream, { fromRevision: BigInt(revision), maxCount: 1 })) return event!;
    throw goesOn(stream, revision);
  }

  /** Nobody knows what became of an append: whether our events, others, or none stand where they belong is what the stream says. */
  private async readBack(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
    unknown: OutcomeUnknown,
  ): Promise<Appended> {
    const there: RecordedEvent[] = [];
    try {
      const options = { fromRevision: BigInt(after(expected)), maxCount: events.length };
      for await (const batch of this.readOnce(stream, options)) there.push(...batch);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw unknown;
      throw error;
    }
    if (there.length === 0) throw unknown;
    const { revision, position } = there.at(-1)!;
    if (events.every(({ id }, index) => there[index]?.id === id)) return { revision, position };
    throw new RevisionConflict(stream, expected, (await this.last(stream))?.revision ?? revision);
  }

  private async *readOnce(
    stream: string,
    options: NonNullable<Parameters<EventStoreDBClient['readStream']>[1]>,
  ): AsyncGenerator<readonly RecordedEvent[]> {
    try {
      const asked = { ...options, requiresLeader };
      const reading = this.client.readStream(this.names.onServer(stream), asked, { highWaterMark: eventsAhead });
      for await (const batch of this.taken(new Batches(reading))) yield batch.map((event) => this.names.recorded(event));
    } catch (error) {
      if (!isMissing(error)) throw readFailure(error, stream);
      await this.refuseDeleted(stream);
    }
  }

  /** A stream that was deleted reads as one that never was; what is left of it is its metadata. Throws StreamTampered. */
  private async refuseDeleted(stream: string): Promise<void> {
    const options = { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader } as const;
    try {
      const reading = this.client.readStream(metadataOf(this.names.onServer(stream)), options, { highWaterMark: 1 });
      for await (const [last] of this.taken(new Batches(reading))) if (last && isDeletion(last)) throw removed(stream);
    } catch (error) {
      if (!isMissing(error) && !isRefused(error)) throw readFailure(error, stream);
    }
  }

  private async pageBefore(fromPosition: Position | typeof END, maxCount: number): Promise<readonly ReadEvent[]> {
    const events: ReadEvent[] = [];
    try {
      const read = this.client.readAll({ direction: BACKWARDS, fromPosition, maxCount, requiresLeader }, { highWaterMark: eventsAhead });
      for await (const batch of this.taken(new Batches(read))) events.push(...batch);
    } catch (error) {
      throw readFailure(error, null);
    }
    return events;
  }

  private async lastBefore({ commit }: Position): Promise<bigint | null> {
    try {
      const found = await lastOfOurs(this.client, this.names.prefixes, commit, requiresLeader);
      return found === null ? null : BigInt(found);
    } catch (error) {
      throw readFailure(error, null);
    }
  }

  private async *taken(batches: Batches): AsyncGenerator<readonly ReadEvent[]> {
    try {
      while (!batches.hasEnded) {
        const events = batches.take();
        if (events.length > 0) yield events;
        else await within(this.deadline, batches.changed());
      }
    } finally {
      batches.letGo();
    }
  }

  private noted({ revision, position }: Appended): Appended {
    this.notedHead(BigInt(position));
    return { revision, position };
  }
  private notedHead(commit: bigint): void {
    if (this.knownHead === null || commit > this.knownHead) this.knownHead = commit;
    if (this.knownHead > this.seen) this.seen = this.knownHead;
  }
  /** All up to `newest` was looked at, or was before. */
  private foundHead(commit: bigint | null, newest: bigint | null): string | null {
    if (commit !== null) this.notedHead(commit);
    if (newest !== null && newest > this.seen) this.seen = newest;
    return this.knownHead === null ? null : String(this.knownHead);
  }
  private refuseClosed(): void {
    if (this.isClosed) throw new StoreUnavailable('closed', 'The event store was closed.');
  }
}

const metadataOf = (stream: string): string => `$$${stream}`;
/** A deletion hides everything before the last number there is. */
const isDeletion = ({ data }: ReadEvent): boolean =>
  Number((data as { readonly $tb?: unknown } | undefined)?.$tb) > Number.MAX_SAFE_INTEGER;

/** The first revision behind an expected one. */
const after = (expected: ExpectedRevision): number => (expected === 'no-stream' ? 0 : expected + 1);

const goesOn = (stream: string, revision: number): StreamTampered =>
  new StreamTampered(
    stream,
    `${stream} was deleted in EventStoreDB and goes on at revision ${revision}; verify the log and look into a backup.`,
  );

/** Positions of other stores do not fit, and a mistaken one must not read as "nothing is there". */
const checked = (position: string | null): string | null => {
  if (position === null || /^\d{1,19}$/.test(position)) return position;
  throw new RangeError(`${position} is no position of this event log; a position is the decimal number that an append answered.`);
};
