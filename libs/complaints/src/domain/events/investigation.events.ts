import type { DomainEvent, Instant, StaffId } from '@redress/kernel';
import type { Cause, CauseDomain, Channel, Interviewed, InvestigationStep, Validity } from '../complaint.words';
import type { Document, MayBeLate } from './parts';

/** What was found out. */
export type InvestigationEvent =
  | DomainEvent<
      'InterviewRecorded',
      {
        at: Instant;
        with: Interviewed;
        /** Whom of ours; null for anybody else, who is named in the text alone. */
        staffId: StaffId | null;
        personal: MayBeLate & { text: string };
      }
    >
  | DomainEvent<'ClarificationRequested', { at: Instant; clarification: number; channel: Channel; personal: MayBeLate & { text: string } }>
  | DomainEvent<'ClarificationReceived', { at: Instant; clarification: number; channel: Channel; personal: MayBeLate & { text: string } }>
  | DomainEvent<
      'EvidenceAdded',
      { at: Instant; evidence: number; document: Document | null; personal: MayBeLate & { name: string; description?: string } }
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
    >;
