import { type ComplaintEventType, isPersonalPath, type Party, type RemedyKind, withValueAt } from '@redress/complaints';
import type { Actor, Instant, Money, Sealed, StaffId } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import type { ComplaintProjection, Later, ReadVersions, StoredData, StoredOf } from './complaint-projection';
import { type CaseRow, caseRows, caseRowIndexes } from './case-rows';
import { type Standing, standingAfter, standingAtReceipt } from './standing';

/** An event as the case tells it: its present data with corrections applied, personal parts sealed. */
export type Fact<T extends ComplaintEventType> = StoredData<T> & {
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly actor: Actor;
};
/** All that happened of one kind: how often, and the latest of them, oldest first. */
export interface Latest<T> {
  readonly total: number;
  readonly latest: readonly T[];
}
/** How many of each kind a case holds itself; notes and evidence before them are read by page, the rest from the history. */
export const mostHeld = 50;

type Told = Exclude<ComplaintEventType, 'ComplaintReceived'>;
export type Facts = { readonly [T in Told]?: Latest<Fact<T>> };

/** A remedy as it stands now. */
export interface RemedyStanding {
  readonly remedy: number;
  readonly kind: RemedyKind;
  readonly proposedBy: Party;
  readonly by: StaffId;
  readonly state: 'proposed' | 'countered' | 'accepted' | 'rejected' | 'approved' | 'implemented';
  readonly approver: StaffId | null;
  /** As proposed, then as countered, then as accepted. */
  readonly amount: Money | null;
  readonly paid: Money | null;
  /** Proposed before the last reopening: it counts no more. */
  readonly lapsed: boolean;
}

/** The whole case as an agent reads it. Every sealed string stands in the fact that brought it; the edge opens them for roles that may. */
export interface Case extends Standing {
  /** Handler and team as keys that are never null: '' for none. */
  readonly handlerKey: string;
  readonly teamKey: string;
  /** Who recorded the receipt. */
  readonly receivedBy: StaffId;
  readonly receipt: Fact<'ComplaintReceived'>;
  readonly remedies: readonly RemedyStanding[];
  /** The stage of the review that is open. */
  readonly openReview: number | null;
  /** Numbers of the clarifications that were asked for and not answered yet. */
  readonly unanswered: readonly number[];
  /** By event type; a kind that never happened is absent. */
  readonly facts: Facts;
}

const begin = (_none: Case | null, event: StoredOf<'ComplaintReceived'>, recorded: Recorded, versions: ReadVersions): Case => {
  const standing = standingAtReceipt(event, recorded, versions);
  const receipt = factOf(event, recorded);
  return {
    ...standing,
    handlerKey: '',
    teamKey: '',
    receivedBy: receipt.actor.id,
    receipt,
    remedies: [],
    openReview: null,
    unanswered: [],
    facts: {},
  };
};

const tell = (before: Case | null, event: Later, recorded: Recorded, versions: ReadVersions): Case => {
  const standing = standingAfter(before, event, recorded, versions);
  const told: Case = {
    ...standing,
    handlerKey: standing.handler ?? '',
    teamKey: standing.team ?? '',
    facts: withFact(standing.facts, event, recorded),
    remedies: remediesAfter(standing.remedies, event),
    openReview: openReviewAfter(standing.openReview, event),
    unanswered: unansweredAfter(standing.unanswered, event),
  };
  return event.type === 'CorrectionRecorded' ? corrected(told, event.data) : told;
};

const factOf = <T extends ComplaintEventType>({ data }: StoredOf<T>, { revision, recordedAt, actor }: Recorded): Fact<T> =>
  ({ revision, recordedAt, actor, ...data }) as unknown as Fact<T>;

const withFact = (facts: Facts, event: Later, recorded: Recorded): Facts => {
  const { total, latest } = (facts[event.type] as Latest<object> | undefined) ?? { total: 0, latest: [] };
  const kept = total < mostHeld ? latest : latest.slice(1);
  return { ...facts, [event.type]: { total: total + 1, latest: [...kept, factOf(event as never, recorded)] } };
};

/** The corrected value takes the place of the old one; both stay visible in the correction itself. */
const corrected = (told: Case, correction: StoredData<'CorrectionRecorded'>): Case => {
  const { of, revision, path, to } = correction;
  if (of === 'ComplaintReceived') return { ...told, receipt: withCorrection(told.receipt, correction) };
  const list = told.facts[of] as Latest<Fact<Told>> | undefined;
  if (!list) return told;
  const latest = list.latest.map((fact) => (fact.revision === revision ? withCorrection(fact, correction) : fact));
  const remedies = of === 'RemedyImplemented' && path === 'paid' ? paidAnew(told, revision, to as Money | null) : told.remedies;
  return { ...told, remedies, facts: { ...told.facts, [of]: { ...list, latest } } };
};

