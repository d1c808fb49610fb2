import type { ThrottlerStorage } from '@nestjs/throttler';

/** So many clients are remembered at most; beyond it whoever was counted longest ago begins anew. */
const mostClients = 10_000;

interface Window {
  count: number;
  readonly endsAt: number;
}

/** Counts what each client does in windows of one length, each begun by the client itself: two numbers a client, whatever it sends. */
export class Windows implements ThrottlerStorage {
  /** In the order in which they end. */
  private readonly open = new Map<string, Window>();

  constructor(
    /** In milliseconds. */
    private readonly length: number,
    /** The present moment, in milliseconds. */
    private readonly now: () => number,
  ) {}

  /** Counts once more; answers how often in this window. */
  count(client: string): number {
    const window = this.windowOf(client) ?? this.begin(client);
    return (window.count += 1);
  }

  /** How often it was counted in this window. */
  countOf(client: string): number {
    return this.windowOf(client)?.count ?? 0;
  }

  /** Whole seconds until the next window may begin, at least one. */
  secondsLeft(client: string): number {
    return Math.max(1, Math.ceil(((this.windowOf(client)?.endsAt ?? 0) - this.now()) / 1_000));
  }

  /** For the throttler, whose `ttl` is the length of the windows. */
  async increment(client: string, _ttl: number, limit: number): ReturnType<ThrottlerStorage['increment']> {
    const totalHits = this.count(client);
    const isBlocked = totalHits > limit;
    // Nobody else is told how long the window lasts.
    const seconds = isBlocked ? this.secondsLeft(client) : 0;
    return { totalHits, timeToExpire: seconds, isBlocked, timeToBlockExpire: seconds };
  }

  private windowOf(client: string): Window | undefined {
    const window = this.open.get(client);
    return window && window.endsAt > this.now() ? window : undefined;
  }

  private begin(client: string): Window {
    this.open.delete(client);
    for (const [other, { endsAt }] of this.open) {
      if (endsAt > this.now() && this.open.size < mostClients) break;
      this.open.delete(other);
    }
    const window = { count: 0, endsAt: this.now() + this.length };
    this.open.set(client, window);
    return window;
  }
}
