import {
  type Cause,
  type Channel,
  type ExternalOutcome,
  type FeedbackKind,
  type Finding,
  type FollowUpOutcome,
  momentsAfter,
  type Outcome,
  type Severity,
} from '@redress/complaints';
import type { Moment as ClockMoment } from '@redress/deadlines';
import type { Code, Day, Instant, Money, Pin } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import { judgedBy, type Judged, type UpdateOwed, type Worked } from './judged';
import { neverJudged, type Ownership, ownerlessFrom, ownershipAfter } from './ownership';
import { type Later, NotReceived, type ReadVersions, type Stored, type StoredData, type StoredOf } from '../complaint-projection';

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

/** What counts of one complaint; of other feedback only that it came counts, until it is converted. Everything counted is derived from here, so a correction moves it all. */
export interface Counted {
  readonly kind: FeedbackKind;
  readonly receivedAt: Instant;
  readonly receivedOn: Day;
  readonly ownership: Ownership;
  /** Handled elsewhere at first: our deadlines and our ownership do not judge it. */
  readonly imported: boolean;
  readonly product: Code | null;
  readonly category: Code | null;
  readonly channel: Channel;
  readonly region: Code | null;
  readonly department: Code | null;
  /** The policy that is pinned, with its version: `ours@1`. */
  readonly policy: Code | null;
  /** What its clocks are derived from; none of an imported complaint. */
  readonly moments: readonly ClockMoment[];
  /** What the clocks that were satisfied said of it, in their order. */
  readonly judged: readonly Judged[];
  /** Each time an update was or is owed. */
  readonly updates: readonly UpdateOwed[];
  /** Working time to what happened; none of an imported complaint. */
  readonly worked: readonly Worked[];
  readonly happened: readonly Happening[];
}

/** What counts after an event. Throws NotReceived. */
export const countedAfter = (before: Counted | null, event: Stored, recorded: Recorded, versions: ReadVersions): Counted => {
  if (event.type === 'ComplaintReceived') return judgedBy(received(event, recorded, versions), recorded, versions);
  if (before === null) throw new NotReceived(event.type, recorded.stream);
  const after = counted(before, event, recorded, versions);
  // Only a complaint of ours is judged by our clocks.
  const moments = before.imported ? before.moments : momentsAfter(before.moments, event, recorded);
  return moments === before.moments ? after : judgedBy({ ...after, moments }, recorded, versions);
};

const counted = (before: Counted, event: Later, recorded: Recorded, versions: ReadVersions): Counted => {
  if (event.type === 'ConvertedToComplaint') return converted(before, recorded, versions);
  if (event.type === 'CorrectionRecorded') return corrected(before, event.data, versions);
  if (event.type === 'PolicyPinned') return { ...before, policy: named(event.data.policy) };
  const happening = happeningOf(event, recorded.revision, versions);
  const ownership =
    before.imported || before.kind !== 'complaint' ? before.ownership : ownershipAfter(before.ownership, event, recorded, versions);
  if (happening === null) return ownership === before.ownership ? before : { ...before, ownership };
  return { ...before, ownership, happened: [...before.happened, happening] };
};

const received = (event: StoredOf<'ComplaintReceived'>, recorded: Recorded, versions: ReadVersions): Counted => {
  const { data } = event;
  const { kind, receivedAt, product, category, channel, region, department, source } = data;
  return {
    kind,
    receivedAt,
    receivedOn: versions.dayOf(receivedAt),
    ownership: source === null && kind === 'complaint' ? ownerlessFrom(recorded.recordedAt, versions) : neverJudged,
    imported: source !== null,
    product,
    category,
    channel,
    region,
    department,
    policy: data.policy && named(data.policy),
    moments: source === null ? momentsAfter([], event, recorded) : [],
    judged: [],
    updates: [],
    worked: [],
    happened: [],
  };
};

const named = ({ id, version }: Pin): Code => `${id}@${version}`;

/** From now on somebody must answer for it; that it was closed as something else counts as no closing of a complaint. */
const converted = (before: Counted, { recordedAt }: Recorded, versions: ReadVersions): Counted => ({
  ...before,
  kind: 'complaint',
  ownership: ownerlessFrom(recordedAt, versions),
  happened: before.happened.filter(({ what }) => what !== 'closed'),
});

type Told = Exclude<Later, { type: 'ConvertedToComplaint' | 'CorrectionRecorded' | 'PolicyPinned' }>;

const happeningOf = (event: Told, revision: number, versions: ReadVersions): Happening | null => {
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

/** The receipt's fields by which complaints are counted. */
const receiptPaths = ['product', 'category', 'channel', 'region', 'department'];

const corrected = (before: Counted, { of, revision, path, to }: StoredData<'CorrectionRecorded'>, versions: ReadVersions): Counted => {
  if (of !== 'ComplaintReceived') {
    const happened = before.happened.map((one) => (one.revision === revision ? correctedHappening(one, path, to, versions) : one));
    return { ...before, happened };
  }
  if (path === 'receivedAt') return { ...before, receivedAt: to as string, receivedOn: versions.dayOf(to as string) };
  return receiptPaths.includes(path) ? { ...before, [path]: to } : before;
};

type CorrectedTo = StoredData<'CorrectionRecorded'>['to'];
const correctedHappening = (one: Happening, path: string, to: CorrectedTo, versions: ReadVersions): Happening => {
  if (path === 'at' && 'at' in one) return { ...one, at: to as string, day: versions.dayOf(to as string) };
  if (path === 'outcome' && one.what === 'resolved') return { ...one, outcome: to as Outcome };
  if (path === 'score' && 'score' in one) return { ...one, score: to as number };
  if (one.what === 'classified' && receiptPaths.includes(path)) return { ...one, [path]: to as Code | null };
  if (path === 'category' && one.what === 'assessed') return { ...one, category: to as Code | null };
  if (path === 'cause' && one.what === 'investigated') return { ...one, cause: to as Cause };
  if (path === 'paid' && one.what === 'paid') return { ...one, amount: to as Money | null };
  return one;
};
