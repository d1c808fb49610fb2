import type { Clear, Code, DomainEvent, Instant, Money, Pin, Sha256, StaffId } from '@redress/kernel';
import type {
  Cause,
  CauseDomain,
  Channel,
  Clock,
  ClosingReason,
  Degree,
  EscalationLevel,
  EscalationReason,
  FeedbackKind,
  Finding,
  FollowUpOutcome,
  InvestigationStep,
  Outcome,
  Party,
  RemedyKind,
  Resolvability,
  Severity,
  Validity,
} from './complaint.words';

/** Twelve digits, the last of them a check digit. */
export type ComplaintNumber = Clear<'number'>;

/** When something that was not ours to date must have happened, as far as a register says; `until` null = nobody knows. */
export interface Bounds {
  readonly from: Instant;
  readonly until: Instant | null;
}

/** A document by its hash; its name lies in `personal`, in the same order. */
export interface Document {
  readonly sha256: Sha256;
  readonly mediaType: Code;
  readonly bytes: number;
}

/** Where an imported event comes from: never presented as handled by us. `row` is the record number, the first after the header = 1. */
export interface Source {
  readonly register: Code;
  readonly file: Code;
  readonly row: number;
  /** The register's own id of the complaint, null where the copy has none. */
  readonly id: Code | null;
}

/** Beside the source, what only the first event of an imported complaint says. */
export interface FirstSource extends Source {
  /** The register's own word for the channel. */
  readonly channel: Code | null;
  /** Keyed hash that recognises the same row again where the copy has no ids. */
  readonly same: Sha256 | null;
  /** Columns that map to nothing of ours, word for word, under the full export's names. */
  readonly columns: readonly Column[];
}
export interface Column {
  readonly name: Code;
  readonly value: Code;
}

/** Who complains; everything here is sealed. */
export interface Complainant {
  readonly name: string;
  readonly address?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly other?: string;
  readonly representative?: string;
  /** Accessibility or vulnerability needs, in the person's words. */
  readonly needs?: string;
}

/** A reason is owed when a business time lies further back than the policy allows (an auditor's first suspicion). */
interface MayBeLate {
  readonly backdating?: string;
}
/** Of a text that was sent: `salt` is 16 random bytes in hex, so that the content hash cannot be guessed after erasure. */
interface Sent {
  readonly salt: string;
  readonly text: string;
}

/**
 * The facts of one complaint (ISO 10002, clause "Operation of complaints-handling process"). Type names and payloads ARE the storage
 * format: never rename or repurpose one; to change a shape, add an upcaster. `at` is business time, null where a register does not
 * publish it; when an event was recorded is in its metadata. `brief` and `personal` are stored sealed; everything beside them is clear
 * for ever, which a type test enforces: a field that holds text and is not of a clear type does not pass.
 */
export type ComplaintEvent =
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
      'ComplaintAssigned',
      {
        at: Instant;
        handler: StaffId | null;
        team: Code | null;
        /** Owned by an organisation of an imported register instead of a person. */
        organisation: Code | null;
        by: StaffId | null;
        checked: readonly ('exists' | 'active' | 'not-subject')[];
        source: Source | null;
        personal?: MayBeLate & { reason?: string };
      }
    >
  | DomainEvent<
      'ComplaintEscalated',
      { at: Instant; level: EscalationLevel; to: StaffId | null; reason: EscalationReason; personal?: MayBeLate & { text?: string } }
    >
  | DomainEvent<
      'EvidenceAdded',
      { at: Instant; evidence: number; document: Document | null; personal: MayBeLate & { name: string; description?: string } }
    >
  | DomainEvent<'NoteAdded', { at: Instant; personal: MayBeLate & { text: string } }>
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
      'ComplaintInvestigated',
      {
        at: Instant;
        cause: Cause;
        causeDomain: CauseDomain;
        validity: Validity;
        method: 'five-whys' | 'ishikawa' | null;
        steps: readonly InvestigationStep[];
        /** Numbers of the pieces of evidence it rests on. */
        evidence: readonly number[];
        personal: MayBeLate & {
          report: string;
          cause?: string;
          whys?: readonly string[];
          ishikawa?: readonly { branch: string; causes: readonly string[] }[];
        };
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
  | DomainEvent<'RemedyAccepted', { at: Instant; remedy: number; by: Party; amount: Money | null; personal?: MayBeLate }>
  | DomainEvent<'RemedyApproved', { at: Instant; remedy: number; by: StaffId; personal?: MayBeLate }>
  | DomainEvent<
      'RemedyImplemented',
      { at: Instant; remedy: number; paid: Money | null; proof: Sha256 | null; personal?: MayBeLate & { description?: string } }
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
    >
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
        told: { channel: Channel; at: Instant } | null;
        duplicateOf: ComplaintNumber | null;
        source: Source | null;
        personal?: MayBeLate & { unreachable?: string; remedyWaived?: string; followUpImpossible?: string };
      }
    >
  | DomainEvent<'TimelinessReported', { at: Instant | null; bounds: Bounds | null; clock: Clock; met: boolean; source: Source | null }>
  | DomainEvent<
      'CorrectionRecorded',
      {
        at: Instant;
        /** Which event is corrected, of which type, and where in its data. */
        revision: number;
        of: ComplaintEventType;
        path: Clear<'path'>;
        /** Of a clear path; left out of a personal one. */
        from?: Correctable;
        to?: Correctable;
        /** The whole corrected part, sealed with type and schema of the corrected event, so that a fold replaces one string by another. */
        corrected?: object;
        source: Source | null;
        personal?: MayBeLate & { reason: string };
      }
    >
  | DomainEvent<'PolicyPinned', { at: Instant; policy: Pin; calendar: Pin; reason: 'taken-over' }>;

export type ComplaintEventType =
  | 'ComplaintReceived'
  | 'ComplaintAcknowledged'
  | 'ComplaintAssessed'
  | 'ComplaintAssigned'
  | 'ComplaintEscalated'
  | 'EvidenceAdded'
  | 'NoteAdded'
  | 'ProgressUpdateSent'
  | 'ApologyDelivered'
  | 'ComplaintInvestigated'
  | 'RemedyProposed'
  | 'RemedyAccepted'
  | 'RemedyApproved'
  | 'RemedyImplemented'
  | 'DecisionCommunicated'
  | 'ComplaintResolved'
  | 'ComplaintFollowedUp'
  | 'ComplaintReopened'
  | 'ClosingApproved'
  | 'ComplaintClosed'
  | 'TimelinessReported'
  | 'CorrectionRecorded'
  | 'PolicyPinned';

/** What a clear field may be corrected to. */
export type Correctable = Code | Instant | number | boolean | Money | null;

export type EventOf<T extends ComplaintEventType> = Extract<ComplaintEvent, { type: T }>;
export type DataOf<T extends ComplaintEventType> = EventOf<T>['data'];
