import type { EventStore } from '@redress/event-store';
import type { KeyStore } from '@redress/sealing';

/** Each stream that holds something sealed, at its first such event, in the order of the log. */
async function* sealedStreams(events: EventStore): AsyncGenerator<string> {
  const known = new Set<string>();
  for await (const batch of events.all(null)) {
    for (const { stream, data } of batch) {
      if (known.has(stream) || !data.includes('"s1:')) continue;
      known.add(stream);
      yield stream;
    }
  }
}

/**
 * Streams whose strings were sealed under a key that is neither in the store nor known to be destroyed: they can never be opened, and
 * nobody would notice until then.
 */
export async function* streamsWithoutKeys(events: EventStore, keys: KeyStore): AsyncGenerator<string> {
  for await (const stream of sealedStreams(events)) if ((await keys.find(stream)) === 'none') yield stream;
}

/** Are these the keys of this record, as far as the first stream tells that needs one? A new store has none, and that of another register others. */
export const areKeysOf = async (events: EventStore, keys: KeyStore): Promise<boolean> => {
  for await (const stream of sealedStreams(events)) return (await keys.find(stream)) !== 'none';
  return true;
};
