import type { Actor, Instant, Known, Pin, Role } from '@redress/kernel';
import type { CommandOf, ComplaintCommandType, Letter } from './complaint.commands';
import type { ComplaintEvent, ComplaintEventType, DataOf, EventOf } from './complaint.events';
import type {
  ClockFacts,
  ClockStanding,
  ComplaintFacts,
  Corrected,
  HandlingPolicy,
  OwedAct,
  Person,
  SilenceFacts,
} from './complaint.facts';

/** When the example complaint was received, when things happened, and when they are recorded. */
export const receipt: Instant = '2026-05-01T09:30:00.000Z';
export const at: Instant = '2026-05-03T08:00:00.000Z';
export const recordedAt: Instant = '2026-05-04T08:00:00.000Z';

const actor = (id: string, role: Role): Actor => ({ id, role });
/** Omid handles the example complaint, Sara is whom it is about, Leyla and Kamran supervise. */
export const omid = actor('staff-omid', 'agent');
export const nigar = actor('staff-nigar', 'agent');
export const sara = actor('staff-sara', 'supervisor');
export const leyla = actor('staff-leyla', 'supervisor');
export const kamran = actor('staff-kamran', 'supervisor');
export const processManager = actor('process-manager', 'system');
/** A supervisor may ask for anything but what only time brings. */
export const whoMay = (type: ComplaintCommandType): Actor => (type === 'ActOnTime' ? processManager : leyla);

const hex = (digit: string): string => digit.repeat(64);
export const policy: Pin = { id: 'iso10002-default', version: 1, sha256: hex('a') };
export const calendar: Pin = { id: 'every-day', version: 1, sha256: hex('b') };
export const money = (minor: number, currency = 'AZN') => ({ minor, currency });
const letter: Letter = { text: 'Dear Leyla', salt: '0'.repeat(32), hash: hex('c') };
const sent = { salt: letter.salt, text: letter.text };
const document = { sha256: hex('d'), mediaType: 'image/jpeg', bytes: 81_920 };
const ours = { bounds: null, source: null };

/** The complaint was not acknowledged in time. */
export const missed: OwedAct = {
  ...{ action: 'record-missed', of: 'clock', clock: 'acknowledge', round: 1, level: null },
  ...{ due: '2026-05-02T09:30:00.000Z', owedAt: '2026-05-02T09:30:00.000Z' },
};
/** She was asked something and could be warned by now. */
export const silent: SilenceFacts = { warnFrom: at, warned: null, closesAt: '2026-05-10T08:00:00.000Z', tellsDay: true };

/** What a part of it falls under. */
const partPins = { policy: { ...policy, id: 'insurance' }, calendar };

