import type { Code, DomainEvent, Instant, Sha256, StaffId } from '@redress/kernel';
import type { Channel, ExtensionUnit, OwedFor } from '../complaint.words';
import type { MayBeLate, Sent } from './parts';

/** What is done to its deadlines. */
export type ClockEvent =
  | DomainEvent<
      'ClockPaused',
      {
        at: Instant;
        /** As the policy names it. */
        reason: Code;
        /** Null: every clock that the policy lets this reason stop. */
        clocks: readonly Code[] | null;
        /** Of the notice; null where none was sent. */
        channel: Channel | null;
        contentHash: Sha256 | null;
        personal?: MayBeLate & Partial<Sent> & { explanation?: string };
      }
    >
  | DomainEvent<'ClockResumed', { at: Instant; personal?: MayBeLate }>
  | DomainEvent<
      'DeadlineExtended',
      {
        at: Instant;
        clock: Code;
        round: number;
        by: { amount: number; unit: ExtensionUnit };
        /** The new date as it was told. */
        due: Instant;
        /** As the policy names it. */
        reason: Code;
        /** Of the notice; null where none was sent. */
        channel: Channel | null;
        contentHash: Sha256 | null;
        personal?: MayBeLate & Partial<Sent>;
      }
    >
  | DomainEvent<'HoldingLetterSent', { at: Instant; channel: Channel; contentHash: Sha256; personal: MayBeLate & Sent }>
  /** By itself: of a clock that runs out, or of a complainant who is silent and must be warned. */
  | DomainEvent<
      'HandlerReminded',
      {
        at: Instant;
        of: OwedFor;
        /** Null unless it is of a clock. */
        clock: Code | null;
        round: number | null;
        /** When that comes to pass. */
        due: Instant;
        /** When the policy wanted it; earlier than `at` where nothing ran then. */
        owedAt: Instant;
        /** Null where nobody handles it. */
        handler: StaffId | null;
        team: Code | null;
      }
    >
  /** By itself: `at` is the instant at which the clock ran out, whenever it was recorded. */
  | DomainEvent<'DeadlineMissed', { at: Instant; clock: Code; round: number }>
  /** The complainant was told that it will be closed if they stay silent. */
  | DomainEvent<'ClosingWarned', { at: Instant; closesAt: Instant; channel: Channel; contentHash: Sha256; personal: MayBeLate & Sent }>;
