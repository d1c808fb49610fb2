import type { DomainEvent, Instant, Sha256 } from '@redress/kernel';
import type { Channel, Finding, Outcome } from '../complaint.words';
import type { Bounds, Source, MayBeLate, Sent } from './parts';

/** What was decided and told. */
export type DecisionEvent =
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
