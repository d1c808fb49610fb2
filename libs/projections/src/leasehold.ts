import type { ProjectorClock } from './clock';
import type { DocumentStore, Lease } from './document-store';

export type LeaseStore = Pick<DocumentStore, 'lease' | 'takeLease'>;
export interface LeaseTerms {
  /** Names this process among the others: opaque, and no other ever has it. */
  readonly holder: string;
  /** Milliseconds in which the lease of a process that is gone is taken over. */
  readonly time: number;
}
/** A lease of somebody else, and since when it looks as it does. */
interface Watched {
  readonly lease: Lease;
  readonly since: number;
}

/** Milliseconds: what was given back is taken no later than this, however long a lease lasts. */
const mostBetweenLooks = 500;

/**
 * This process as holder of the lease of one read model, or as a candidate for it. Nobody tells the time of another machine: the holder
 * counts three quarters of the lease time from before it asked for its last renewal, a candidate counts as long from after it saw that
 * renewal. So the one has stopped before the other begins, as long as their clocks run equally fast; and where they do not, the
 * compare-and-set of the checkpoint refuses whoever is late.
 */
export class Leasehold {
  private renewedAt: number | null = null;
  private watched: Watched | null = null;

  constructor(
    readonly readModel: string,
    private readonly store: LeaseStore,
    private readonly clock: ProjectorClock,
    private readonly terms: LeaseTerms,
  ) {}

  get isHeld(): boolean {
    return this.renewedAt !== null && this.clock.monotonic() - this.renewedAt < this.patience;
  }

  /** Milliseconds until it wants to be looked at. */
  get pause(): number {
    const now = this.clock.monotonic();
    if (this.isHeld) return Math.max(0, this.renewedAt! + this.quarter - now);
    const over = this.watched ? Math.max(0, this.watched.since + this.patience - now) : Infinity;
    return Math.min(over, this.quarter, mostBetweenLooks);
  }

  /** Milliseconds until it lapses; none while it is not held. */
  get left(): number {
    return this.isHeld ? this.renewedAt! + this.patience - this.clock.monotonic() : Infinity;
  }

  /** Renews the lease, takes it where it is free or its holder is silent, or sees who has it. Throws what the store throws. */
  async look(): Promise<void> {
    if (this.isHeld && this.pause > 0) return;
    const found = await this.store.lease(this.readModel);
    if (!this.mayTake(found)) this.renewedAt = null;
    else await this.take(found);
  }

  /** Where it is ours, so that another need not wait for it. Throws what the store throws. */
  async giveBack(): Promise<void> {
    this.renewedAt = null;
    const found = await this.store.lease(this.readModel);
    if (found?.holder === this.terms.holder) await this.store.takeLease(this.readModel, found, null);
  }

  /** One that is ours may also be what an answer was lost of, or what we let lapse. */
  private mayTake(found: Lease | null): boolean {
    if (!found || found.holder === null || found.holder === this.terms.holder) return true;
    const now = this.clock.monotonic();
    if (!isSame(found, this.watched?.lease)) this.watched = { lease: found, since: now };
    return now - this.watched!.since >= this.patience;
  }

  private async take(seen: Lease | null): Promise<void> {
    const askedAt = this.clock.monotonic();
    const taken = await this.store.takeLease(this.readModel, seen, this.terms.holder);
    this.renewedAt = taken && askedAt;
    this.watched = null;
  }

  private get quarter(): number {
    return this.terms.time / 4;
  }
  private get patience(): number {
    return this.quarter * 3;
  }
}

const isSame = (one: Lease, other: Lease | undefined): boolean => one.holder === other?.holder && one.beat === other.beat;
