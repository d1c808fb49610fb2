import { type Channel, type FeedbackKind, momentsAfter } from '@redress/complaints';
import type { Moment as ClockMoment } from '@redress/deadlines';
import type { Code, Day, Instant, Pin } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import { correctedHappening, dimensionPaths, type Happening, happeningOf } from './happening';
import { type Judged, judgedBy, type UpdateOwed, type Worked } from './judged';
import { neverJudged, type Ownership, ownerlessFrom, ownershipAfter } from './ownership';
import { type Later, NotReceived, type ReadVersions, type Stored, type StoredData, type StoredOf } from '../complaint-projection';

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
  if (event.type === 'ComplaintReceived') return judged(received(event, recorded, versions), recorded, versions);
  if (before === null) throw new NotReceived(event.type, recorded.stream);
  const after = counted(before, event, recorded, versions);
  // Only a complaint of ours is judged by our clocks.
  const moments = before.imported ? before.moments : momentsAfter(before.moments, event, recorded);
  return moments === before.moments ? after : judged({ ...after, moments }, recorded, versions);
};

const judged = (complaint: Counted, recorded: Recorded, versions: ReadVersions): Counted => ({
  ...complaint,
  ...judgedBy(complaint, recorded, versions),
});

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

const corrected = (before: Counted, { of, revision, path, to }: StoredData<'CorrectionRecorded'>, versions: ReadVersions): Counted => {
  if (of !== 'ComplaintReceived') {
    const happened = before.happened.map((one) => (one.revision === revision ? correctedHappening(one, path, to, versions) : one));
    return { ...before, happened };
  }
  if (path === 'receivedAt') return { ...before, receivedAt: to as string, receivedOn: versions.dayOf(to as string) };
  return dimensionPaths.includes(path) ? { ...before, [path]: to } : before;
};
