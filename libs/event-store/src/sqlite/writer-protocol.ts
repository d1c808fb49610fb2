import type { ExpectedRevision, NewEvent } from '../event-store';
import type { WriterFault } from './writer-fault';

/**
 * Between the caller's thread and the writer's. All calls of a turn travel in one flat list, because copying strings is cheap and copying
 * objects is not: for each call its stream, the expected revision (-1 for none), the number of events, and four texts an event.
 */
export type CallList = (string | number)[];
/** Asks the writer to end once it has stored what came before. */
export const lastMessage = 'close';

export interface WriterSettings {
  readonly path: string;
  readonly busyTimeout: number | undefined;
  readonly fault: WriterFault | undefined;
}

/** For each call of a group, in the order of the calls: `[outcome, revision, position]`; a conflict has the actual revision and 0. */
export type AnswerList = number[];
export const outcome = { stored: 0, conflict: 1 } as const;
export type Unavailable = 'full' | 'busy' | 'failed';
export type FromWriter =
  | { readonly what: 'ready' }
  | { readonly what: 'answered'; readonly answers: AnswerList }
  | { readonly what: 'not-stored'; readonly calls: number; readonly reason: Unavailable; readonly message: string };

/** One call as the writer sees it: `list[first]` is the id of its first event. */
export interface WaitingCall {
  readonly stream: string;
  readonly expected: number;
  readonly count: number;
  readonly list: CallList;
  readonly first: number;
}
export const textsAnEvent = 4;

export const addCall = (list: CallList, stream: string, events: readonly NewEvent[], expected: ExpectedRevision): void => {
  list.push(stream, expected === 'no-stream' ? -1 : expected, events.length);
  for (const { id, type, data, metadata } of events) list.push(id, type, data, metadata);
};

export const callsOf = (list: CallList): WaitingCall[] => {
  const calls: WaitingCall[] = [];
  for (let at = 0; at < list.length;) {
    const count = list[at + 2] as number;
    calls.push({ stream: list[at] as string, expected: list[at + 1] as number, count, list, first: at + 3 });
    at += 3 + count * textsAnEvent;
  }
  return calls;
};
