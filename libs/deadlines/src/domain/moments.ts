import type { Code, Instant, Pin } from '@redress/kernel';
import type { EscalationLevel } from './escalation-levels';
import type { Limit, Start, Stop } from './policy';

/** What of a complaint decides which policy and which limit apply; null where it is not known (yet). */
export interface About {
  readonly jurisdiction: Code | null;
  readonly sector: Code | null;
  readonly product: Code | null;
  readonly category: Code | null;
  readonly channel: Code | null;
  readonly severity: number | null;
  readonly kind: Code | null;
  readonly remedy: Code | null;
}

/** Before anything is known. */
export const nothingKnown: About = {
  jurisdiction: null,
  sector: null,
  product: null,
  category: null,
  channel: null,
  severity: null,
  kind: null,
  remedy: null,
};

/** `revision` of the event that told it. */
interface Told {
  readonly revision: number;
}
/** What can start or satisfy a clock, at its business time. Where a register does not publish it, what it must lie between. */
export interface TimedMoment extends Told {
  readonly what: Start | Stop | 'reopened';
  readonly at: Instant | null;
  readonly notBefore?: Instant | null;
  readonly notAfter?: Instant | null;
}

/** What happened to a complaint, as far as clocks are concerned, in the order of its stream and with corrections applied. */
export type Moment =
  | TimedMoment
  | (Told & { readonly what: 'about'; readonly about: Partial<About> })
  /** `recordedAt`: a clock that had run out before keeps the policy it ran under. */
  | (Told & { readonly what: 'pinned'; readonly policy: Pin; readonly calendar: Pin; readonly recordedAt: Instant })
  | (Told & { readonly what: 'paused'; readonly at: Instant; readonly reason: Code; readonly clocks: readonly Code[] | null })
  | (Told & { readonly what: 'resumed'; readonly at: Instant })
  | (Told & { readonly what: 'extended'; readonly clock: Code; readonly by: Limit; readonly reason: Code })
  /** A part of it falls under a policy of its own from now on, and is answered by itself. `about`: what it is about, unlike the rest. */
  | (Told & {
      readonly what: 'separated';
      readonly part: number;
      readonly about: Partial<About>;
      readonly policy: Pin;
      readonly calendar: Pin;
    })
  | (Told & { readonly what: 'part-answered'; readonly part: number; readonly at: Instant })
  /** The complainant was asked for something or offered it, or said a word. */
  | (Told & { readonly what: 'asked' | 'heard'; readonly at: Instant })
  /** … and was told that silence would end it. */
  | (Told & { readonly what: 'warned'; readonly at: Instant })
  | (Told & { readonly what: 'escalated'; readonly level: EscalationLevel })
  /** What happened by itself; it is not owed again for the same instant. */
  | (Told & { readonly what: 'acted'; readonly action: 'remind' | 'record-missed'; readonly clock: Code | null; readonly owedAt: Instant });
