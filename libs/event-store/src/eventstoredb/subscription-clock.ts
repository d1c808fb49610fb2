import { setTimeout as pause } from 'node:timers/promises';

/** Time and chance as the supervisor of subscriptions needs them. */
export interface SubscriptionClock {
  /** Ends early, without an error, when the signal is given. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
}

export const systemSubscriptionClock: SubscriptionClock = {
  wait: async (milliseconds, signal) => {
    try {
      await pause(milliseconds, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
  random: () => Math.random(),
};
