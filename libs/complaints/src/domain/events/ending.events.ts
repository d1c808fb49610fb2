import type { Code, DomainEvent, Instant, Sha256, StaffId } from '@redress/kernel';
import type { Channel, ClosingReason, FollowUpOutcome, Party, SatisfactionWay, Score } from '../complaint.words';
import type { ComplaintNumber, Bounds, Source, MayBeLate } from './parts';

/** How it ends, and begins anew. */
export type EndingEvent =
  | DomainEvent<
      'ComplaintFollowedUp',
      {
        at: Instant | null;
        bounds: Bounds | null;
        outcome: FollowUpOutcome;
        /** 1 very dissatisfied … 5 very satisfied. */
        score: number | null;
        channel: Channel | null;
        contentHash: Sha256 | null;
        source: Source | null;
        personal?: MayBeLate & { comment?: string; salt?: string; text?: string };
      }
    >
  | DomainEvent<
      'SatisfactionRecorded',
      { at: Instant; score: Score; obtainedBy: SatisfactionWay; personal?: MayBeLate & { comment?: string } }
    >
  | DomainEvent<
      'ComplaintReopened',
      {
        at: Instant | null;
        bounds: Bounds | null;
        handler: StaffId | null;
        team: Code | null;
        by: Party;
        source: Source | null;
        personal?: MayBeLate & { reason: string };
      }
    >
  | DomainEvent<'ClosingApproved', { at: Instant; by: StaffId; personal?: MayBeLate }>
  | DomainEvent<
      'ComplaintClosed',
      {
        at: Instant | null;
        bounds: Bounds | null;
        reason: ClosingReason;
        approver: StaffId | null;
        /** Approved by the one who closes, where the policy lets one person hold several roles. */
        alone: boolean;
        told: { channel: Channel; at: Instant } | null;
        duplicateOf: ComplaintNumber | null;
        source: Source | null;
        personal?: MayBeLate & { unreachable?: string; remedyWaived?: string; followUpImpossible?: string };
      }
    >;
