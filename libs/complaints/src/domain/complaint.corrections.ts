import type { Correctable, ComplaintEventType } from './complaint.events';

/**
 * What may be corrected in each event, as paths in its data. Who decided what, and with which verdict, is never corrected: it is done
 * anew. Corrections are new events; both values stay visible.
 */
export const correctable: Readonly<
  Record<ComplaintEventType, { readonly clear: readonly string[]; readonly personal: readonly string[] }>
> = {
  ComplaintReceived: {
    clear: [
      'channel',
      'receivedAt',
      'occurredFrom',
      'occurredTo',
      'language',
      'preferredChannel',
      'product',
      'category',
      'department',
      'segment',
      'region',
      'batch',
      'loss',
      'repeat',
    ],
    personal: [
      'brief.summary',
      'personal.complainant.name',
      'personal.complainant.address',
      'personal.complainant.phone',
      'personal.complainant.email',
      'personal.complainant.other',
      'personal.complainant.representative',
      'personal.complainant.needs',
      'personal.description',
      'personal.place',
      'personal.orderNumber',
      'personal.remedySought',
      'personal.immediateAction',
      'personal.zip',
      'personal.tags',
    ],
  },
  ComplaintAcknowledged: { clear: ['at', 'channel'], personal: [] },
  ComplaintAssessed: { clear: ['at', 'category'], personal: ['personal.reason'] },
  Classified: { clear: ['at', 'product', 'category', 'department', 'segment', 'region'], personal: ['personal.reason'] },
  ComplaintAssigned: { clear: ['at', 'organisation'], personal: ['personal.reason'] },
  ComplaintEscalated: { clear: ['at'], personal: ['personal.text'] },
  FeedbackAnswered: { clear: ['at', 'channel'], personal: [] },
  ConvertedToComplaint: { clear: ['at'], personal: ['personal.reason'] },
  EvidenceAdded: { clear: ['at'], personal: ['personal.name', 'personal.description'] },
  NoteAdded: { clear: ['at'], personal: ['personal.text'] },
  LinkedToDuplicate: { clear: ['at'], personal: [] },
  LinkedToCause: { clear: ['at'], personal: [] },
  ProgressUpdateSent: { clear: ['at', 'channel'], personal: [] },
  ApologyDelivered: { clear: ['at', 'channel'], personal: ['personal.person', 'personal.text'] },
  InterviewRecorded: { clear: ['at'], personal: ['personal.text'] },
  ClarificationRequested: { clear: ['at', 'channel'], personal: ['personal.text'] },
  ClarificationReceived: { clear: ['at', 'channel'], personal: ['personal.text'] },
  ComplaintInvestigated: { clear: ['at', 'cause', 'causeDomain'], personal: ['personal.report', 'personal.cause'] },
  RemedyProposed: { clear: ['at', 'complainantEstimate', 'organisationEstimate'], personal: ['personal.description'] },
  RemedyCountered: { clear: ['at', 'complainantEstimate', 'organisationEstimate'], personal: ['personal.description'] },
  RemedyAccepted: { clear: ['at'], personal: [] },
  RemedyRejected: { clear: ['at'], personal: ['personal.reason'] },
  RemedyApproved: { clear: ['at'], personal: [] },
  RemedyImplemented: { clear: ['at', 'paid'], personal: ['personal.description'] },
  DecisionCommunicated: { clear: ['at', 'channel'], personal: ['personal.reasons', 'personal.recourse'] },
  PartSeparated: { clear: ['at'], personal: ['personal.reason'] },
  PartAnswered: { clear: ['at', 'channel'], personal: ['personal.reasons', 'personal.recourse'] },
  ReviewRequested: { clear: ['at'], personal: ['personal.reason'] },
  ReviewDecided: { clear: ['at'], personal: ['personal.reasons'] },
  ReferredExternally: { clear: ['at'], personal: ['personal.reference'] },
  ExternalDecisionRecorded: { clear: ['at', 'amount'], personal: ['personal.text'] },
  ComplaintResolved: { clear: ['at', 'outcome'], personal: ['personal.remedy', 'personal.prevention'] },
  ComplaintFollowedUp: { clear: ['at', 'score'], personal: ['personal.comment'] },
  SatisfactionRecorded: { clear: ['at', 'score'], personal: ['personal.comment'] },
  ComplaintReopened: { clear: ['at'], personal: ['personal.reason'] },
  ClosingApproved: { clear: ['at'], personal: [] },
  ComplaintClosed: { clear: ['at'], personal: ['personal.unreachable', 'personal.remedyWaived', 'personal.followUpImpossible'] },
  HandlerReminded: { clear: [], personal: [] },
  DeadlineMissed: { clear: [], personal: [] },
  ClosingWarned: { clear: ['at', 'channel'], personal: [] },
  TimelinessReported: { clear: [], personal: [] },
  CorrectionRecorded: { clear: [], personal: [] },
  PolicyPinned: { clear: [], personal: [] },
  ClockPaused: { clear: ['at', 'channel'], personal: ['personal.explanation'] },
  ClockResumed: { clear: ['at'], personal: [] },
  DeadlineExtended: { clear: ['at', 'channel'], personal: [] },
  HoldingLetterSent: { clear: ['at', 'channel'], personal: [] },
};

