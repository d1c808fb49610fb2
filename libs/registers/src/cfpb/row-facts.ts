import type { Bounds, ComplaintEvent, DataOf, FirstSource, Source } from '@redress/complaints';
import { later, plusDays } from '@redress/kernel';
import type { CfpbRow } from './cfpb-row';
import { importCommandId, organisation, register } from './identity';

/** Something a row says, as the event that records it and the id that the same fact has in any copy. */
export interface Fact {
  readonly event: ComplaintEvent;
  readonly commandId: string;
}

export interface From {
  readonly file: string;
  readonly row: CfpbRow;
  readonly number: string;
}

/** Days in which the register wants an answer; a timely one lies within them. */
const daysToAnswer = 15;

/** What another copy calls the same fact: its id is made of the row's id, or of the complaint's number where the copy has none. */
export const factOf = ({ row, number }: From, event: ComplaintEvent, ...values: readonly string[]): Fact => ({
  event,
  commandId: importCommandId(row.id ?? number, event.type, ...values),
});

export const sourceOf = ({ file, row: { row, id } }: From): Source => ({ register, file, row, id });

/**
 * What comes after the receipt, in the order in which it must have happened. Nothing is invented: a response has no published date, so
 * its time is null with bounds; a blank cell says nothing.
 */
export const laterFacts = (from: From): readonly Fact[] => [
  ...handedOver(from),
  ...response(from),
  ...timeliness(from),
  ...(from.row.disputed === true ? dispute(from) : []),
];

/** `same` is the keyed hash of a row without an id; what is personal is left out where its key was destroyed. */
export const receiptOf = (from: From, same: string | null, personal: Personal | null): Fact => {
  const { row, number } = from;
  const source: FirstSource = { ...sourceOf(from), channel: row.channelWord, same, columns: row.columns };
  return factOf(from, {
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
      ...(personal !== null && { personal }),
    },
  });
};

type Personal = NonNullable<DataOf<'ComplaintReceived'>['personal']>;

/** Null where the row holds nothing personal. */
export const personalOf = ({ narrative, zip, tags, sealedColumns }: CfpbRow): Personal | null => {
  if (narrative === null && zip === null && tags === null && sealedColumns.length === 0) return null;
  return {
    ...(narrative !== null && { description: narrative }),
    ...(zip !== null && { zip }),
    ...(tags !== null && { tags }),
    ...(sealedColumns.length > 0 && { columns: sealedColumns }),
  };
};

/** The register's portal acknowledges and hands over in one step; a company and no person answers for it from then on. */
const handedOver = (from: From): readonly Fact[] => {
  const { sentAt: at, channel } = from.row;
  if (at === null) return [];
  const source = sourceOf(from);
  const acknowledged = { at, channel, contentHash: null, template: null, language: null, source };
  const assigned = { at, handler: null, team: null, organisation, by: null, checked: [], conflicts: [], workload: null, source };
  return [
    factOf(from, { type: 'ComplaintAcknowledged', data: acknowledged }, at),
    factOf(from, { type: 'ComplaintAssigned', data: assigned }, organisation, at),
  ];
};

const response = (from: From): readonly Fact[] => {
  const { kind, outcome } = from.row.response;
  const unknown = { at: null, bounds: boundsOf(from.row), source: sourceOf(from) } as const;
  switch (kind) {
    case 'in-progress':
      return [factOf(from, { type: 'ProgressUpdateSent', data: { ...unknown, channel: null, contentHash: null } })];
    case 'closed': {
      const decision = { ...unknown, channel: null, contentHash: null, hasReasons: false, hasRecourse: false, outcome };
      const closing = { ...unknown, reason: 'settled', approver: null, alone: false, told: null, duplicateOf: null } as const;
      return [
        factOf(from, { type: 'DecisionCommunicated', data: decision }, outcome),
        factOf(from, { type: 'ComplaintResolved', data: { ...unknown, finding: 'not-stated', outcome } }, outcome),
        // Another outcome closes it anew; so the closing goes by the outcome that it ends.
        factOf(from, { type: 'ComplaintClosed', data: closing }, closing.reason, outcome),
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
  const verdict = { at: null, bounds: null, clock: 'final', met, source: sourceOf(from) } as const;
  return [factOf(from, { type: 'TimelinessReported', data: verdict }, verdict.clock, String(met))];
};

const dispute = (from: From): readonly Fact[] => {
  const unknown = { at: null, bounds: null, source: sourceOf(from) } as const;
  const followUp = { ...unknown, outcome: 'dissatisfied', score: null, channel: null, contentHash: null } as const;
  return [
    factOf(from, { type: 'ComplaintFollowedUp', data: followUp }, followUp.outcome),
    factOf(from, { type: 'ComplaintReopened', data: { ...unknown, handler: null, team: null, by: 'complainant' } }),
  ];
};

/** A response comes after receipt and sending; a timely one within 15 days of the sending, unless that day lies before the receipt. */
const boundsOf = ({ sentAt, receivedAt, timely }: CfpbRow): Bounds => {
  const from = sentAt === null ? receivedAt : later(sentAt, receivedAt);
  const until = timely === true && sentAt !== null ? plusDays(sentAt, daysToAnswer) : null;
  return { from, until: until !== null && until >= from ? until : null };
};
