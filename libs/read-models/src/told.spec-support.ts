import type { ComplaintEventType } from '@redress/complaints';
import { calendarOfFirst, type ClockRule, firstCalendar, firstPolicy, policyOfFirst, weekOf, WorkCalendar } from '@redress/deadlines';
import { type Actor, dayIn, type DomainEvent, type Pin, plusHours } from '@redress/kernel';
import type { Counter, Projection, Recorded } from '@redress/projections';
import type { ReadVersions, Stored, StoredData, StoredOf } from './complaint-projection';

export const policy: Pin = { id: 'iso10002-default', version: 1, sha256: 'p'.repeat(64) };
/** Days in Baku, so that a test that counts in UTC by mistake fails. */
const everyDay = new WorkCalendar(calendarOfFirst(firstCalendar('Asia/Baku').calendar));
/** Beside it, one under which an update is owed every three days until it is decided, in a calendar that works from nine to five. */
export const ours: Pin = { id: 'ours', version: 2, sha256: 'o'.repeat(64) };
export const office: Pin = { id: 'office', version: 1, sha256: 'c'.repeat(64) };
const first = policyOfFirst(firstPolicy.policy);
const update: ClockRule = {
  ...first.clocks[1]!,
  id: 'update',
  title: 'Tell the complainant how it stands',
  limit: { amount: 3, unit: 'calendar-days' },
  ends: 'end-of-day',
  stops: ['update-sent', 'decided'],
  repeats: true,
};
const nineToFive = new WorkCalendar({
  ...calendarOfFirst(firstCalendar('Asia/Baku').calendar),
  week: weekOf([{ from: '09:00', to: '17:00' }], ['saturday', 'sunday']),
});
export const versions: ReadVersions = {
  policy: ({ id }) => (id === ours.id ? { ...first, clocks: [...first.clocks, update] } : first),
  workCalendar: ({ id }) => (id === office.id ? nineToFive : everyDay),
  dayOf: dayIn('Asia/Baku'),
};
export const leyla: Actor = { id: 'leyla', role: 'agent' };
export const number = '370691682022';
export const stream = `complaint-${number}`;

/** One event of a stream with where it was recorded. */
export interface Told {
  readonly event: Stored;
  readonly recorded: Recorded;
}

