import { allowanceLasts } from '../flow/allowance';
import { Windows } from '../flow/windows';
import { refused, type RequestRefused } from '../problems/problem';

/** Milliseconds for which a key that was right is trusted to come from somebody who has it. */
const remembered = 600_000;

/**
 * Slows down whoever tries keys: an address that failed too often is told so and its keys are not looked up, but for those that were
 * right lately. So a program with a wrong key does not lock out its neighbours behind one proxy.
 */
export class Attempts {
  private readonly failed: Windows;
  private readonly right: Windows;

  constructor(
    private readonly perAddress: number,
    now: () => number,
  ) {
    this.failed = new Windows(allowanceLasts, now);
    this.right = new Windows(remembered, now);
  }

  /** Throws RequestRefused (429). */
  refuseGuesses(address: string, prefix: string): void {
    if (this.failed.countOf(address) >= this.perAddress && this.right.countOf(prefix) === 0) throw this.tooMany(address);
  }

  succeeded(prefix: string): void {
    this.right.count(prefix);
  }

  /** What to refuse it with: as it would be, or, where it happened too often, with 429. */
  afterFailure(address: string, refusal: RequestRefused): RequestRefused {
    return this.failed.count(address) > this.perAddress ? this.tooMany(address) : refusal;
  }

  private tooMany(address: string): RequestRefused {
    const seconds = this.failed.secondsLeft(address);
    const detail = `Too many requests without a right key came from this address; check your key and go on in ${seconds} s.`;
    return refused(429, 'key.tried-too-often', detail, { 'retry-after': String(seconds) });
  }
}
