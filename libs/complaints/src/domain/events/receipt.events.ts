import type { Code, DomainEvent, Instant, Money, Pin, Sha256, StaffId } from '@redress/kernel';
import type {
  Checked,
  Channel,
  Degree,
  EscalationLevel,
  EscalationReason,
  OwedFor,
  FeedbackKind,
  Resolvability,
  Severity,
} from '../complaint.words';
import type { ComplaintNumber, Document, Source, FirstSource, Complainant, MayBeLate, Sent } from './parts';

/** How a complaint comes in and who answers for it. */
export type ReceiptEvent =
  | DomainEvent<
      'ComplaintReceived',
      {
        number: ComplaintNumber;
        kind: FeedbackKind;
        channel: Channel;
        receivedAt: Instant;
        occurredFrom: Instant | null;
        occurredTo: Instant | null;
        anonymous: boolean;
        represented: boolean;
        vulnerable: boolean;
        language: Code | null;
        preferredChannel: Channel | null;
        product: Code | null;
        category: Code | null;
        department: Code | null;
        segment: Code | null;
        region: Code | null;
        batch: Code | null;
        loss: Money | null;
        repeat: boolean | null;
        documents: readonly Document[];
        subjects: readonly StaffId[];
        policy: Pin | null;
        calendar: Pin | null;
        privacyNotice: Code | null;
        source: FirstSource | null;
        brief?: { summary: string };
        personal?: MayBeLate & {
          complainant?: Complainant;
          description?: string;
          place?: string;
          orderNumber?: string;
          expectations?: readonly string[];
          remedySought?: string;
          immediateAction?: string;
          documentNames?: readonly string[];
          zip?: string;
          tags?: string;
          columns?: readonly { name: string; value: string }[];
        };
      }
    >
  | DomainEvent<
      'ComplaintAcknowledged',
      {
        at: Instant;
        channel: Channel;
        contentHash: Sha256 | null;
        template: Code | null;
        language: Code | null;
        source: Source | null;
        personal?: MayBeLate & Sent;
      }
    >
  | DomainEvent<
      'ComplaintAssessed',
      {
        at: Instant;
        severity: Severity;
        safety: boolean;
        complexity: Degree;
        impact: Degree;
        immediateActionNeeded: boolean;
        immediateActionPossible: boolean;
        resolvability: Resolvability;
        category: Code | null;
        subjects: readonly StaffId[];
        personal?: MayBeLate & { reason?: string };
      }
    >
  | DomainEvent<
      'Classified',
      {
        at: Instant;
        /** Of each, null leaves what it was. */
        product: Code | null;
        category: Code | null;
        department: Code | null;
        segment: Code | null;
        region: Code | null;
        personal: MayBeLate & { reason: string };
      }
    >
  | DomainEvent<
      'ComplaintAssigned',
      {
        at: Instant;
        handler: StaffId | null;
        team: Code | null;
        /** Owned by an organisation of an imported register instead of a person. */
        organisation: Code | null;
        by: StaffId | null;
        checked: readonly Checked[];
        /** Who may not handle it because of a conflict of interest, as whoever assigned it said. */
        conflicts: readonly StaffId[];
        /** How many open complaints the handler had then; null where nobody knew. A warning, never a refusal. */
        workload: { open: number } | null;
        source: Source | null;
        personal?: MayBeLate & { reason?: string };
      }
    >
  | DomainEvent<
      'ComplaintEscalated',
      {
        at: Instant;
        level: EscalationLevel;
        to: StaffId | null;
        reason: EscalationReason;
        /** What the policy owed it for, and when; null where a person escalated. */
        owed: { of: OwedFor; clock: Code | null; due: Instant; at: Instant } | null;
        personal?: MayBeLate & { text?: string };
      }
    >
  | DomainEvent<'FeedbackAnswered', { at: Instant; channel: Channel; contentHash: Sha256; personal: MayBeLate & Sent }>
  /** It becomes a complaint, received when it was received. */
  | DomainEvent<'ConvertedToComplaint', { at: Instant; from: FeedbackKind; personal: MayBeLate & { reason: string } }>;
