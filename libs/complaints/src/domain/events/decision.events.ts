import type { Code, DomainEvent, Instant, Money, Pin, Sha256, StaffId } from '@redress/kernel';
import type { Channel, Finding, Outcome, ExternalOutcome, Party, ReviewOutcome } from '../complaint.words';
import type { Bounds, Source, MayBeLate, Sent } from './parts';

/** What was decided and told. */
export type DecisionEvent =
  | DomainEvent<
      'ReviewRequested',
      {
        at: Instant;
        /** The decision itself is stage 1, the first review stage 2; it goes on counting when the complaint is reopened. */
        stage: number;
        by: Party;
        personal: MayBeLate & { reason: string };
      }
    >
  | DomainEvent<
      'ReviewDecided',
      { at: Instant; stage: number; reviewer: StaffId; outcome: ReviewOutcome; personal: MayBeLate & { reasons: string } }
    >
  | DomainEvent<'ReferredExternally', { at: Instant; body: Code; personal?: MayBeLate & { reference?: string } }>
  | DomainEvent<
      'ExternalDecisionRecorded',
      { at: Instant; body: Code; outcome: ExternalOutcome; amount: Money | null; personal?: MayBeLate & { text?: string } }
    >
  | DomainEvent<
      'ProgressUpdateSent',
      {
        at: Instant | null;
        bounds: Bounds | null;
        channel: Channel | null;
        contentHash: Sha256 | null;
        source: Source | null;
        personal?: MayBeLate & Sent;
      }
    >
  | DomainEvent<
      'DecisionCommunicated',
      {
        at: Instant | null;
        bounds: Bounds | null;
        channel: Channel | null;
        contentHash: Sha256 | null;
        hasReasons: boolean;
        hasRecourse: boolean;
        outcome: Outcome | null;
        source: Source | null;
        personal?: MayBeLate & Sent & { reasons: string; recourse: string };
      }
    >
  /** A part of it falls under another policy than the rest, and is answered by itself. */
  | DomainEvent<
      'PartSeparated',
      {
        at: Instant;
        /** From 1. */
        part: number;
        /** What it is about, unlike the rest; of each, null where it is as the rest is. */
        product: Code | null;
        category: Code | null;
        segment: Code | null;
        region: Code | null;
        policy: Pin;
        calendar: Pin;
        personal: MayBeLate & { reason: string };
      }
    >
  | DomainEvent<
      'PartAnswered',
      {
        at: Instant;
        part: number;
        channel: Channel;
        contentHash: Sha256;
        hasReasons: boolean;
        hasRecourse: boolean;
        personal: MayBeLate & Sent & { reasons: string; recourse: string };
      }
    >
  | DomainEvent<
      'ComplaintResolved',
      {
        at: Instant | null;
        bounds: Bounds | null;
        finding: Finding;
        outcome: Outcome;
        source: Source | null;
        personal?: MayBeLate & { remedy: string; prevention: string | null };
      }
    >;