const none = { bounds: null, source: null, channel: null, contentHash: null } as const;
/** Data of an event in which nothing unusual is said. */
const usual: { readonly [T in ComplaintEventType]: StoredData<T> } = {
  ComplaintReceived: {
    number,
    kind: 'complaint',
    channel: 'letter',
    receivedAt: '2026-03-01T08:00:00.000Z',
    occurredFrom: null,
    occurredTo: null,
    anonymous: false,
    represented: false,
    vulnerable: false,
    language: null,
    preferredChannel: null,
    product: 'Kettle',
    category: 'quality',
    department: null,
    segment: null,
    region: 'North',
    batch: null,
    loss: null,
    repeat: null,
    documents: [],
    subjects: [],
    policy,
    calendar: { ...policy, id: 'every-day' },
    privacyNotice: null,
    source: null,
    brief: 's1:ComplaintReceived:1:brief:A',
    personal: 's1:ComplaintReceived:1:personal:A',
  },
  ComplaintAcknowledged: {
    at: '2026-03-01T09:00:00.000Z',
    channel: 'email',
    contentHash: null,
    template: null,
    language: null,
    source: null,
  },
  ComplaintAssessed: {
    at: '2026-03-01T10:00:00.000Z',
    severity: 3,
    safety: false,
    complexity: 'low',
    impact: 'low',
    immediateActionNeeded: false,
    immediateActionPossible: false,
    resolvability: 'resolvable',
    category: null,
    subjects: [],
  },
  Classified: {
    at: '2026-03-01T10:30:00.000Z',
    product: 'Lamp',
    category: null,
    department: null,
    segment: null,
    region: null,
    personal: 's1:Classified:1:personal:A',
  },
  ComplaintAssigned: {
    at: '2026-03-01T11:00:00.000Z',
    handler: 'omid',
    team: 'service',
    organisation: null,
    by: 'leyla',
    checked: ['exists', 'active', 'not-subject', 'no-conflict', 'present'],
    conflicts: [],
    workload: null,
    source: null,
  },
  ComplaintEscalated: {
    at: '2026-03-01T12:00:00.000Z',
    level: 'management',
    to: null,
    reason: 'time',
    owed: { of: 'clock', clock: 'final', due: '2026-03-01T12:00:00.000Z', at: '2026-03-01T12:00:00.000Z' },
  },
  FeedbackAnswered: {
    at: '2026-03-02T08:00:00.000Z',
    channel: 'email',
    contentHash: 'a'.repeat(64),
    personal: 's1:FeedbackAnswered:1:personal:A',
  },
  ConvertedToComplaint: { at: '2026-03-02T08:00:00.000Z', from: 'enquiry', personal: 's1:ConvertedToComplaint:1:personal:A' },
  EvidenceAdded: { at: '2026-03-02T08:00:00.000Z', evidence: 1, document: null, personal: 's1:EvidenceAdded:1:personal:A' },
  InterviewRecorded: { at: '2026-03-02T08:00:00.000Z', with: 'witness', staffId: null, personal: 's1:InterviewRecorded:1:personal:A' },
  ClarificationRequested: {
    at: '2026-03-02T08:00:00.000Z',
    clarification: 1,
    channel: 'email',
    personal: 's1:ClarificationRequested:1:personal:A',
  },
  ClarificationReceived: {
    at: '2026-03-02T09:00:00.000Z',
    clarification: 1,
    channel: 'email',
    personal: 's1:ClarificationReceived:1:personal:A',
  },
  LinkedToDuplicate: { at: '2026-03-02T08:00:00.000Z', of: '130081818450' },
  LinkedToCause: { at: '2026-03-02T08:00:00.000Z', cause: 'P-2026-7' },
  NoteAdded: { at: '2026-03-02T08:00:00.000Z', personal: 's1:NoteAdded:1:personal:A' },
  ProgressUpdateSent: { ...none, at: '2026-03-02T08:00:00.000Z' },
  ApologyDelivered: {
    at: '2026-03-02T08:00:00.000Z',
    channel: 'phone',
    by: 'omid',
    remedy: null,
    warning: null,
    personal: 's1:ApologyDelivered:1:personal:A',
  },
  ComplaintInvestigated: {
    at: '2026-03-02T08:00:00.000Z',
    cause: 'delay',
    causeDomain: 'process',
    validity: 'confirmed',
    method: null,
    steps: [],
    evidence: [],
    personal: 's1:ComplaintInvestigated:1:personal:A',
  },
  RemedyProposed: {
    at: '2026-03-02T08:00:00.000Z',
    remedy: 1,
    kind: 'refund',
    proposedBy: 'organisation',
    by: 'omid',
    amount: { minor: 4990, currency: 'AZN' },
    complainantEstimate: null,
    organisationEstimate: null,
  },
  RemedyCountered: {
    at: '2026-03-02T08:30:00.000Z',
    remedy: 1,
    counteredBy: 'complainant',
    by: 'omid',
    amount: { minor: 5500, currency: 'AZN' },
    complainantEstimate: null,
    organisationEstimate: null,
  },
  RemedyAccepted: { at: '2026-03-02T09:00:00.000Z', remedy: 1, by: 'complainant', amount: { minor: 4990, currency: 'AZN' } },
  RemedyRejected: {
    at: '2026-03-02T09:00:00.000Z',
    remedy: 1,
    rejectedBy: 'complainant',
    by: 'omid',
    personal: 's1:RemedyRejected:1:personal:A',
  },
  RemedyApproved: { at: '2026-03-02T10:00:00.000Z', remedy: 1, by: 'sara', alone: false },
  RemedyImplemented: { at: '2026-03-02T11:00:00.000Z', remedy: 1, paid: { minor: 4990, currency: 'AZN' }, proof: null },
  DecisionCommunicated: { ...none, at: '2026-03-03T07:00:00.000Z', hasReasons: true, hasRecourse: true, outcome: null },
  PartSeparated: {
    at: '2026-03-02T07:00:00.000Z',
    part: 1,
    product: 'Insurance',
    category: null,
    segment: null,
    region: null,
    policy,
    calendar: { ...policy, id: 'every-day' },
    personal: 's1:PartSeparated:1:personal:A',
  },
  PartAnswered: {
    ...{ at: '2026-03-03T07:10:00.000Z', part: 1, channel: 'letter', contentHash: 'f'.repeat(64), hasReasons: true, hasRecourse: true },
    personal: 's1:PartAnswered:1:personal:A',
  },
  ReviewRequested: { at: '2026-03-03T07:30:00.000Z', stage: 2, by: 'complainant', personal: 's1:ReviewRequested:1:personal:A' },
  ReviewDecided: {
    at: '2026-03-03T07:45:00.000Z',
    stage: 2,
    reviewer: 'sara',
    outcome: 'upheld',
    personal: 's1:ReviewDecided:1:personal:A',
  },
  ReferredExternally: { at: '2026-03-04T08:00:00.000Z', body: 'ombudsman' },
  ExternalDecisionRecorded: { at: '2026-03-20T08:00:00.000Z', body: 'ombudsman', outcome: 'partly-upheld', amount: null },
  ComplaintResolved: { bounds: null, source: null, at: '2026-03-03T08:00:00.000Z', finding: 'upheld', outcome: 'monetary-relief' },
  ComplaintFollowedUp: { ...none, at: '2026-03-10T08:00:00.000Z', outcome: 'satisfied', score: 5 },
  SatisfactionRecorded: { at: '2026-03-11T08:00:00.000Z', score: 4, obtainedBy: 'survey' },
  ComplaintReopened: { bounds: null, source: null, at: '2026-03-12T08:00:00.000Z', handler: 'omid', team: 'service', by: 'complainant' },
  ClosingApproved: { at: '2026-03-13T08:00:00.000Z', by: 'sara' },
  ComplaintClosed: {
    bounds: null,
    source: null,
    at: '2026-03-14T08:00:00.000Z',
    reason: 'settled',
    approver: null,
    alone: false,
    told: null,
    duplicateOf: null,
  },
  TimelinessReported: { bounds: null, source: null, at: null, clock: 'final', met: true },
  CorrectionRecorded: {
    at: '2026-03-20T08:00:00.000Z',
    revision: 0,
    of: 'ComplaintReceived',
    path: 'product',
    from: 'Kettle',
    to: 'Toaster',
    source: null,
    personal: 's1:CorrectionRecorded:1:personal:A',
  },
  PolicyPinned: { at: '2026-03-20T08:00:00.000Z', policy, calendar: { ...policy, id: 'every-day' }, reason: 'taken-over' },
  ClockPaused: { at: '2026-03-02T08:00:00.000Z', reason: 'documents', clocks: null, channel: null, contentHash: null },
  ClockResumed: { at: '2026-03-04T08:00:00.000Z' },
  DeadlineExtended: {
    at: '2026-03-05T08:00:00.000Z',
    clock: 'final',
    round: 1,
    by: { amount: 10, unit: 'calendar-days' },
    due: '2026-04-10T08:00:00.000Z',
    reason: 'expert-opinion',
    channel: 'email',
    contentHash: null,
  },
  HoldingLetterSent: {
    at: '2026-03-06T08:00:00.000Z',
    channel: 'letter',
    contentHash: 'c'.repeat(64),
    personal: 's1:HoldingLetterSent:1:personal:A',
  },
  HandlerReminded: {
    at: '2026-03-26T08:00:00.000Z',
    of: 'clock',
    clock: 'final',
    round: 1,
    due: '2026-03-31T08:00:00.000Z',
    owedAt: '2026-03-26T08:00:00.000Z',
    handler: 'omid',
    team: 'service',
  },
  DeadlineMissed: { at: '2026-03-31T08:00:00.000Z', clock: 'final', round: 1 },
  ClosingWarned: {
    at: '2026-04-20T08:00:00.000Z',
    closesAt: '2026-04-27T08:00:00.000Z',
    channel: 'letter',
    contentHash: 'd'.repeat(64),
    personal: 's1:ClosingWarned:1:personal:A',
  },
};