/** A valid command of every type, asked of the example complaint at the right moment. */
const commands: { readonly [T in ComplaintCommandType]: CommandOf<T> } = {
  ReceiveComplaint: {
    type: 'ReceiveComplaint',
    at: receipt,
    number: '370691682022',
    kind: 'complaint',
    channel: 'letter',
    occurredFrom: '2026-04-28T00:00:00.000Z',
    occurredTo: null,
    language: 'az',
    preferredChannel: 'phone',
    product: 'Kettle',
    category: 'quality-defect',
    department: 'Shop 4',
    segment: 'private',
    region: 'Baku',
    batch: 'K-2026-11',
    loss: money(4990),
    repeat: false,
    subjects: [sara.id],
    privacyNotice: 'v1',
    complainant: { name: 'Leyla Əliyeva', phone: '+994501234567', representative: 'Her son', needs: 'Large print' },
    summary: 'Broken on arrival',
    description: 'کالا شکسته رسید',
    place: 'At home',
    orderNumber: 'A-17',
    expectations: ['A new kettle'],
    remedySought: 'Replacement',
    immediateAction: 'Apologised on the phone',
    documents: [{ ...document, name: 'leyla-kettle.jpg' }],
  },
  AcknowledgeComplaint: { type: 'AcknowledgeComplaint', at, channel: 'letter', receipt: letter, language: 'az' },
  AssessComplaint: {
    type: 'AssessComplaint',
    at,
    severity: 3,
    safety: false,
    complexity: 'low',
    impact: 'medium',
    immediateActionNeeded: false,
    immediateActionPossible: true,
    resolvability: 'resolvable',
    category: 'quality-defect',
    subjects: [],
  },
  ClassifyComplaint: {
    type: 'ClassifyComplaint',
    at,
    product: 'Toaster',
    category: 'damage',
    department: 'Shop 5',
    segment: 'business',
    region: 'Ganja',
    reason: 'It is a toaster',
  },
  AssignComplaint: { type: 'AssignComplaint', at, handler: omid.id, conflicts: [] },
  EscalateComplaint: { type: 'EscalateComplaint', at, level: 'management', to: leyla.id, reason: 'request', text: 'She asks for it' },
  AnswerFeedback: { type: 'AnswerFeedback', at, channel: 'email', letter },
  ConvertToComplaint: { type: 'ConvertToComplaint', at, reason: 'She wants her money back' },
  AddEvidence: { type: 'AddEvidence', at, name: 'leyla-kettle.jpg', description: 'The crack', document },
  RecordInterview: { type: 'RecordInterview', at, with: 'staff', staffId: omid.id, text: 'Omid packed it' },
  RequestClarification: { type: 'RequestClarification', at, channel: 'phone', text: 'Which kettle is it?' },
  ReceiveClarification: { type: 'ReceiveClarification', at, clarification: 1, channel: 'email', text: 'The red one' },
  LinkDuplicate: { type: 'LinkDuplicate', at, of: '130081818450' },
  LinkCause: { type: 'LinkCause', at, cause: 'P-2026-7' },
  AddNote: { type: 'AddNote', at, text: 'Called, nobody there' },
  SendProgressUpdate: { type: 'SendProgressUpdate', at, channel: 'email', letter },
  PauseClock: {
    type: 'PauseClock',
    at,
    reason: 'documents',
    clocks: ['final'],
    channel: 'letter',
    letter,
    explanation: 'She looks for the receipt',
  },
  ResumeClock: { type: 'ResumeClock', at },
  ExtendDeadline: {
    type: 'ExtendDeadline',
    at,
    clock: 'final',
    by: { amount: 10, unit: 'calendar-days' },
    reason: 'expert',
    channel: 'letter',
    letter,
  },
  SendHoldingLetter: { type: 'SendHoldingLetter', at, channel: 'letter', letter },
  WarnOfClosing: { type: 'WarnOfClosing', at, channel: 'letter', letter },
  ActOnTime: { type: 'ActOnTime', at, owed: missed },
  DeliverApology: { type: 'DeliverApology', at, channel: 'phone', person: 'Leyla Əliyeva', text: 'We are sorry', remedy: null },
  InvestigateComplaint: {
    type: 'InvestigateComplaint',
    at,
    cause: 'damage',
    causeDomain: 'process',
    validity: 'confirmed',
    steps: ['plan', 'records-reviewed'],
    evidence: [],
    report: 'The box was too thin',
    causeText: 'Packing',
  },
  ProposeRemedy: {
    type: 'ProposeRemedy',
    at,
    kind: 'refund',
    proposedBy: 'organisation',
    amount: money(4990),
    complainantEstimate: money(6000),
    organisationEstimate: money(4990),
    description: 'Full price',
  },
  CounterRemedy: {
    type: 'CounterRemedy',
    at,
    remedy: 1,
    counteredBy: 'complainant',
    amount: money(5500),
    complainantEstimate: money(6000),
    organisationEstimate: money(4990),
    description: 'The price and the way to the shop',
  },
  AcceptRemedy: { type: 'AcceptRemedy', at, remedy: 1, amount: null },
  RejectRemedy: { type: 'RejectRemedy', at, remedy: 1, rejectedBy: 'complainant', reason: 'She wants a new one' },
  ApproveRemedy: { type: 'ApproveRemedy', at, remedy: 1 },
  ImplementRemedy: { type: 'ImplementRemedy', at, remedy: 1, paid: money(4990), proof: hex('e'), description: 'By transfer' },
  CommunicateDecision: {
    type: 'CommunicateDecision',
    at,
    channel: 'letter',
    letter,
    reasons: 'The box was too thin',
    recourse: 'The ombudsman',
  },
  SeparatePart: {
    type: 'SeparatePart',
    at,
    product: 'Kettle insurance',
    category: null,
    segment: 'insurance',
    region: null,
    reason: 'The insurer wants to pay for the burn',
  },
  AnswerPart: {
    type: 'AnswerPart',
    at,
    part: 1,
    channel: 'letter',
    letter,
    reasons: 'The burn is covered',
    recourse: 'The ombudsman',
  },
  RequestReview: { type: 'RequestReview', at, by: 'complainant', reason: 'Nobody asked her' },
  DecideReview: { type: 'DecideReview', at, outcome: 'upheld', reasons: 'The decision rests on all there is' },
  ReferExternally: { type: 'ReferExternally', at, body: 'ombudsman', reference: 'OM-2026-41' },
  RecordExternalDecision: {
    type: 'RecordExternalDecision',
    at,
    body: 'ombudsman',
    outcome: 'partly-upheld',
    amount: money(2000),
    text: 'For the trouble',
  },
  ResolveComplaint: {
    type: 'ResolveComplaint',
    at,
    finding: 'upheld',
    outcome: 'monetary-relief',
    remedy: 'The price back',
    prevention: 'A better box',
  },
  FollowUpComplaint: {
    type: 'FollowUpComplaint',
    at,
    outcome: 'satisfied',
    score: 5,
    channel: 'letter',
    letter,
    comment: 'Thank you',
  },
  RecordSatisfaction: { type: 'RecordSatisfaction', at, score: 4, obtainedBy: 'survey', comment: 'Quick in the end' },
  ReopenComplaint: { type: 'ReopenComplaint', at, reason: 'Broke again', by: 'complainant', handler: null },
  ApproveClosing: { type: 'ApproveClosing', at },
  CloseComplaint: { type: 'CloseComplaint', at, reason: 'settled', told: { channel: 'phone', at }, duplicateOf: null },
  CorrectComplaint: { type: 'CorrectComplaint', at, revision: 0, path: 'product', value: 'Toaster', reason: 'Misheard' },
};

