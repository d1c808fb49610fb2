import { accessCodec, type AccessEvent, accessStream } from '@redress/access';
import { complaintCodec, complaintDecider, complaintStream, type ComplaintEvent, type ComplaintEventType } from '@redress/complaints';
import { calendarStream, firstCalendar, firstPolicy, policyCodec, type PolicyEvent, listingStream, policyStream } from '@redress/deadlines';
import type { EventCodec } from '@redress/event-store';
import { type DomainEvent, sha256, type StoredEvent } from '@redress/kernel';
import { staffCodec, staffDecider, type StaffEvent, staffStream } from '@redress/staff';
import { at, event, leyla, recordedAt } from '../../complaints/src/domain/examples.spec-support';
import vectors from '../../../test/golden/vectors.json';

/** A stream whose last event is worth keeping for ever, and how it is read. */
export interface Story<E extends DomainEvent = DomainEvent> {
  readonly stream: string;
  readonly events: readonly [E, ...E[]];
  /** What tells it from the plain story of the same type. */
  readonly variant?: string;
}
/** Everything that is stored under one codec; `state` folds a whole stream, null where nothing is folded. */
export interface Kind<E extends DomainEvent = DomainEvent> {
  readonly codec: EventCodec<E>;
  readonly state: ((events: readonly StoredEvent<E>[]) => object) | null;
  readonly stories: readonly Story<E>[];
}

const stream = complaintStream(vectors.number[0]!.number);
const told = (...events: [ComplaintEvent, ...ComplaintEvent[]]): Story<ComplaintEvent> => ({ stream, events });
const received = event('ComplaintReceived');
/** What a state needs to have seen for the event to say something in it, beside the receipt. */
const after: Readonly<Partial<Record<ComplaintEventType, readonly ComplaintEvent[]>>> = {
  ComplaintAssigned: [event('ComplaintAssessed')],
  ComplaintInvestigated: [event('ComplaintAssessed'), event('ComplaintAssigned'), event('EvidenceAdded')],
  ClockResumed: [event('ClockPaused')],
  ClarificationReceived: [event('ClarificationRequested')],
  PartAnswered: [event('PartSeparated')],
  ReviewRequested: [event('DecisionCommunicated')],
  ReviewDecided: [event('DecisionCommunicated'), event('ReviewRequested')],
  ExternalDecisionRecorded: [event('ReferredExternally')],
  RemedyCountered: [event('RemedyProposed')],
  RemedyRejected: [event('RemedyProposed')],
  RemedyAccepted: [event('RemedyProposed')],
  RemedyApproved: [event('RemedyProposed')],
  RemedyImplemented: [event('RemedyProposed'), event('RemedyAccepted'), event('RemedyApproved')],
  ComplaintFollowedUp: [event('DecisionCommunicated'), event('ComplaintResolved')],
  ComplaintReopened: [event('DecisionCommunicated'), event('RemedyProposed'), event('ComplaintResolved')],
  ComplaintClosed: [event('DecisionCommunicated'), event('ComplaintResolved'), event('ClosingApproved')],
};
/** What is told of feedback that is no complaint. */
const asked = event('ComplaintReceived', { kind: 'enquiry' });
const ofFeedback: readonly ComplaintEventType[] = ['FeedbackAnswered', 'ConvertedToComplaint'];
const plain = complaintCodec.types
  .filter((type) => type !== 'ComplaintReceived')
  .map((type) => told(ofFeedback.includes(type) ? asked : received, ...(after[type] ?? []), event(type)));

const source = { register: 'cfpb', file: 'nyu.csv', row: 3, id: '3198084' };
const unknown = { at: null, bounds: { from: '2026-05-03T16:00:00.000Z', until: '2026-05-18T16:00:00.000Z' }, source };
const nowhere = { at: null, bounds: null, channel: null, contentHash: null, source };
const nothing = { occurredFrom: null, occurredTo: null, language: null, preferredChannel: null, department: null, segment: null } as const;
/** One complaint as the import of a register writes it, to its disputed end. */
const byRegister: readonly [ComplaintEvent, ...ComplaintEvent[]] = [
  {
    type: 'ComplaintReceived',
    data: {
      ...nothing,
      ...{ number: vectors.number[2]!.number, kind: 'complaint', channel: 'web', receivedAt: '2026-05-01T16:00:00.000Z' },
      ...{ anonymous: false, represented: false, vulnerable: false, product: 'Mortgage', category: 'Closing', region: 'CT', batch: null },
      ...{ loss: null, repeat: null, documents: [], subjects: [], policy: null, calendar: null, privacyNotice: null },
      source: { ...source, channel: 'Web', same: null, columns: [{ name: 'Company', value: 'Acme Bank' }] },
      personal: {
        description: 'XXXX',
        zip: '06513',
        tags: 'Older American',
        columns: [{ name: 'Company public response', value: 'None' }],
      },
    },
  },
  { type: 'ComplaintAcknowledged', data: { at, channel: 'web', contentHash: null, template: null, language: null, source } },
  {
    type: 'ComplaintAssigned',
    data: { at, handler: null, team: null, organisation: 'company', by: null, checked: [], conflicts: [], workload: null, source },
  },
  { type: 'ProgressUpdateSent', data: nowhere },
  {
    type: 'DecisionCommunicated',
    data: { ...unknown, channel: null, contentHash: null, hasReasons: false, hasRecourse: false, outcome: 'explanation' },
  },
  { type: 'ComplaintResolved', data: { ...unknown, finding: 'not-stated', outcome: 'explanation' } },
  { type: 'ComplaintClosed', data: { ...unknown, reason: 'settled', approver: null, alone: false, told: null, duplicateOf: null } },
  { type: 'ComplaintFollowedUp', data: { ...nowhere, outcome: 'dissatisfied', score: null } },
  { type: 'ComplaintReopened', data: { at: null, bounds: null, handler: null, team: null, by: 'complainant', source } },
];
const ofRegister = byRegister.map((_last, index) => ({
  stream: complaintStream(vectors.number[2]!.number),
  events: [byRegister[0], ...byRegister.slice(1, index + 1)] as const,
  variant: 'imported',
}));

