import type { Code, DomainEvent, Instant, Sha256 } from '@redress/kernel';
import type { Channel, ExtensionUnit } from '../complaint.words';
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
  | DomainEvent<'HoldingLetterSent', { at: Instant; channel: Channel; contentHash: Sha256; personal: MayBeLate & Sent }>;
