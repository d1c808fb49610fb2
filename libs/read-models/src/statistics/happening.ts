import type { Cause, ExternalOutcome, Finding, FollowUpOutcome, Outcome, Severity } from '@redress/complaints';
import type { Code, Day, Instant, Money } from '@redress/kernel';
import type { Later, ReadVersions, StoredData } from '../complaint-projection';

/** When something happened. `at` null = not known; `day` is then the first day on which it can have happened, null = that of the receipt. */
export interface Moment {
  readonly revision: number;
  readonly at: Instant | null;
  readonly day: Day | null;
}
/** What counts of one event, kept under its revision so that a correction can find it. */
export type Happening =
  | (Moment & { readonly what: 'acknowledged' | 'decided' | 'referred' | 'closed' | 'reopened' })
  | (Moment & { readonly what: 'resolved'; readonly finding: Finding; readonly outcome: Outcome })
  | (Moment & { readonly what: 'followed-up'; readonly outcome: FollowUpOutcome; readonly score: number | null })
  | (Moment & { readonly what: 'scored'; readonly score: number })
  | (Moment & { readonly what: 'decided-externally'; readonly outcome: ExternalOutcome })
  | (Moment & { readonly what: 'reported'; readonly met: boolean })
  | (Moment & { readonly what: 'paid'; readonly amount: Money | null })
  | { readonly what: 'assessed'; readonly revision: number; readonly severity: Severity; readonly category: Code | null }
  | {
      readonly what: 'classified';
      readonly revision: number;
      readonly product: Code | null;
      readonly category: Code | null;
      readonly region: Code | null;
      readonly department: Code | null;
    }
  | { readonly what: 'investigated'; readonly revision: number; readonly cause: Cause };

type Counts = Exclude<Later, { type: 'ConvertedToComplaint' | 'CorrectionRecorded' | 'PolicyPinned' }>;

/** What counts of an event; null where nothing does. */
export const happeningOf = (event: Counts, revision: number, versions: ReadVersions): Happening | null => {
  switch (event.type) {
    case 'ComplaintAcknowledged':
      return { what: 'acknowledged', ...momentOf(event.data, revision, versions) };
    case 'ComplaintAssessed':
      return { what: 'assessed', revision, severity: event.data.severity, category: event.data.category };
    case 'ComplaintInvestigated':
      return { what: 'investigated', revision, cause: event.data.cause };
    case 'RemedyImplemented':
      return { what: 'paid', ...momentOf(event.data, revision, versions), amount: event.data.paid };
    case 'DecisionCommunicated':
      // Registers do not date their decisions, so they would only fill the document.
      return event.data.source === null ? { what: 'decided', ...momentOf(event.data, revision, versions) } : null;
    case 'ComplaintResolved': {
      const { finding, outcome } = event.data;
      return { what: 'resolved', ...momentOf(event.data, revision, versions), finding, outcome };
    }
    case 'ComplaintFollowedUp':
      return { what: 'followed-up', ...momentOf(event.data, revision, versions), outcome: event.data.outcome, score: event.data.score };
    case 'ReferredExternally':
      return { what: 'referred', ...momentOf(event.data, revision, versions) };
    case 'ExternalDecisionRecorded':
      return { what: 'decided-externally', ...momentOf(event.data, revision, versions), outcome: event.data.outcome };
    case 'Classified': {
      const { product, category, region, department } = event.data;
      return { what: 'classified', revision, product, category, region, department };
    }
    case 'SatisfactionRecorded':
      return { what: 'scored', ...momentOf(event.data, revision, versions), score: event.data.score };
    case 'ComplaintReopened':
      return { what: 'reopened', ...momentOf(event.data, revision, versions) };
    case 'ComplaintClosed':
      return { what: 'closed', ...momentOf(event.data, revision, versions) };
    case 'TimelinessReported': {
      if (event.data.clock !== 'final') return null;
      return { what: 'reported', ...momentOf(event.data, revision, versions), met: event.data.met };
    }
    case 'ComplaintAssigned':
    case 'ComplaintEscalated':
    case 'EvidenceAdded':
    case 'NoteAdded':
    case 'ProgressUpdateSent':
    case 'ApologyDelivered':
    case 'RemedyProposed':
    case 'RemedyAccepted':
    case 'RemedyApproved':
    case 'RemedyCountered':
    case 'RemedyRejected':
    case 'InterviewRecorded':
    case 'ClarificationRequested':
    case 'ClarificationReceived':
    case 'LinkedToDuplicate':
    case 'LinkedToCause':
    case 'PartSeparated':
    case 'PartAnswered':
    case 'ReviewRequested':
    case 'ReviewDecided':
    case 'FeedbackAnswered':
    case 'ClockPaused':
    case 'ClockResumed':
    case 'DeadlineExtended':
    case 'HoldingLetterSent':
    case 'HandlerReminded':
    case 'DeadlineMissed':
    case 'ClosingWarned':
    case 'ClosingApproved':
      return null;
  }
};

interface Dated {
  readonly at: Instant | null;
  readonly bounds?: StoredData<'ComplaintClosed'>['bounds'];
}
const momentOf = ({ at, bounds }: Dated, revision: number, versions: ReadVersions): Moment => {
  const earliest = at ?? bounds?.from ?? null;
  return { revision, at, day: earliest === null ? null : versions.dayOf(earliest) };
};

/** The fields by which complaints are counted, as the receipt and a classification name them. */
export const dimensionPaths: readonly string[] = ['product', 'category', 'channel', 'region', 'department'];

type CorrectedTo = StoredData<'CorrectionRecorded'>['to'];
/** The same, as a correction of its event says. */
export const correctedHappening = (one: Happening, path: string, to: CorrectedTo, versions: ReadVersions): Happening => {
  if (path === 'at' && 'at' in one) return { ...one, at: to as string, day: versions.dayOf(to as string) };
  if (path === 'outcome' && one.what === 'resolved') return { ...one, outcome: to as Outcome };
  if (path === 'score' && 'score' in one) return { ...one, score: to as number };
  if (one.what === 'classified' && dimensionPaths.includes(path)) return { ...one, [path]: to as Code | null };
  if (path === 'category' && one.what === 'assessed') return { ...one, category: to as Code | null };
  if (path === 'cause' && one.what === 'investigated') return { ...one, cause: to as Cause };
  if (path === 'paid' && one.what === 'paid') return { ...one, amount: to as Money | null };
  return one;
};
