import type { About, Moment, TimedMoment } from '@redress/deadlines';
import { metadataOf, type Seen } from '@redress/event-store';
import type { Instant, StoredEvent } from '@redress/kernel';
import type { Bounds, ComplaintEvent, ComplaintEventType } from './domain/complaint.events';
import type { Party } from './domain/complaint.words';

type Stored = StoredEvent<ComplaintEvent>;
type StoredOf<T extends ComplaintEventType> = Extract<Stored, { type: T }>;

/** Where an event stands in its stream. */
export interface Told {
  readonly revision: number;
  readonly recordedAt: Instant;
}

/** What tells clocks nothing. A new event does not compile until it is listed here or told below. */
const silent = [
  'FeedbackAnswered',
  'ComplaintAssigned',
  'InterviewRecorded',
  'LinkedToDuplicate',
  'LinkedToCause',
  'ReferredExternally',
  'ExternalDecisionRecorded',
  'EvidenceAdded',
  'NoteAdded',
  'ApologyDelivered',
  'ComplaintInvestigated',
  'RemedyApproved',
  'ClosingApproved',
  'TimelinessReported',
] as const satisfies readonly ComplaintEventType[];
type Silent = (typeof silent)[number];
const silentTypes: ReadonlySet<ComplaintEventType> = new Set(silent);
const isSilent = (event: Stored): event is StoredOf<Silent> => silentTypes.has(event.type);

/** Can an event of this type change what the clocks know? Of another one the data need not be read. */
export const tellsClocks = (type: ComplaintEventType): boolean => !silentTypes.has(type);

/** What the clocks know of a stream that was just read. */
export const momentsIn = (seen: readonly Seen<ComplaintEvent>[]): readonly Moment[] =>
  seen.reduce<readonly Moment[]>(
    (before, { event, recorded }) =>
      momentsAfter(before, event, { revision: recorded.revision, recordedAt: metadataOf(recorded).recordedAt }),
    [],
  );

/** What the clocks know of a complaint after an event; the same list where it tells them nothing. */
export const momentsAfter = (before: readonly Moment[], event: Stored, told: Told): readonly Moment[] => {
  if (isSilent(event)) return before;
  if (event.type === 'CorrectionRecorded') return corrected(before, event.data, told);
  if (event.type === 'ConvertedToComplaint') return converted(before, told);
  if (event.type === 'PolicyPinned' && event.data.reason === 'taken-over') return takenOver(before, event, told);
  const moments = [...remedyNow(before, event, told), ...momentsOf(event, told)];
  return moments.length === 0 ? before : [...before, ...moments];
};

/**
 * Of several remedies the one that was accepted or carried out last decides over limits, not the one that was proposed last.
 */
const remedyNow = (before: readonly Moment[], event: Stored, { revision }: Told): readonly Moment[] => {
  if (event.type !== 'RemedyAccepted' && event.type !== 'RemedyImplemented') return [];
  const named = before.flatMap((moment) =>
    moment.what === 'about' && moment.about.remedy ? [{ ...moment, kind: moment.about.remedy }] : [],
  );
  const chosen = before.filter(({ what }) => what === 'remedy-accepted' || what === 'redressed').map((moment) => moment.revision);
  const proposed = named.filter((one) => !chosen.includes(one.revision));
  const kind = proposed[event.data.remedy - 1]?.kind;
  return kind === undefined || kind === named.at(-1)!.kind ? [] : [{ what: 'about', revision, about: { remedy: kind } }];
};

/**
 * What somebody else did before is done, and nobody is judged by when: a duty that was kept then counts as kept by the time it was taken
 * over. When the complaint came and was reopened stays, because clocks run from there.
 */
const takenOver = (before: readonly Moment[], event: StoredOf<'PolicyPinned'>, told: Told): readonly Moment[] => [
  ...before.map((moment) =>
    isDoneElsewhere(moment) ? { what: moment.what, revision: moment.revision, at: null, notAfter: told.recordedAt } : moment,
  ),
  ...momentsOf(event, told),
];

const doneElsewhere: readonly Moment['what'][] = ['acknowledged', 'update-sent', 'decided', 'resolved', 'followed-up', 'closed'];
const isDoneElsewhere = (moment: Moment): moment is TimedMoment => doneElsewhere.includes(moment.what);

