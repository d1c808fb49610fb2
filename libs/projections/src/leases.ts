import type { ProjectorClock } from './clock';
import type { LogReader } from './collection-writer';
import { CheckpointMoved } from './document-store';
import { Leasehold, type LeaseStore, type LeaseTerms } from './leasehold';

/** What a process holds, until that changes. */
export interface Term {
  readonly readModels: ReadonlySet<string>;
  readonly over: AbortSignal;
}
interface LeasesOptions extends LeaseTerms {
  readonly clock: ProjectorClock;
  /** From 0 to below 1: processes that lost their store do not come back to it all at once. */
  readonly random: () => number;
  readonly onTrouble: (error: unknown) => void;
}

/** The lease lapsed before it could be renewed: whoever folds stops, because another may have begun. */
export class LeaseLapsed extends CheckpointMoved {
  override readonly name = 'LeaseLapsed';
  constructor(readModel: string) {
    super(`The lease of ${readModel} lapsed; it is folded by whoever took it.`);
  }
}

const shortestPause = 100;
const longestPause = 5_000;

/** The leases of all read models of a process: which of them it is to keep current. */
export class Leases {
  private readonly all: readonly Leasehold[];
  private ending = new AbortController();
  private current: Term = { readModels: new Set(), over: this.ending.signal };
  private lookedAt: number | null = null;

  constructor(
    readModels: readonly string[],
    store: LeaseStore,
    private readonly options: LeasesOptions,
  ) {
    this.all = readModels.map((readModel) => new Leasehold(readModel, store, options.clock, options));
  }

  /** Another one follows as soon as what is held changes. */
  get term(): Term {
    return this.current;
  }

  isHeld(readModel: string): boolean {
    return this.all.some((each) => each.readModel === readModel && each.isHeld);
  }

  /** Since the leases were looked at last, renewed or not; null before the first time. */
  get secondsSinceLook(): number | null {
    return this.lookedAt === null ? null : (this.options.clock.monotonic() - this.lookedAt) / 1_000;
  }

  /** Takes, renews and watches until the signal is given; gives nothing back. */
  async keep(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      failures = (await this.look()) ? 0 : failures + 1;
      await this.options.clock.wait(this.pauseAfter(failures), signal);
    }
  }

  /** So that others need not wait. What fails is told, and lapses by itself. */
  async giveBack(): Promise<void> {
    await this.each((leasehold) => leasehold.giveBack());
    this.noteChange();
  }

  /** Reads for as long as the lease is held, and throws LeaseLapsed from then on. */
  guarding(readModel: string, reader: LogReader): LogReader {
    const held = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!this.isHeld(readModel)) throw new LeaseLapsed(readModel);
      return work();
    };
    return {
      open: () => held(() => reader.open()),
      take: (run) => held(() => reader.take(run)),
      settle: () => held(() => reader.settle()),
      leave: () => held(() => reader.leave()),
    };
  }

  /** Answers whether nothing failed. */
  private async look(): Promise<boolean> {
    const isWell = await this.each((leasehold) => leasehold.look());
    this.lookedAt = this.options.clock.monotonic();
    this.noteChange();
    return isWell;
  }

  private async each(work: (leasehold: Leasehold) => Promise<void>): Promise<boolean> {
    const failed = (await Promise.allSettled(this.all.map(work))).find((outcome) => outcome.status === 'rejected');
    if (failed) this.options.onTrouble(failed.reason);
    return !failed;
  }

  private noteChange(): void {
    const held = this.all.filter(({ isHeld }) => isHeld).map(({ readModel }) => readModel);
    const before = this.current.readModels;
    if (held.length === before.size && held.every((readModel) => before.has(readModel))) return;
    const over = this.ending;
    this.ending = new AbortController();
    this.current = { readModels: new Set(held), over: this.ending.signal };
    over.abort();
  }

  private pauseAfter(failures: number): number {
    if (failures === 0) return Math.min(...this.all.map(({ pause }) => pause));
    const most = Math.min(longestPause, this.options.time / 4);
    const pause = Math.min(shortestPause * 2 ** (failures - 1), most) * (0.5 + this.options.random() / 2);
    return Math.min(pause, ...this.all.map(({ left }) => left));
  }
}
