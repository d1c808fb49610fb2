import type { Instant } from '@redress/kernel';

/** Time as the projector needs it: for lag, for the length of a batch, for waiting. Folds never see it. */
export interface ProjectorClock {
  now(): Instant;
  /** Milliseconds that never run backwards. */
  monotonic(): number;
  /** Ends early, without an error, when the signal is given. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: ProjectorClock = {
  now: () => new Date().toISOString(),
  monotonic: () => performance.now(),
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener('abort', done, { once: true });
    }),
};