/**
 * Its clocks run from its receipt, but nobody had to answer for it as a complaint before it was recorded as one; that it was closed as
 * something else ended no complaint.
 */
const converted = (before: readonly Moment[], { revision, recordedAt }: Told): readonly Moment[] => [
  ...before.filter(({ what }) => what !== 'closed'),
  { what: 'about', revision, about: { kind: 'complaint' } },
  { what: 'recorded', revision, at: recordedAt },
];

const momentsOf = (
  event: Exclude<Stored, StoredOf<Silent | 'CorrectionRecorded' | 'ConvertedToComplaint'>>,
  told: Told,
): readonly Moment[] => {
  const { revision } = told;
  switch (event.type) {
    case 'ComplaintReceived':
      return received(event.data, told);
    case 'ComplaintAcknowledged': {
      // The portal of a register acknowledges by handing the complaint on.
      const acknowledged: Moment = { what: 'acknowledged', revision, at: event.data.at };
      return event.data.source === null ? [acknowledged] : [{ what: 'forwarded', revision, at: event.data.at }, acknowledged];
    }
    case 'ComplaintAssessed': {
      const { severity, category } = event.data;
      return [{ what: 'about', revision, about: { severity, ...(category !== null && { category }) } }];
    }
    case 'ProgressUpdateSent':
      return [timed('update-sent', event.data, revision)];
    case 'RemedyAccepted':
      return [{ what: 'remedy-accepted', revision, at: event.data.at }, ...heardFrom(event.data.by, event.data.at, revision)];
    case 'RemedyImplemented':
      return [{ what: 'redressed', revision, at: event.data.at }];
    case 'DecisionCommunicated':
      return [timed('decided', event.data, revision)];
    case 'ComplaintResolved':
      return [timed('resolved', event.data, revision)];
    case 'ComplaintFollowedUp':
      return [timed('followed-up', event.data, revision), ...answerIn(event.data, revision)];
    case 'ComplaintReopened':
      return [{ ...timed('reopened', event.data, revision), at: event.data.at ?? event.data.bounds?.until ?? told.recordedAt }];
    case 'ComplaintClosed':
      return [timed('closed', event.data, revision)];
    case 'PolicyPinned': {
      const { policy, calendar } = event.data;
      return [{ what: 'pinned', revision, policy, calendar, recordedAt: told.recordedAt }];
    }
    case 'RemedyProposed':
      return [{ what: 'about', revision, about: { remedy: event.data.kind } }, said(event.data.proposedBy, event.data.at, revision)];
    case 'Classified':
      return [{ what: 'about', revision, about: aboutOf(event.data) }];
    case 'PartSeparated':
      return [separated(event.data, revision)];
    case 'PartAnswered':
      return [{ what: 'part-answered', revision, part: event.data.part, at: event.data.at }];
    case 'ReviewRequested':
      return [{ what: 'review-requested', revision, at: event.data.at }, ...heardFrom(event.data.by, event.data.at, revision)];
    case 'ReviewDecided':
      return [{ what: 'review-decided', revision, at: event.data.at }];
    case 'ClockPaused': {
      const { at, reason, clocks } = event.data;
      return [{ what: 'paused', revision, at, reason, clocks }];
    }
    case 'ClockResumed':
      return [{ what: 'resumed', revision, at: event.data.at }];
    case 'DeadlineExtended': {
      const { clock, by, reason } = event.data;
      return [{ what: 'extended', revision, clock, by, reason }];
    }
    case 'HoldingLetterSent':
      return [{ what: 'holding-letter', revision, at: event.data.at }];
    case 'ComplaintEscalated':
      return [{ what: 'escalated', revision, level: event.data.level }];
    case 'HandlerReminded':
      return [{ what: 'acted', revision, action: 'remind', clock: event.data.clock, owedAt: event.data.owedAt }];
    case 'DeadlineMissed':
      return [{ what: 'acted', revision, action: 'record-missed', clock: event.data.clock, owedAt: event.data.at }];
    case 'ClosingWarned':
      return [{ what: 'warned', revision, at: event.data.at }];
    case 'ClarificationRequested':
      return [{ what: 'asked', revision, at: event.data.at }];
    case 'ClarificationReceived':
    case 'SatisfactionRecorded':
      return [{ what: 'heard', revision, at: event.data.at }];
    case 'RemedyCountered':
      return [said(event.data.counteredBy, event.data.at, revision)];
    case 'RemedyRejected':
      return heardFrom(event.data.rejectedBy, event.data.at, revision);
  }
};

