import type { Bounds, ComplaintEvent, DataOf, FirstSource, Source } from '@redress/complaints';
import { type Instant, plusDays } from '@redress/kernel';
import type { CfpbRow } from './cfpb-row';
import { organisation, register } from './identity';

/** Something a row says, as the event that records it and the values of its own that make it the same fact in another copy. */
export interface Fact {
  readonly event: ComplaintEvent;
  readonly values: readonly string[];
}

export interface From {
  readonly file: string;
  readonly row: CfpbRow;
  readonly number: string;
  /** Keyed hash of a row without an id. */
  readonly same: string | null;
}

/** Days in which the register wants an answer; a timely one lies within them. */
const daysToAnswer = 15;

/**
 * The facts of one row, in the order in which they must have happened. Nothing is invented: a response has no published date, so its
 * time is null with bounds; a blank cell says nothing.
 */
export const factsOf = (from: From): readonly Fact[] => [{ event: received(from), values: [] }, ...laterFacts(from)];

/** All but the receipt. */
export const laterFacts = (from: From): readonly Fact[] => {
  const { row } = from;
  return [...handedOver(from), ...response(from), ...timeliness(from), ...(row.disputed === true ? dispute(from) : [])];
};

export const sourceOf = ({ file, row: { row, id } }: From): Source => ({ register, file, row, id });

const received = (from: From): ComplaintEvent => {
  const { row, number, same } = from;
  const source: FirstSource = { ...sourceOf(from), channel: row.channelWord, same, columns: row.columns };
  const personal = personalOf(row);
  return {
    type: 'ComplaintReceived',
    data: {
      number,
      kind: 'complaint',
      channel: row.channel,
      receivedAt: row.receivedAt,
      occurredFrom: null,
      occurredTo: null,
      anonymous: false,
      represented: false,
      vulnerable: false,
      language: null,
      preferredChannel: null,
      product: row.product,
      category: row.category,
      department: null,
      segment: null,
      region: row.region,
      batch: null,
      loss: null,
      repeat: null,
      documents: [],
      subjects: [],
      policy: null,
      calendar: null,
      privacyNotice: null,
      source,
      ...(Object.keys(personal).length > 0 && { personal }),
    },
  };
};

type Personal = NonNullable<DataOf<'ComplaintReceived'>['personal']>;
const personalOf = ({ narrative, zip, tags, sealedColumns }: CfpbRow): Personal => ({
  ...(narrative !== null && { description: narrative }),
  ...(zip !== null && { zip }),
  ...(tags !== null && { tags }),
  ...(sealedColumns.length > 0 && { columns: sealedColumns }),
});

/** The register's portal acknowledges and hands over in one step; a company and no person answers for it from then on. */
const handedOver = (from: From): readonly Fact[] => {
  const at = from.row.sentAt;
  if (at === null) return [];
  const source = sourceOf(from);
  return [
    {
      event: {
        type: 'ComplaintAcknowledged',
        data: { at, channel: from.row.channel, contentHash: null, template: null, language: null, source },
      },
      values: [at],
    },
    {
      event: { type: 'ComplaintAssigned', data: { at, handler: null, team: null, organisation, by: null, checked: [], source } },
      values: [organisation, at],
    },
  ];
};

const response = (from: From): readonly Fact[] => {
  const { row } = from;
  const source = sourceOf(from);
  const bounds = boundsOf(row);
  switch (row.response.kind) {
    case 'in-progress':
      return [{ event: { type: 'ProgressUpdateSent', data: { at: null, bounds, channel: null, contentHash: null, source } }, values: [] }];
    case 'closed': {
      const { outcome } = row.response;
      const decision = { at: null, bounds, channel: null, contentHash: null, hasReasons: false, hasRecourse: false, outcome, source };
      const closing = { at: null, bounds, reason: 'settled', approver: null, told: null, duplicateOf: null, source } as const;
      return [
        { event: { type: 'DecisionCommunicated', data: decision }, values: [outcome] },
        { event: { type: 'ComplaintResolved', data: { at: null, bounds, finding: 'not-stated', outcome, source } }, values: [outcome] },
        { event: { type: 'ComplaintClosed', data: closing }, values: ['settled'] },
      ];
    }
    case 'untimely':
    case 'none':
      return [];
  }
};

/** Somebody else's verdict on the final answer; never mixed with ours. */
const timeliness = (from: From): readonly Fact[] => {
  const met = from.row.timely;
  if (met === null) return [];
  return [
    {
      event: { type: 'TimelinessReported', data: { at: null, bounds: null, clock: 'final', met, source: sourceOf(from) } },
      values: ['final', String(met)],
    },
  ];
};

const dispute = (from: From): readonly Fact[] => {
  const source = sourceOf(from);
  const unknown = { at: null, bounds: null, source } as const;
  return [
    {
      event: { type: 'ComplaintFollowedUp', data: { ...unknown, outcome: 'dissatisfied', score: null, channel: null, contentHash: null } },
      values: ['dissatisfied'],
    },
    { event: { type: 'ComplaintReopened', data: { ...unknown, handler: null, team: null, by: 'complainant' } }, values: [] },
  ];
};

/** A response comes after the sending; a timely one within 15 days of it. */
const boundsOf = ({ sentAt, receivedAt, timely }: CfpbRow): Bounds => {
  const from: Instant = sentAt !== null && sentAt > receivedAt ? sentAt : receivedAt;
  return { from, until: timely === true && sentAt !== null ? plusDays(sentAt, daysToAnswer) : null };
};