const withCorrection = <F extends object>(fact: F, { path, to, corrected: part }: StoredData<'CorrectionRecorded'>): F =>
  isPersonalPath(path) ? withPart(fact, path, part!) : withValueAt(fact, path, to);

const withPart = <F extends object>(fact: F, path: string, part: Sealed): F => ({
  ...fact,
  [path.startsWith('brief.') ? 'brief' : 'personal']: part,
});

const paidAnew = ({ remedies, facts }: Case, revision: number, paid: Money | null): readonly RemedyStanding[] => {
  const remedy = facts.RemedyImplemented?.latest.find((fact) => fact.revision === revision)?.remedy;
  return remedies.map((one) => (one.remedy === remedy ? { ...one, paid } : one));
};

const remediesAfter = (remedies: readonly RemedyStanding[], event: Later): readonly RemedyStanding[] => {
  switch (event.type) {
    case 'RemedyProposed': {
      const { remedy, kind, proposedBy, by, amount } = event.data;
      const proposed: RemedyStanding = {
        remedy,
        kind,
        proposedBy,
        by,
        amount,
        state: 'proposed',
        approver: null,
        paid: null,
        lapsed: false,
      };
      return [...remedies.slice(-(mostHeld - 1)), proposed];
    }
    case 'RemedyCountered':
      return withRemedy(remedies, event.data.remedy, { state: 'countered', approver: null, amount: event.data.amount });
    case 'RemedyRejected':
      return withRemedy(remedies, event.data.remedy, { state: 'rejected' });
    case 'RemedyAccepted':
      return withRemedy(remedies, event.data.remedy, { state: 'accepted', amount: event.data.amount });
    case 'RemedyApproved':
      return withRemedy(remedies, event.data.remedy, { state: 'approved', approver: event.data.by });
    case 'RemedyImplemented':
      return withRemedy(remedies, event.data.remedy, { state: 'implemented', paid: event.data.paid });
    case 'ComplaintReopened':
      return remedies.map((remedy) => ({ ...remedy, lapsed: true }));
    default:
      return remedies;
  }
};

/** A review that is open when the complaint is reopened is one of a decision that counts no more. */
const openReviewAfter = (open: number | null, event: Later): number | null => {
  if (event.type === 'ReviewRequested') return event.data.stage;
  return event.type === 'ReviewDecided' || event.type === 'ComplaintReopened' ? null : open;
};

const unansweredAfter = (unanswered: readonly number[], event: Later): readonly number[] => {
  if (event.type === 'ClarificationRequested') return [...unanswered, event.data.clarification];
  return event.type === 'ClarificationReceived' ? unanswered.filter((asked) => asked !== event.data.clarification) : unanswered;
};

const withRemedy = (remedies: readonly RemedyStanding[], number: number, change: Partial<RemedyStanding>): readonly RemedyStanding[] =>
  remedies.map((remedy) => (remedy.remedy === number ? { ...remedy, ...change } : remedy));

/** The whole case of every complaint, with its notes and evidence as rows. */
export const caseFile: ComplaintProjection<Case, CaseRow> = {
  name: 'case',
  version: 3,
  category: 'complaint-',
  indexes: [['receivedAt'], ['state', 'receivedAt'], ['teamKey', 'receivedAt'], ['handlerKey', 'receivedAt']],
  on: {
    ComplaintReceived: begin,
    ComplaintAcknowledged: tell,
    ComplaintAssessed: tell,
    Classified: tell,
    ComplaintAssigned: tell,
    ComplaintEscalated: tell,
    FeedbackAnswered: tell,
    ConvertedToComplaint: tell,
    EvidenceAdded: tell,
    InterviewRecorded: tell,
    ClarificationRequested: tell,
    ClarificationReceived: tell,
    NoteAdded: tell,
    LinkedToDuplicate: tell,
    LinkedToCause: tell,
    ProgressUpdateSent: tell,
    ApologyDelivered: tell,
    ComplaintInvestigated: tell,
    RemedyProposed: tell,
    RemedyCountered: tell,
    RemedyAccepted: tell,
    RemedyRejected: tell,
    RemedyApproved: tell,
    RemedyImplemented: tell,
    DecisionCommunicated: tell,
    PartSeparated: tell,
    PartAnswered: tell,
    ReviewRequested: tell,
    ReviewDecided: tell,
    ReferredExternally: tell,
    ExternalDecisionRecorded: tell,
    ComplaintResolved: tell,
    ComplaintFollowedUp: tell,
    SatisfactionRecorded: tell,
    ComplaintReopened: tell,
    ClosingApproved: tell,
    ComplaintClosed: tell,
    TimelinessReported: tell,
    CorrectionRecorded: tell,
    PolicyPinned: tell,
    ClockPaused: tell,
    ClockResumed: tell,
    DeadlineExtended: tell,
    HoldingLetterSent: tell,
    HandlerReminded: tell,
    DeadlineMissed: tell,
    ClosingWarned: tell,
  },
  rows: caseRows,
  rowIndexes: caseRowIndexes,
};
