import type { DomainEvent, Instant, Money, Sha256, StaffId } from '@redress/kernel';
import type { Channel, Party, RemedyKind } from '../complaint.words';
import type { MayBeLate } from './parts';

/** How it is put right. */
export type RemedyEvent =
  | DomainEvent<
      'ApologyDelivered',
      {
        at: Instant;
        channel: Channel;
        by: StaffId;
        remedy: number | null;
        /** Only in writing so far: say it directly. */
        warning: 'only-in-writing' | null;
        personal: MayBeLate & { person: string; text?: string };
      }
    >
  | DomainEvent<
      'RemedyProposed',
      {
        at: Instant;
        remedy: number;
        kind: RemedyKind;
        proposedBy: Party;
        by: StaffId;
        amount: Money | null;
        complainantEstimate: Money | null;
        organisationEstimate: Money | null;
        personal?: MayBeLate & { description?: string };
      }
    >
  | DomainEvent<
      'RemedyCountered',
      {
        at: Instant;
        remedy: number;
        counteredBy: Party;
        by: StaffId;
        /** What is asked for, or offered, instead. */
        amount: Money | null;
        complainantEstimate: Money | null;
        organisationEstimate: Money | null;
        personal?: MayBeLate & { description?: string };
      }
    >
  | DomainEvent<'RemedyAccepted', { at: Instant; remedy: number; by: Party; amount: Money | null; personal?: MayBeLate }>
  | DomainEvent<'RemedyRejected', { at: Instant; remedy: number; rejectedBy: Party; by: StaffId; personal: MayBeLate & { reason: string } }>
  | DomainEvent<
      'RemedyApproved',
      {
        at: Instant;
        remedy: number;
        by: StaffId;
        /** By one who proposed or countered it themselves, where the policy lets one person hold several roles. */
        alone: boolean;
        personal?: MayBeLate;
      }
    >
  | DomainEvent<
      'RemedyImplemented',
      { at: Instant; remedy: number; paid: Money | null; proof: Sha256 | null; personal?: MayBeLate & { description?: string } }
    >;
