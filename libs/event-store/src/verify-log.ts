import { ChainFollower, type Problem } from './chain';
import type { EventStore, RecordedEvent } from './event-store';
import { hiddenEvents } from './hidden-events';

/** Where a stream stood when its head was saved: kept elsewhere, and given back years later. */
export interface SavedHead {
  readonly stream: string;
  readonly revision: number;
  readonly hash: string;
}

export interface VerifiedLog {
  readonly streams: number;
  readonly events: number;
  readonly problems: readonly Problem[];
  /** The present head of every stream, in the order of their names. */
  readonly heads: readonly SavedHead[];
}

interface Options {
  /** Heads saved before; a stream that was cut, removed or rewritten since does not hold its hash any more. */
  readonly saved?: readonly SavedHead[];
  /** Positions of this store have no gaps, so a gap is a removed event. */
  readonly gapless?: boolean;
  /** Also reads every stream by itself, and names what it does not show of the log. */
  readonly deep?: boolean;
  readonly onProgress?: (events: number) => void;
}

/** What is told of a log with very many faults: enough to find them, not so many that memory ends. */
const mostProblems = 10_000;

/** Follows every chain of the log in one pass; `deep` in a second one, stream by stream. */
export const verifyLog = async (
  store: EventStore,
  { saved = [], gapless = false, deep = false, onProgress }: Options = {},
): Promise<VerifiedLog> => {
  const followers = new Map<string, ChainFollower>();
  const problems: Problem[] = [];
  const report = (found: readonly Problem[]): void => {
    for (const problem of found) if (problems.length < mostProblems) problems.push(problem);
  };
  const heads = new SavedHeads(saved);
  let events = 0;
  let last = 0;
  for await (const batch of store.all(null)) {
    for (const event of batch) {
      let follower = followers.get(event.stream);
      if (!follower) followers.set(event.stream, (follower = new ChainFollower(event.stream)));
      report(follower.take(event));
      if (gapless) report(gapBefore(event, last));
      last = Number(event.position);
      report(heads.take(event, follower));
    }
    events += batch.length;
    onProgress?.(events);
  }
  report(heads.missing());
  const present = [...followers].map(([stream, { head }]) => ({ stream, ...head }));
  if (deep) report(await hiddenEvents(store, present));
  return { streams: followers.size, events, problems, heads: present.sort((a, b) => (a.stream < b.stream ? -1 : 1)) };
};

const gapBefore = ({ stream, revision, position }: RecordedEvent, last: number): readonly Problem[] =>
  Number(position) === last + 1
    ? nothing
    : [{ stream, revision, what: `The log has a gap before position ${position}: events were removed.` }];
const nothing: readonly Problem[] = [];

/** Heads that were saved, each looked for at its own revision, so that a stream that grew since still matches. */
class SavedHeads {
  private readonly open: Map<string, SavedHead>;

  constructor(saved: readonly SavedHead[]) {
    this.open = new Map(saved.map((head) => [head.stream, head]));
  }

  take({ stream, revision }: RecordedEvent, { head }: ChainFollower): readonly Problem[] {
    const saved = this.open.get(stream);
    if (!saved || saved.revision !== revision) return nothing;
    this.open.delete(stream);
    if (head.hash === saved.hash) return nothing;
    return [{ stream, revision, what: 'It is not the event that stood here when the head was saved: the stream was rewritten.' }];
  }

  missing(): readonly Problem[] {
    return [...this.open.values()].map(({ stream, revision }) => ({
      stream,
      revision,
      what: `Up to revision ${revision} it was saved; the end is missing now.`,
    }));
  }
}
