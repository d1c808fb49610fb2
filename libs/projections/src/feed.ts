import { earliest, type EventStore, type RecordedEvent } from '@redress/event-store';
import type { ProjectorClock } from './clock';
import { type LogReader, ReadAgain } from './collection-writer';
import { CheckpointMoved } from './document-store';
import { runs } from './runs';

type Source = (after: string | null, signal: AbortSignal) => AsyncIterable<readonly RecordedEvent[]>;
export interface Feeding {
  readonly log: EventStore;
  readonly clock: ProjectorClock;
  /** From 0 to below 1: those that lost the same store come back one after the other. */
  readonly random: () => number;
}

/** A collection that is gone is asked for anew, but not for ever. */
const tries = 10;
const betweenTries = 50;
const shortestPause = 100;
const longestPause = 10_000;

/** Reads the log once for all readers, each from where it stands, up to the head the log has now. Ends early when the signal is given. */
export const feedToHead = async (readers: readonly LogReader[], { log, clock }: Feeding, signal?: AbortSignal): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await feedFrom((after) => log.all(after), readers, clock, signal);
    } catch (error) {
      if (!(error instanceof CheckpointMoved) || attempt === tries) throw error;
      await clock.wait(betweenTries * attempt, signal);
    }
  }
};

/**
 * Reads the log for all readers until the signal is given. Whatever fails is told and tried again after a pause that grows: a store that
 * was away, a subscription that ended by itself.
 */
export const feedOn = async (
  readers: readonly LogReader[],
  { log, clock, random }: Feeding,
  signal: AbortSignal,
  onTrouble: (error: unknown) => void,
): Promise<void> => {
  let pause = shortestPause;
  const progressing: LogReader[] = readers.map((reader) => ({
    open: () => reader.open(),
    take: (run) => reader.take(run),
    settle: async () => {
      await reader.settle();
      pause = shortestPause;
    },
    leave: () => reader.leave(),
  }));
  while (!signal.aborted) {
    try {
      await feedFrom((after, stop) => log.subscribe(after, stop), progressing, clock, signal);
    } catch (error) {
      if (!(error instanceof CheckpointMoved)) onTrouble(error);
    }
    if (signal.aborted) return;
    await clock.wait(pause * (0.5 + random() / 2), signal);
    pause = Math.min(pause * 2, longestPause);
  }
};

const feedFrom = async (source: Source, readers: readonly LogReader[], clock: ProjectorClock, signal?: AbortSignal): Promise<void> => {
  for (;;) {
    try {
      return await feedOnce(source, readers, clock, signal);
    } catch (error) {
      if (!(error instanceof ReadAgain)) throw error;
    }
  }
};

const feedOnce = async (source: Source, readers: readonly LogReader[], clock: ProjectorClock, signal?: AbortSignal): Promise<void> => {
  const positions: (string | null)[] = [];
  for (const reader of readers) positions.push(await reader.open());
  if (signal?.aborted || readers.length === 0) return;
  const from = (stop: AbortSignal) => source(earliest(positions), signal ? AbortSignal.any([signal, stop]) : stop);
  for await (const run of runs(from, clock)) {
    for (const reader of readers) {
      if (signal?.aborted) return leave(readers);
      await (run === 'nothing waits' ? reader.settle() : reader.take(run));
    }
  }
};

/** What each has taken follows on what it stored, also where the last run came to some of them only. */
const leave = async (readers: readonly LogReader[]): Promise<void> => {
  for (const reader of readers) await reader.leave();
};