/** The event each of those commands becomes, and those that no command of ours records. */
const events: { readonly [T in ComplaintEventType]: DataOf<T> } = {
  ComplaintReceived: {
    number: '370691682022',
    kind: 'complaint',
    channel: 'letter',
    receivedAt: receipt,
    occurredFrom: '2026-04-28T00:00:00.000Z',
    occurredTo: null,
    anonymous: false,
    represented: true,
    vulnerable: true,
    language: 'az',
    preferredChannel: 'phone',
    product: 'Kettle',
    category: 'quality-defect',
    department: 'Shop 4',
    segment: 'private',
    region: 'Baku',
    batch: 'K-2026-11',
    loss: money(4990),
    repeat: false,
    documents: [document],
    subjects: [sara.id],
    policy,
    calendar,
    privacyNotice: 'v1',
    source: null,
    brief: { summary: 'Broken on arrival' },
    personal: {
      complainant: { name: 'Leyla Əliyeva', phone: '+994501234567', representative: 'Her son', needs: 'Large print' },
      description: 'کالا شکسته رسید',
      place: 'At home',
      orderNumber: 'A-17',
      expectations: ['A new kettle'],
      remedySought: 'Replacement',
      immediateAction: 'Apologised on the phone',
      documentNames: ['leyla-kettle.jpg'],
    },
  },
  ComplaintAcknowledged: { at, channel: 'letter', contentHash: letter.hash, template: null, language: 'az', source: null, personal: sent },
  ComplaintAssessed: {
    at,
    severity: 3,
    safety: false,
    complexity: 'low',
    impact: 'medium',
    immediateActionNeeded: false,
    immediateActionPossible: true,
    resolvability: 'resolvable',
    category: 'quality-defect',
    subjects: [],
  },
  Classified: {
    at,
    product: 'Toaster',
    category: 'damage',
    department: 'Shop 5',
    segment: 'business',
    region: 'Ganja',
    personal: { reason: 'It is a toaster' },
  },
  ComplaintAssigned: {
    at,
    handler: omid.id,
    team: 'Baku',
    organisation: null,
    by: leyla.id,
    checked: ['exists', 'active', 'not-subject', 'no-conflict', 'present'],
    conflicts: [],
    workload: null,
    source: null,
  },
  ComplaintEscalated: { at, level: 'management', to: leyla.id, reason: 'request', owed: null, personal: { text: 'She asks for it' } },
  FeedbackAnswered: { at, channel: 'email', contentHash: letter.hash, personal: sent },
  ConvertedToComplaint: { at, from: 'enquiry', personal: { reason: 'She wants her money back' } },
  EvidenceAdded: { at, evidence: 1, document, personal: { name: 'leyla-kettle.jpg', description: 'The crack' } },
  InterviewRecorded: { at, with: 'staff', staffId: omid.id, personal: { text: 'Omid packed it' } },
  ClarificationRequested: { at, clarification: 1, channel: 'phone', personal: { text: 'Which kettle is it?' } },
  ClarificationReceived: { at, clarification: 1, channel: 'email', personal: { text: 'The red one' } },
  LinkedToDuplicate: { at, of: '130081818450' },
  LinkedToCause: { at, cause: 'P-2026-7' },
  NoteAdded: { at, personal: { text: 'Called, nobody there' } },
  ProgressUpdateSent: { at, ...ours, channel: 'email', contentHash: letter.hash, personal: sent },
  ApologyDelivered: {
    at,
    channel: 'phone',
    by: leyla.id,
    remedy: null,
    warning: null,
    personal: { person: 'Leyla Əliyeva', text: 'We are sorry' },
  },
  ComplaintInvestigated: {
    at,
    cause: 'damage',
    causeDomain: 'process',
    validity: 'confirmed',
    method: null,
    steps: ['plan', 'records-reviewed'],
    evidence: [],
    personal: { report: 'The box was too thin', cause: 'Packing' },
  },
  RemedyProposed: {
    at,
    remedy: 1,
    kind: 'refund',
    proposedBy: 'organisation',
    by: omid.id,
    amount: money(4990),
    complainantEstimate: money(6000),
    organisationEstimate: money(4990),
    personal: { description: 'Full price' },
  },
  RemedyCountered: {
    at,
    remedy: 1,
    counteredBy: 'complainant',
    by: omid.id,
    amount: money(5500),
    complainantEstimate: money(6000),
    organisationEstimate: money(4990),
    personal: { description: 'The price and the way to the shop' },
  },
  RemedyAccepted: { at, remedy: 1, by: 'complainant', amount: money(4990) },
  RemedyRejected: { at, remedy: 1, rejectedBy: 'complainant', by: omid.id, personal: { reason: 'She wants a new one' } },
  RemedyApproved: { at, remedy: 1, by: leyla.id, alone: false },
  RemedyImplemented: { at, remedy: 1, paid: money(4990), proof: hex('e'), personal: { description: 'By transfer' } },
  DecisionCommunicated: {
    at,
    ...ours,
    channel: 'letter',
    contentHash: letter.hash,
    hasReasons: true,
    hasRecourse: true,
    outcome: null,
    personal: { ...sent, reasons: 'The box was too thin', recourse: 'The ombudsman' },
  },
  PartSeparated: {
    at,
    part: 1,
    product: 'Kettle insurance',
    category: null,
    segment: 'insurance',
    region: null,
    ...partPins,
    personal: { reason: 'The insurer wants to pay for the burn' },
  },
  PartAnswered: {
    at,
    part: 1,
    channel: 'letter',
    contentHash: letter.hash,
    hasReasons: true,
    hasRecourse: true,
    personal: { ...sent, reasons: 'The burn is covered', recourse: 'The ombudsman' },
  },
  ReviewRequested: { at, stage: 2, by: 'complainant', personal: { reason: 'Nobody asked her' } },
  ReviewDecided: { at, stage: 2, reviewer: leyla.id, outcome: 'upheld', personal: { reasons: 'The decision rests on all there is' } },
  ReferredExternally: { at, body: 'ombudsman', personal: { reference: 'OM-2026-41' } },
  ExternalDecisionRecorded: {
    at,
    body: 'ombudsman',
    outcome: 'partly-upheld',
    amount: money(2000),
    personal: { text: 'For the trouble' },
  },
  ComplaintResolved: {
    at,
    ...ours,
    finding: 'upheld',
    outcome: 'monetary-relief',
    personal: { remedy: 'The price back', prevention: 'A better box' },
  },
  ComplaintFollowedUp: {
    at,
    ...ours,
    outcome: 'satisfied',
    score: 5,
    channel: 'letter',
    contentHash: letter.hash,
    personal: { ...sent, comment: 'Thank you' },
  },
  SatisfactionRecorded: { at, score: 4, obtainedBy: 'survey', personal: { comment: 'Quick in the end' } },
  ComplaintReopened: { at, ...ours, handler: omid.id, team: 'Baku', by: 'complainant', personal: { reason: 'Broke again' } },
  ClosingApproved: { at, by: leyla.id },
  ComplaintClosed: { at, ...ours, reason: 'settled', approver: null, alone: false, told: { channel: 'phone', at }, duplicateOf: null },
  TimelinessReported: {
    at: null,
    bounds: null,
    clock: 'final',
    met: true,
    source: { register: 'cfpb', file: 'nyu.csv', row: 3, id: '3198084' },
  },
  CorrectionRecorded: {
    at,
    revision: 0,
    of: 'ComplaintReceived',
    path: 'product',
    from: 'Kettle',
    to: 'Toaster',
    source: null,
    personal: { reason: 'Misheard' },
  },
  PolicyPinned: { at: recordedAt, policy, calendar, reason: 'taken-over' },
  ClockPaused: {
    at,
    reason: 'documents',
    clocks: ['final'],
    channel: 'letter',
    contentHash: letter.hash,
    personal: { explanation: 'She looks for the receipt', ...sent },
  },
  ClockResumed: { at },
  DeadlineExtended: {
    at,
    clock: 'final',
    round: 1,
    by: { amount: 10, unit: 'calendar-days' },
    due: '2026-06-10T09:30:00.000Z',
    reason: 'expert',
    channel: 'letter',
    contentHash: letter.hash,
    personal: sent,
  },
  HoldingLetterSent: { at, channel: 'letter', contentHash: letter.hash, personal: sent },
  HandlerReminded: {
    ...{ at, of: 'clock', clock: 'final', round: 1, due: '2026-05-31T09:30:00.000Z', owedAt: '2026-05-03T09:30:00.000Z' },
    ...{ handler: omid.id, team: 'Baku' },
  },
  DeadlineMissed: { at, clock: 'acknowledge', round: 1 },
  ClosingWarned: { at, closesAt: '2026-05-10T08:00:00.000Z', channel: 'letter', contentHash: letter.hash, personal: sent },
};