/** An event of the type, usual but for what is said. */
export const an = <T extends ComplaintEventType>(type: T, said: Partial<StoredData<T>> = {}): StoredOf<T> =>
  ({ type, data: { ...usual[type], ...said } }) as unknown as StoredOf<T>;

export const correction = (
  of: ComplaintEventType,
  revision: number,
  path: string,
  to: StoredData<'CorrectionRecorded'>['to'],
): StoredOf<'CorrectionRecorded'> => an('CorrectionRecorded', { of, revision, path, from: null, to: to as string });

/** The receipt of an imported complaint: no policy of ours. */
export const imported = (said: Partial<StoredData<'ComplaintReceived'>> = {}): StoredOf<'ComplaintReceived'> =>
  an('ComplaintReceived', {
    policy: null,
    calendar: null,
    source: { register: 'cfpb', file: 'a.csv', row: 1, id: '1', channel: 'Web', same: null, columns: [] },
    ...said,
  });

/** When the n-th event of a stream was recorded unless a test says otherwise: an hour after the one before. */
export const recordedAt = (revision: number): string => plusHours('2026-03-01T08:30:00.000Z', revision);

export const told = (...events: readonly Stored[]): readonly Told[] =>
  events.map((event, revision) => ({
    event,
    recorded: { id: `e${revision}`, stream, revision, position: String(revision + 1), recordedAt: recordedAt(revision), actor: leyla },
  }));

type Fold<Doc> = (doc: Doc | null, event: DomainEvent, recorded: Recorded, versions: ReadVersions) => Doc | null;

/** What a projection makes of a stream: its document, its rows, and its counters by measure differences after every event. */
export const folded = <E extends DomainEvent, Doc extends object, Row extends object>(
  projection: Projection<E, Doc, Row, ReadVersions>,
  stories: readonly { readonly event: DomainEvent; readonly recorded: Recorded }[],
): { readonly doc: Doc | null; readonly rows: readonly Row[] } => {
  let doc: Doc | null = null;
  const rows: Row[] = [];
  for (const { event, recorded } of stories) {
    const fold = projection.on[event.type as E['type']] as Fold<Doc> | 'irrelevant';
    if (fold === 'irrelevant') continue;
    const before: Doc | null = doc;
    doc = fold(before, event, recorded, versions);
    rows.push(...(projection.rows?.(before, event as never, recorded, doc, versions) ?? []));
  }
  return { doc, rows };
};

/** Counters by name, those that come to zero left out. */
export const summed = (counters: readonly (readonly [Counter, 1 | -1])[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const [{ basis, day, dimension, key, metric, value }, sign] of counters) {
    const name = JSON.stringify([basis, day, dimension, key, metric]);
    const sum = (sums.get(name) ?? 0) + sign * value;
    if (sum === 0) sums.delete(name);
    else sums.set(name, sum);
  }
  return sums;
};
