import type { EventLog, LoggedEvent } from './event-log';

export type From = 'start' | 'end' | bigint;
export interface Page {
  readonly from: From;
  readonly backwards: boolean;
  readonly count: number;
}
/** A read that the server ends with a status: `code` is a gRPC status, `exception` the trailer by which the client names the error. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    readonly details: string,
    readonly trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
  }
}
const unknown = 2;
const failedPrecondition = 9;
const largestRevision = 18_446_744_073_709_551_615n;

export const streamDeleted = (stream: string): Refused =>
  new Refused(failedPrecondition, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': stream });

/** Null where there is no such stream. */
export const readStream = (log: EventLog, stream: string, { from, backwards, count }: Page): readonly LoggedEvent[] | null => {
  const isAtEnd = from === 'end' || from === largestRevision;
  if (count === 0 || (isAtEnd && !backwards)) throw new Refused(unknown, 'Unexpected ReadStreamResult: Error');
  if (stream === '') throw new Refused(unknown, 'Exception was thrown by handler.');
  const visible = visibleOf(log, stream);
  if (!visible) return null;
  const first = from === 'start' ? 0n : from === 'end' ? largestRevision : from;
  return backwards
    ? visible
        .filter(({ revision }) => revision <= first)
        .reverse()
        .slice(0, count)
    : visible.filter(({ revision }) => revision >= first).slice(0, count);
};

/** What a reader of a stream is shown; null where there is no such stream. */
export const visibleOf = (log: EventLog, stream: string): readonly LoggedEvent[] | null => {
  if (log.isTombstoned(stream)) throw streamDeleted(stream);
  const events = log.of(stream);
  const settings = log.settingsOf(stream);
  if (events.length === 0 || settings.isSoftDeleted) return null;
  const lowest = settings.lowest(events.at(-1)!.revision);
  return lowest === 0n ? events : events.filter(({ revision }) => revision >= lowest);
};

/** Of the whole log: from a position on, or before it when it goes backwards. */
export const readAll = (log: EventLog, { from, backwards, count }: Page): readonly LoggedEvent[] => {
  const { events } = log;
  const index = backwards ? indexBefore(events, from) : indexFrom(events, from);
  return backwards ? events.slice(Math.max(0, index - count), index).reverse() : events.slice(index, index + count);
};

const indexFrom = (events: readonly LoggedEvent[], from: From): number => {
  if (from === 'start' || from === 0n) return 0;
  if (from === 'end' || from > (events.at(-1)?.position ?? -1n)) return events.length;
  const index = indexAt(events, from);
  if (events[index]?.position !== from) throw new Refused(unknown, 'Unexpected ReadAllResult: InvalidPosition');
  return index;
};

const indexBefore = (events: readonly LoggedEvent[], from: From): number => {
  if (from === 'start') return 0;
  if (from === 'end') return events.length;
  if (from > (events.at(-1)?.position ?? -1n)) throw new Refused(unknown, 'Unexpected ReadAllResult: Error');
  return indexFrom(events, from);
};

/** The first event at a position or after it. */
export const indexAt = (events: readonly LoggedEvent[], position: bigint): number => {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.position < position) low = middle + 1;
    else high = middle;
  }
  return low;
};