const { from: _from, to: _to, ...corrected } = event('CorrectionRecorded').data;
const sealedCorrection: Story<ComplaintEvent> = {
  ...told(received, {
    type: 'CorrectionRecorded',
    data: { ...corrected, path: 'brief.summary', corrected: { summary: 'Broken in the box' } },
  }),
  variant: 'personal',
};

const complaints: Kind<ComplaintEvent> = {
  codec: complaintCodec,
  state: (events) => events.reduce(complaintDecider.evolve, complaintDecider.initial),
  stories: [told(received), ...plain, ...ofRegister, sealedCorrection],
};

const id = vectors.ids.staffId.uuid;
const joined: StaffEvent = { type: 'StaffMemberJoined', data: { id, at, team: 'Baku', roles: ['agent'], brief: { name: 'Omid Əliyev' } } };
const left: StaffEvent = { type: 'StaffMemberLeft', data: { at, personal: { reason: 'Moved away' } } };
const granted: StaffEvent = { type: 'CompetenceGranted', data: { at, competence: 'kettles', from: '2026-05-01', to: '2027-04-30' } };
const away: StaffEvent = { type: 'AbsenceRecorded', data: { at, absence: 1, from: '2026-05-04', to: null } };
const ofStaff = (...events: [StaffEvent, ...StaffEvent[]]): Story<StaffEvent> => ({ stream: staffStream(id), events });
const staff: Kind<StaffEvent> = {
  codec: staffCodec,
  state: (events) => events.reduce(staffDecider.evolve, staffDecider.initial),
  stories: [
    ofStaff(joined),
    ofStaff(joined, { type: 'StaffMemberMoved', data: { at, team: null } }),
    ofStaff(joined, { type: 'StaffRolesChanged', data: { at, roles: ['agent', 'investigator'] } }),
    ofStaff(joined, left),
    ofStaff(joined, left, { type: 'StaffMemberReturned', data: { at } }),
    ofStaff(joined, granted),
    ofStaff(joined, granted, { type: 'CompetenceWithdrawn', data: { at, competence: 'kettles' } }),
    ofStaff(joined, away),
    ofStaff(joined, away, { type: 'AbsenceCancelled', data: { at, absence: 1 } }),
    ofStaff(joined, { type: 'ApprovalLimitSet', data: { at, limit: { minor: 50_000, currency: 'AZN' } } }),
  ],
};

const adopted = (name: string, content: object) => {
  const text = JSON.stringify(content);
  return { id: name, version: 1, text, sha256: sha256(text), at };
};
const { id: calendarId, calendar } = firstCalendar('Asia/Baku');
const { text: _text, ...pinned } = adopted(firstPolicy.id, firstPolicy.policy);
const listed = { kind: 'policy', ...pinned, version: 2 } as const;
const policies: Kind<PolicyEvent> = {
  codec: policyCodec,
  state: null,
  stories: [
    { stream: policyStream(firstPolicy.id), events: [{ type: 'PolicyAdopted', data: adopted(firstPolicy.id, firstPolicy.policy) }] },
    { stream: calendarStream(calendarId), events: [{ type: 'CalendarAdopted', data: adopted(calendarId, calendar) }] },
    { stream: listingStream, events: [{ type: 'VersionListed', data: listed }] },
  ],
};
const access: Kind<AccessEvent> = {
  codec: accessCodec,
  state: null,
  stories: [
    {
      stream: accessStream(leyla, recordedAt),
      events: [{ type: 'PersonalDataRead', data: { numbers: [vectors.number[0]!.number], operation: 'case' } }],
    },
  ],
};

/** Every kind of stream this build writes. */
export const kinds = [complaints, staff, policies, access] as unknown as readonly Kind[];