/** What the organisation offers waits for a word of the complainant. */
const said = (by: Party, at: Instant, revision: number): Moment => ({ what: by === 'complainant' ? 'heard' : 'asked', revision, at });

const heardFrom = (by: Party, at: Instant, revision: number): readonly Moment[] =>
  by === 'complainant' ? [{ what: 'heard', revision, at }] : [];

/** Who could not be reached said nothing; in a register nobody says when. */
const answerIn = ({ at, outcome }: StoredOf<'ComplaintFollowedUp'>['data'], revision: number): readonly Moment[] =>
  at === null || outcome === 'unreachable' ? [] : [{ what: 'heard', revision, at }];

const received = (data: StoredOf<'ComplaintReceived'>['data'], { revision, recordedAt }: Told): readonly Moment[] => {
  const { receivedAt, policy, calendar, channel, kind, product, category, region, segment, source } = data;
  const pinned: readonly Moment[] =
    policy === null || calendar === null ? [] : [{ what: 'pinned', revision, policy, calendar, recordedAt }];
  return [
    ...pinned,
    { what: 'about', revision, about: { jurisdiction: region, sector: segment, product, category, channel, kind } },
    { what: 'received', revision, at: receivedAt },
    { what: 'recorded', revision, at: recordedAt },
    // What others referred to a register reached the register; its portal handed it on later.
    ...(channel === 'referral' && source === null ? [{ what: 'forwarded', revision, at: receivedAt } as const] : []),
  ];
};

const separated = ({ part, policy, calendar, ...named }: StoredOf<'PartSeparated'>['data'], revision: number): Moment => ({
  what: 'separated',
  revision,
  part,
  about: aboutOf(named),
  policy,
  calendar,
});

type Named = Pick<StoredOf<'Classified'>['data'], 'product' | 'category' | 'segment' | 'region'>;
/** Of each, null leaves what it was. */
export const aboutOf = ({ product, category, segment, region }: Named): Partial<About> => ({
  ...(product !== null && { product }),
  ...(category !== null && { category }),
  ...(segment !== null && { sector: segment }),
  ...(region !== null && { jurisdiction: region }),
});

type Happened = 'update-sent' | 'decided' | 'resolved' | 'followed-up' | 'reopened' | 'closed';
const timed = <W extends Happened>(
  what: W,
  { at, bounds }: { readonly at: Instant | null; readonly bounds: Bounds | null },
  revision: number,
) => ({
  what,
  revision,
  at,
  ...(bounds !== null && { notBefore: bounds.from, notAfter: bounds.until }),
});

/** What a limit can depend on, by the path it is corrected at. */
const aboutPaths = { region: 'jurisdiction', segment: 'sector', product: 'product', category: 'category', channel: 'channel' } as const;

/**
 * A corrected time takes the place of the wrong one, but of what was done before it was taken over still nobody is judged by when; what
 * else is corrected counts from now on.
 */
const corrected = (
  before: readonly Moment[],
  { of, path, to, revision: corrects }: StoredOf<'CorrectionRecorded'>['data'],
  { revision }: Told,
): readonly Moment[] => {
  if (path === 'at' || path === 'receivedAt') {
    const takenOverIn = before.find(({ what }) => what === 'pinned')?.revision ?? 0;
    const isTime = (moment: Moment): boolean =>
      moment.revision === corrects &&
      'at' in moment &&
      moment.what !== 'recorded' &&
      !(isDoneElsewhere(moment) && moment.revision < takenOverIn);
    return before.some(isTime) ? before.map((moment) => (isTime(moment) ? ({ ...moment, at: to } as Moment) : moment)) : before;
  }
  const dimension = aboutPaths[path as keyof typeof aboutPaths];
  if (of === 'ComplaintReceived' && dimension !== undefined) return [...before, { what: 'about', revision, about: { [dimension]: to } }];
  return of === 'ComplaintAssessed' && (path === 'category' || path === 'severity')
    ? [...before, { what: 'about', revision, about: { [path]: to } }]
    : before;
};
