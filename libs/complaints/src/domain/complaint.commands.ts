import type { Clear, Code, Instant, Money, Sha256, StaffId } from '@redress/kernel';
import type { OwedAct } from './complaint.facts';
import type { Complainant, ComplaintNumber, Correctable, Document, EventOf } from './complaint.events';
import type {
  Cause,
  CauseDomain,
  Channel,
  ClosingReason,
  Degree,
  EscalationLevel,
  EscalationReason,
  ExtensionUnit,
  ExternalOutcome,
  Finding,
  FollowUpOutcome,
  Interviewed,
  InvestigationStep,
  Outcome,
  Party,
  RemedyKind,
  Resolvability,
  ReviewOutcome,
  SatisfactionWay,
  Score,
  Severity,
  Validity,
} from './complaint.words';

type Ask<Name extends string, Data> = Readonly<{ type: Name } & Timed & Data>;
/** `at` is when it happened, not when it was typed in; `backdating` says why that lies further back than the policy allows. */
interface Timed {
  readonly at: Instant;
  readonly backdating?: string;
}
/** A text that was sent, with its salted SHA-256, made before the decision because a decision makes nothing up. */
export interface Letter {
  readonly text: string;
  readonly salt: string;
  readonly hash: Sha256;
}
export interface NamedDocument extends Document {
  readonly name: string;
}

/** What may be asked of a complaint. Personal data is open here, so that a decision may check it. */
export type ComplaintCommand =
  | Ask<
      'ReceiveComplaint',
      Omit<
        EventOf<'ComplaintReceived'>['data'],
        'receivedAt' | 'anonymous' | 'represented' | 'vulnerable' | 'documents' | 'policy' | 'calendar' | 'source' | 'brief' | 'personal'
      > & {
        /** Null: anonymous. */
        complainant: Complainant | null;
        summary: string;
        description: string;
        place?: string;
        orderNumber?: string;
        expectations?: readonly string[];
        remedySought?: string;
        immediateAction?: string;
        documents: readonly NamedDocument[];
      }
    >
  | Ask<'AcknowledgeComplaint', { channel: Channel; receipt: Letter; language: Code | null }>
  | Ask<
      'AssessComplaint',
      {
        severity: Severity;
        safety: boolean;
        complexity: Degree;
        impact: Degree;
        immediateActionNeeded: boolean;
        immediateActionPossible: boolean;
        resolvability: Resolvability;
        category: Code | null;
        subjects: readonly StaffId[];
        reason?: string;
      }
    >
  | Ask<
      'ClassifyComplaint',
      {
        product: Code | null;
        category: Code | null;
        department: Code | null;
        segment: Code | null;
        region: Code | null;
        reason: string;
      }
    >
  | Ask<'AssignComplaint', { handler: StaffId; conflicts: readonly StaffId[]; reason?: string }>
  | Ask<'EscalateComplaint', { level: EscalationLevel; to: StaffId | null; reason: EscalationReason; text?: string }>
  | Ask<'AnswerFeedback', { channel: Channel; letter: Letter }>
  | Ask<'ConvertToComplaint', { reason: string }>
  | Ask<'AddEvidence', { name: string; description?: string; document: Document | null }>
  | Ask<'RecordInterview', { with: Interviewed; staffId: StaffId | null; text: string }>
  | Ask<'RequestClarification', { channel: Channel; text: string }>
  | Ask<'ReceiveClarification', { clarification: number; channel: Channel; text: string }>
  | Ask<'LinkDuplicate', { of: ComplaintNumber }>
  | Ask<'LinkCause', { cause: Code }>
  | Ask<'AddNote', { text: string }>
  | Ask<'SendProgressUpdate', { channel: Channel; letter: Letter }>
  | Ask<'DeliverApology', { channel: Channel; person: string; text?: string; remedy: number | null }>
  | Ask<
      'InvestigateComplaint',
      {
        cause: Cause;
        causeDomain: CauseDomain;
        validity: Validity;
        steps: readonly InvestigationStep[];
        evidence: readonly number[];
        report: string;
        causeText?: string;
        whys?: readonly string[];
        ishikawa?: readonly { branch: string; causes: readonly string[] }[];
      }
    >
  | Ask<
      'ProposeRemedy',
      {
        kind: RemedyKind;
        proposedBy: Party;
        amount: Money | null;
        complainantEstimate: Money | null;
        organisationEstimate: Money | null;
        description?: string;
      }
    >
  | Ask<
      'CounterRemedy',
      {
        remedy: number;
        counteredBy: Party;
        amount: Money | null;
        complainantEstimate: Money | null;
        organisationEstimate: Money | null;
        description?: string;
      }
    >
  | Ask<'AcceptRemedy', { remedy: number; amount: Money | null }>
  | Ask<'RejectRemedy', { remedy: number; rejectedBy: Party; reason: string }>
  | Ask<'ApproveRemedy', { remedy: number }>
  | Ask<'ImplementRemedy', { remedy: number; paid: Money | null; proof: Sha256 | null; description?: string }>
  | Ask<'CommunicateDecision', { channel: Channel; letter: Letter; reasons: string; recourse: string }>
  | Ask<'SeparatePart', { product: Code | null; category: Code | null; segment: Code | null; region: Code | null; reason: string }>
  | Ask<'AnswerPart', { part: number; channel: Channel; letter: Letter; reasons: string; recourse: string }>
  | Ask<'RequestReview', { by: Party; reason: string }>
  | Ask<'DecideReview', { outcome: ReviewOutcome; reasons: string }>
  | Ask<'ReferExternally', { body: Code; reference?: string }>
  | Ask<'RecordExternalDecision', { body: Code; outcome: ExternalOutcome; amount: Money | null; text?: string }>
  | Ask<
      'PauseClock',
      { reason: Code; clocks: readonly Code[] | null; channel: Channel | null; letter: Letter | null; explanation?: string }
    >
  | Ask<'ResumeClock', object>
  | Ask<
      'ExtendDeadline',
      {
        clock: Code;
        by: { readonly amount: number; readonly unit: ExtensionUnit };
        reason: Code;
        channel: Channel | null;
        letter: Letter | null;
      }
    >
  | Ask<'SendHoldingLetter', { channel: Channel; letter: Letter }>
  | Ask<'WarnOfClosing', { channel: Channel; letter: Letter }>
  /** Never given by a person: the process manager asks for what a policy owes by now. */
  | Ask<'ActOnTime', { owed: OwedAct }>
  | Ask<'ResolveComplaint', { finding: Exclude<Finding, 'not-stated'>; outcome: Outcome; remedy: string; prevention: string | null }>
  | Ask<
      'FollowUpComplaint',
      { outcome: FollowUpOutcome; score: number | null; channel: Channel | null; letter: Letter | null; comment?: string }
    >
  | Ask<'RecordSatisfaction', { score: Score; obtainedBy: SatisfactionWay; comment?: string }>
  | Ask<'ReopenComplaint', { reason: string; by: Party; handler: StaffId | null }>
  | Ask<'ApproveClosing', object>
  | Ask<
      'CloseComplaint',
      {
        reason: ClosingReason;
        told: { channel: Channel; at: Instant } | null;
        duplicateOf: ComplaintNumber | null;
        unreachable?: string;
        remedyWaived?: string;
        followUpImpossible?: string;
      }
    >
  | Ask<'CorrectComplaint', { revision: number; path: Clear<'path'>; value: Correctable | string; reason: string }>;

export type ComplaintCommandType = ComplaintCommand['type'];
export type CommandOf<T extends ComplaintCommandType> = Extract<ComplaintCommand, { type: T }>;
