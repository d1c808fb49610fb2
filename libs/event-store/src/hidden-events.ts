import { linksOf, type Problem } from './chain';
import { type EventStore, type RecordedEvent, StreamTampered } from './event-store';

/** Where a stream ends as the log has it. */
interface LoggedStream {
  readonly stream: string;
  readonly revision: number;
  readonly hash: string;
}
/** Streams that are read at a time. */
const readers = 16;

/**
 * What the log holds of a stream and the stream by itself does not show: whoever replays it would not see that something is missing. In
 * EventStoreDB a deletion, a `$maxCount` or a `$tb` hides events from every reader of a stream at once, and leaves them in the log until
 * the server is scavenged.
 */
export const hiddenEvents = async (store: EventStore, streams: readonly LoggedStream[]): Promise<readonly Problem[]> => {
  const problems: Problem[] = [];
  const waiting = streams.values();
  const readOn = async (): Promise<void> => {
    for (const logged of waiting) problems.push(...(await hiddenOf(store, logged)));
  };
  await Promise.all(Array.from({ length: readers }, readOn));
  return problems.sort((a, b) => (a.stream < b.stream ? -1 : 1));
};

const hiddenOf = async (store: EventStore, { stream, revision, hash }: LoggedStream): Promise<readonly Problem[]> => {
  let next = 0;
  try {
    for await (const batch of store.read(stream)) {
      for (const event of batch) {
        if (event.revision !== next)
          return [hidden(stream, next, 'Its log holds it, and the stream does not show it: it was hidden in the store itself.')];
        if (next === revision && hashOf(event) !== hash)
          return [hidden(stream, revision, 'The stream shows another event than its log holds.')];
        if (next === revision) return [];
        next += 1;
      }
    }
  } catch (error) {
    if (!(error instanceof StreamTampered)) throw error;
    return [hidden(stream, next, error.message)];
  }
  return [hidden(stream, next, 'The stream ends before it, and its log does not: it was deleted in the store itself.')];
};

const hashOf = (event: RecordedEvent): string => linksOf(event)?.hash ?? '';
const hidden = (stream: string, revision: number, what: string): Problem => ({ stream, revision, what });
