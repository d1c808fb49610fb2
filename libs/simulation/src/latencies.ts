/** Of any number of measured milliseconds in bounded memory: each counts in a class that is 2 % wide. */
export class Latencies {
  private readonly classes = new Map<number, number>();
  private count = 0;

  add(milliseconds: number): void {
    const at = Math.max(0, Math.ceil(Math.log(Math.max(milliseconds, least) / least) / Math.log(step)));
    this.classes.set(at, (this.classes.get(at) ?? 0) + 1);
    this.count += 1;
  }

  /** Nearest rank, in milliseconds; null where nothing was measured. */
  percentile(rank: number): number | null {
    let rest = Math.ceil((this.count * rank) / 100);
    for (const [at, count] of [...this.classes].sort(([one], [other]) => one - other))
      if ((rest -= count) <= 0) return Math.round(least * step ** at * 100) / 100;
    return null;
  }
}
const least = 0.01;
const step = 1.02;
