/** Time and chance as the supervisor of subscriptions needs them. */
export interface SubscriptionClock {
  /** Ends early, without an error, when the signal is given. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
}

export const systemSubscriptionClock: SubscriptionClock = {
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
    }),
  random: () => Math.random(),
};
