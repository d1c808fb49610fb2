const pollMilliseconds = 50;

/**
 * Wakes whoever waits for new events: at once after an append here, by looking at SQLite's own counter after one of another process. What is
 * wrong with the file is for the woken to find out by reading.
 */
export class HeadWatch {
  private readonly sleepers = new Set<() => void>();
  private timer: NodeJS.Timeout | null = null;
  private seenVersion: number | null = null;
  private count = 0;

  constructor(private readonly dataVersion: () => number) {}

  /** Grows with every move; ask before reading, so that no move is missed in between. */
  get moves(): number {
    return this.count;
  }

  moved(): void {
    this.count++;
    for (const wake of this.sleepers) wake();
  }

  /** Until the head moved since `moves` was asked, or the signal is given. */
  async next(since: number, signal: AbortSignal): Promise<void> {
    if (this.count !== since || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        if (this.sleepers.size === 0) this.stopPolling();
        resolve();
      };
      this.sleepers.add(wake);
      signal.addEventListener('abort', wake);
      this.timer ??= setInterval(() => this.poll(), pollMilliseconds);
    });
  }

  private poll(): void {
    const version = this.presentVersion();
    if (version !== null && version === this.seenVersion) return;
    this.seenVersion = version;
    this.moved();
  }

  private presentVersion(): number | null {
    try {
      return this.dataVersion();
    } catch {
      return null;
    }
  }

  private stopPolling(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }
}
