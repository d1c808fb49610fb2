/** Work that goes one after the other in each lane, and side by side in different ones. */
export class Lanes {
  private readonly ends = new Map<string, Promise<unknown>>();

  /** Runs after all that was asked for in this lane before, whether that succeeded or not. */
  run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const before = this.ends.get(lane);
    const result = before ? before.then(work, work) : work();
    const end: Promise<void> = result.then(
      () => this.leave(lane, end),
      () => this.leave(lane, end),
    );
    this.ends.set(lane, end);
    return result;
  }

  /** When all that was asked for is over. */
  async idle(): Promise<void> {
    await Promise.all(this.ends.values());
  }

  private leave(lane: string, end: Promise<unknown>): void {
    if (this.ends.get(lane) === end) this.ends.delete(lane);
  }
}
