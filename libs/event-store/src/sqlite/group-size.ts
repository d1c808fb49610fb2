import { textsAnEvent, type WaitingCall } from './writer-protocol';

/** A group ends here, so that a writer of another process never waits long for the file, and an answer never long for its commit. */
const eventsInGroup = 1_000;
const charactersInGroup = 4_000_000;

/** How many of the waiting calls make the next group: one at least, whole calls always. */
export const groupSize = (waiting: readonly WaitingCall[]): number => {
  let events = 0;
  let characters = 0;
  let calls = 0;
  while (calls < waiting.length && events < eventsInGroup && characters < charactersInGroup) {
    const { list, first, count } = waiting[calls++]!;
    events += count;
    for (let at = first; at < first + count * textsAnEvent; at++) characters += (list[at] as string).length;
  }
  return calls;
};