/** The valid command of the type, with what is of interest changed. */
export const ask = <T extends ComplaintCommandType>(type: T, change: Partial<CommandOf<T>> = {}): CommandOf<T> => ({
  ...commands[type],
  ...change,
});
/** The example event of the type, with what is of interest changed. */
export const event = <T extends ComplaintEventType>(type: T, change: Partial<DataOf<T>> = {}): EventOf<T> =>
  ({ type, data: { ...events[type], ...change } }) as unknown as EventOf<T>;

const register = { register: 'cfpb', file: 'nyu.csv', row: 3, id: '3198084' };
/** The same complaint as a register tells it: no policy, owned by an organisation, times nobody published. */
export const imported: readonly [ComplaintEvent, ...ComplaintEvent[]] = [
  event('ComplaintReceived', {
    subjects: [],
    policy: null,
    calendar: null,
    source: { ...register, channel: 'Web', same: null, columns: [{ name: 'Company', value: 'Acme Bank' }] },
  }),
  event('ComplaintAcknowledged', { channel: 'web', contentHash: null, source: register }),
  event('ComplaintAssigned', { handler: null, team: null, organisation: 'Acme Bank', by: null, checked: [], source: register }),
];

export const person = (id: string, about: Partial<Person> = {}): Person => ({
  ...{ id, exists: true, active: true, team: 'Baku', competences: [], absent: false },
  ...about,
});
/** What a correction of the product finds. */
export const found = (about: Partial<Corrected> = {}): Corrected => ({
  of: 'ComplaintReceived',
  imported: false,
  recordedBy: omid.id,
  recordedAt: '2026-05-04T08:00:00.000Z',
  followedAt: null,
  today: true,
  now: 'Kettle',
  same: false,
  part: null,
  ...about,
});

