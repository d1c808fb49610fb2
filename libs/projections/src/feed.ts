import type { EventStore, RecordedEvent } from '@redress/event-store';
import type { ProjectorClock } from './clock';
import type { LogReader } from './collection-writer';
import { CheckpointMoved } from './document-store';
import { earliest } from './position';
import { runs } from './runs';

type Source = (after: string | null, signal: AbortSignal) => AsyncIterable<readonly RecordedEvent[]>;
export interface Feeding {
  readonly log: EventStore;
  readonly bytes: number;
  readonly clock: ProjectorClock;
}

const tries = 10;
const betweenTries = 50;
const shortestPause = 100;
const longestPause = 10_000;

/** Reads the log once for all readers, each from where it stands, up to the head the log has now. Ends early when the signal is given. */
export const feedToHead = async (readers: readonly LogReader[], feeding: Feeding, signal?: AbortSignal): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await feedFrom((after) => feeding.log.all(after), readers, feeding, signal);
    } catch (error) {
      if (!(error instanceof CheckpointMoved) || attempt === tries) throw error;
      await feeding.clock.wait(betweenTries * attempt, signal);
    }
  }
};

/**
 * Reads the log for all readers until the signal is given. Whatever fails is told and tried again after a pause that grows: a store that
 * was away, a subscription that ended by itself.
 */
export const feedOn = async (
  readers: readonly LogReader[],
  feeding: Feeding,
  signal: AbortSignal,
  onTrouble: (error: unknown) => void,
): Promise<void> => {
  let pause = shortestPause;
  const progress: LogReader[] = readers.map((reader) => ({
    open: () => reader.open(),
    take: async (run) => {
      await reader.take(run);
      pause = shortestPause;
    },
  }));
  while (!signal.aborted) {
    try {
      await feedFrom((after, stop) => feeding.log.subscribe(after, stop), progress, feeding, signal);
    } catch (error) {
      if (!(error instanceof CheckpointMoved)) onTrouble(error);
    }
    if (signal.aborted) return;
    await feeding.clock.wait(pause, signal);
    pause = Math.min(pause * 2, longestPause);
  }
};

const feedFrom = async (source: Source, readers: readonly LogReader[], { bytes }: Feeding, signal?: AbortSignal): Promise<void> => {
  const positions: (string | null)[] = [];
  for (const reader of readers) positions.push(await reader.open());
  if (signal?.aborted || readers.length === 0) return;
  const read = (stop: AbortSignal) => source(earliest(positions), signal ? AbortSignal.any([signal, stop]) : stop);
  for await (const run of runs(read, bytes)) {
    for (const reader of readers) {
      if (signal?.aborted) return;
      await reader.take(run);
    }
  }
};
