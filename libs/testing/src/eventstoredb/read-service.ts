import { type ServerWritableStream, status } from '@grpc/grpc-js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { EventLog, LoggedEvent } from './event-log';
import type { Leadership } from './leadership';
import { type From, indexAt, readAll, readStream, Refused, streamDeleted, visibleOf } from './log-reading';
import * as messages from './messages';
import { asStatus } from './statuses';
import { Subscription, type Wanted } from './subscription';
import type { SubscriptionFaults } from './subscription-faults';

type Call = ServerWritableStream<ReadReq, ReadResp>;
const invalidPosition = new Refused(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
const defaultWindow = 32;

/** The Read call: of a stream or of the whole log, once or as a subscription. */
export class ReadService {
  constructor(
    private readonly log: EventLog,
    private readonly faults: SubscriptionFaults,
    private readonly leadership: Leadership,
  ) {}

  read(call: Call): void {
    try {
      const elsewhere = this.leadership.refusalOf(call.metadata);
      if (elsewhere) throw elsewhere;
      const options = call.request.getOptions()!;
      if (options.getResolveLinks()) throw new Refused(status.UNIMPLEMENTED, 'This double resolves no links.');
      if (options.hasSubscription()) this.subscribe(call, options);
      else this.readOnce(call, options);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      call.emit('error', asStatus(error));
    }
  }

  private readOnce(call: Call, options: ReadReq.Options): void {
    const page = {
      backwards: options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS,
      count: Number(options.getCount()),
    };
    if (options.hasAll()) {
      // The server never ends such a read.
      if (page.count === 0) return;
      const from = positionIn(options.getAll()!);
      const filter = options.getFilter();
      if (!filter) return writeAll(call, readAll(this.log, { ...page, from }));
      const prefixes = prefixesIn(filter);
      const matching = readAll(this.log, { ...page, count: Infinity, from }).filter(({ stream }) =>
        prefixes.some((each) => stream.startsWith(each)),
      );
      return writeAll(call, matching.slice(0, page.count));
    }
    const name = messages.nameOf(options.getStream()!.getStreamIdentifier());
    const events = readStream(this.log, name, { ...page, from: revisionIn(options.getStream()!) });
    if (events) return writeAll(call, events);
    call.write(messages.streamNotFound(name));
    call.end();
  }

  private subscribe(call: Call, options: ReadReq.Options): void {
    const wanted = options.hasAll() ? this.wantedOfAll(options) : this.wantedOfStream(options.getStream()!);
    this.faults.begin(new Subscription(call, this.log, wanted, (over) => this.faults.over(over)));
  }

  private wantedOfAll(options: ReadReq.Options): Wanted {
    const { events } = this.log;
    const from = positionIn(options.getAll()!);
    // Whoever names an earlier prepare position has not seen the event at the commit position.
    const hasSeen = Number(options.getAll()!.getPosition()?.getPreparePosition()) > 0;
    const isAfter = ({ position }: LoggedEvent): boolean => typeof from !== 'bigint' || position > from || (position === from && !hasSeen);
    const index = from === 'start' ? 0 : from === 'end' ? events.length : indexAt(events, from);
    const isBoundary = typeof from !== 'bigint' || from === 0n || index === events.length || events[index]!.position === from;
    const filter = options.getFilter();
    const prefixes = filter && prefixesIn(filter);
    return {
      index,
      matches: (event) => isAfter(event) && (!prefixes || prefixes.some((prefix) => event.stream.startsWith(prefix))),
      checkpoints: filter
        ? { window: filter.hasMax() ? filter.getMax() : defaultWindow, interval: filter.getCheckpointintervalmultiplier() }
        : null,
      refused: isBoundary ? null : invalidPosition,
    };
  }

  private wantedOfStream(options: ReadReq.Options.StreamOptions): Wanted {
    const stream = messages.nameOf(options.getStreamIdentifier());
    if (this.log.isTombstoned(stream)) throw streamDeleted(stream);
    const next = BigInt(this.log.of(stream).length);
    const lowest = visibleOf(this.log, stream)?.[0]?.revision ?? next;
    const from = revisionIn(options);
    const after = from === 'start' ? -1n : from === 'end' ? next - 1n : from;
    return {
      index: 0,
      matches: (event) => event.stream === stream && event.revision > after && event.revision >= lowest,
      checkpoints: null,
      refused: null,
    };
  }
}

const writeAll = (call: Call, events: readonly LoggedEvent[]): void => {
  let next = 0;
  const write = (): void => {
    while (next < events.length) if (!call.write(messages.readEvent(events[next++]!))) return void call.once('drain', write);
    call.end();
  };
  write();
};

const positionIn = (options: ReadReq.Options.AllOptions): From => {
  if (options.hasStart()) return 'start';
  if (options.hasEnd()) return 'end';
  const [commit, prepare] = [BigInt(options.getPosition()!.getCommitPosition()), BigInt(options.getPosition()!.getPreparePosition())];
  if (prepare > commit) throw new Refused(status.UNKNOWN, 'Exception was thrown by handler.');
  return commit;
};

const revisionIn = (options: ReadReq.Options.StreamOptions): From => {
  if (options.hasStart()) return 'start';
  return options.hasEnd() ? 'end' : BigInt(options.getRevision());
};

const prefixesIn = (filter: ReadReq.Options.FilterOptions): readonly string[] => {
  const prefixes = filter.getStreamIdentifier()?.getPrefixList() ?? [];
  if (prefixes.length === 0) throw new Refused(status.UNIMPLEMENTED, 'This double filters by stream prefixes only.');
  return prefixes;
};