const column = 'source.columns.';
/** An imported column that maps to nothing of ours: `source.columns.Company` in clear, `personal.columns.<name>` sealed. */
const sealedColumn = 'personal.columns.';
export const isColumnPath = (path: string): boolean => path.startsWith(column) || path.startsWith(sealedColumn);

/** The business time of an event: nothing happens after it was recorded. */
export const isTimePath = (path: string): boolean => path === 'at' || path === 'receivedAt';

export const isPersonalPath = (path: string): boolean => path.startsWith('brief.') || path.startsWith('personal.');

export const isCorrectable = (type: ComplaintEventType, path: string): boolean => {
  if (type === 'ComplaintReceived' && isColumnPath(path)) return true;
  const { clear, personal } = correctable[type];
  return isPersonalPath(path) ? personal.includes(path) : clear.includes(path);
};

type Json = Readonly<Record<string, unknown>>;

/** The value at a path of an event's data or of an opened part; a column is found by its name, what is absent is null. */
export const valueAt = (data: object, path: string): Correctable | string => {
  const columns = columnOf(path);
  if (columns) {
    const list = (valueAtSteps(data, columns.list) ?? []) as readonly { name: string; value: string }[];
    return list.find(({ name }) => name === columns.name)?.value ?? null;
  }
  return (valueAtSteps(data, path.split('.')) ?? null) as Correctable;
};

/** The same data with another value at the path; nothing is changed in place. What becomes undefined is not stored. */
export const withValueAt = <T extends object>(data: T, path: string, value: unknown): T => {
  const columns = columnOf(path);
  if (!columns) return replaced(data as Json, path.split('.'), value) as T;
  const list = (valueAtSteps(data, columns.list) ?? []) as readonly { name: string; value: unknown }[];
  const entry = { name: columns.name, value };
  const known = list.some(({ name }) => name === columns.name);
  const changed = known ? list.map((old) => (old.name === columns.name ? entry : old)) : [...list, entry];
  return replaced(
    data as Json,
    columns.list,
    changed.filter((each) => each.value !== undefined),
  ) as T;
};

const columnOf = (path: string): { readonly list: readonly string[]; readonly name: string } | null => {
  for (const prefix of [column, sealedColumn]) {
    if (path.startsWith(prefix)) return { list: prefix.slice(0, -1).split('.'), name: path.slice(prefix.length) };
  }
  return null;
};

const valueAtSteps = (data: object, steps: readonly string[]): unknown =>
  steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Json)[step] : undefined),
    data,
  );

const replaced = (data: Json, [step, ...rest]: readonly string[], value: unknown): Json => {
  if (rest.length === 0) return { ...data, [step!]: value };
  return { ...data, [step!]: replaced((data[step!] ?? {}) as Json, rest, value) };
};