/** The policy of the first day. */
export const handling: HandlingPolicy = {
  policy,
  calendar,
  reopenWithinDays: 180,
  backdatingAllowanceDays: 7,
  smallBusiness: false,
  shortRoute: false,
  approvalLimits: { supervisor: null, 'quality-manager': null },
  competences: [],
};
/** Nothing stands in the way: the letters hold what they must, everybody named is here. */
const standing = (id: string, due: string, takesHoldingLetter: boolean): ClockStanding => ({
  id,
  round: 1,
  isRunning: true,
  isPaused: false,
  isOverdue: false,
  due,
  takesHoldingLetter,
});
/** The answer is due in thirty days, nothing was paused or extended, and the policy allows both once. */
export const clocks: ClockFacts = {
  standing: [standing('acknowledge', '2026-05-08T09:30:00.000Z', false), standing('final', '2026-05-31T09:30:00.000Z', true)],
  pauses: { open: null, lastEndedAt: null, reasonsUsed: [], count: 0 },
  pauseAllowed: { clocks: ['final'], once: true, notice: ['reason'] },
  extension: {
    round: 1,
    isInTime: true,
    unit: 'calendar-days',
    allowed: { times: 1, reasons: ['expert'], notice: ['reason', 'date'] },
    timesUsed: 0,
    newDue: '2026-06-10T09:30:00.000Z',
    latestDue: '2026-06-10T09:30:00.000Z',
    tellsDate: true,
  },
};
/** … and what is asked of them after they were paused. */
export const standingStill: ClockFacts = { ...clocks, pauses: { open: { at }, lastEndedAt: null, reasonsUsed: ['documents'], count: 1 } };
export const clocksFor = (type: ComplaintCommandType): ClockFacts => (type === 'ResumeClock' ? standingStill : clocks);

const facts: ComplaintFacts = {
  repinned: null,
  part: partPins,
  policy: handling,
  receipt: { number: true, details: true, summary: true, receivedAt: true },
  followUp: { number: true, summary: true, remedy: true },
  person: person(omid.id),
  approver: null,
  deciders: [],
  workload: null,
  duplicateExists: true,
  correction: found(),
  clocks,
  owed: missed,
  silence: silent,
};
export const knowing = (other: Partial<ComplaintFacts>) => ({ facts: { ...facts, ...other } });
/** A supervisor asks, so that only the rules of the case are in question. */
export const usually: Known<ComplaintFacts> = { recordedAt, actor: leyla, ...knowing({}) };
