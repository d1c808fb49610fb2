import { complaintCategory, complaintCodec, complaintStream, momentsAfter, tellsClocks, UnreadableComplaint } from '@redress/complaints';
import { type Moment, type Versions, withoutParts } from '@redress/deadlines';
import { type EventStore, type RecordedEvent, recordedAtOf } from '@redress/event-store';

/** The log, and the versions that complaints pin. Nothing is written to either. */
export interface Sources {
  readonly events: EventStore;
  readonly versions: Versions;
}

/** A complaint, and what the clocks of its rest know of it. */
export interface Told {
  readonly number: string;
  readonly moments: readonly Moment[];
}

/** Complaints whose moments are held at once; each takes 1 to 2 kB. */
const mostHeld = 100_000;

/**
 * Tells of every complaint once, when its last event was read; answers how far the log was read (null: it is empty). Streams interleave,
 * and a closed complaint may be reopened years later, so nothing can be judged before its end; to know the ends the log is read twice.
 * That costs a scan and some 100 bytes a complaint. In return moments are held only of complaints that lie between their first and their
 * last event; where those are too many, the rest are read by themselves, one by one. What is recorded meanwhile is left out.
 */
export const readComplaints = async (
  { events, versions }: Sources,
  take: (told: Told) => void,
  most: number = mostHeld,
): Promise<string | null> => {
  const { ends, position } = await endsIn(events);
  // Of whatever was pinned up to there, for a version is listed before it can be pinned.
  await versions.refresh(events);
  const held = new Map<string, readonly Moment[]>();
  for await (const batch of events.all(null)) {
    for (const recorded of batch) {
      const { stream, revision } = recorded;
      const end = ends.get(stream);
      if (end === undefined) continue;
      const before = revision === 0 ? [] : held.get(stream);
      if (revision === end) {
        held.delete(stream);
        const moments = before === undefined ? await momentsUpTo(events, stream, end) : momentsWith(before, recorded);
        take(whole(stream, moments));
      } else if (before !== undefined && (revision > 0 || held.size < most)) held.set(stream, momentsWith(before, recorded));
    }
  }
  return position;
};

/** One complaint by itself; null where there is none. */
export const readComplaint = async ({ events, versions }: Sources, number: string): Promise<Told | null> => {
  const stream = complaintStream(number);
  const last = await events.last(stream);
  if (last === null) return null;
  const moments = await momentsUpTo(events, stream, last.revision);
  await versions.learnPinned(events, moments);
  return whole(stream, moments);
};

const momentsUpTo = async (events: EventStore, stream: string, end: number): Promise<readonly Moment[]> => {
  let moments: readonly Moment[] = [];
  for await (const batch of events.read(stream)) {
    for (const recorded of batch) if (recorded.revision <= end) moments = momentsWith(moments, recorded);
  }
  return moments;
};

/** The last revision of each complaint. */
const endsIn = async (events: EventStore): Promise<{ readonly ends: ReadonlyMap<string, number>; readonly position: string | null }> => {
  const ends = new Map<string, number>();
  let position: string | null = null;
  for await (const batch of events.all(null)) {
    for (const { stream, revision } of batch) if (stream.startsWith(complaintCategory)) ends.set(stream, revision);
    position = batch.at(-1)!.position;
  }
  return { ends, position };
};

/** The data of an event that tells clocks nothing is not read. Throws UnknownEvent, and UnreadableComplaint. */
const momentsWith = (before: readonly Moment[], recorded: RecordedEvent): readonly Moment[] => {
  if (!tellsClocks(complaintCodec.knownIn(recorded).type)) return before;
  try {
    const { revision } = recorded;
    return momentsAfter(before, complaintCodec.decode(recorded), { revision, recordedAt: recordedAtOf(recorded) });
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable(recorded.stream);
    throw error;
  }
};

/** A part that was separated keeps the policy it was separated under, so it is left out. Throws UnreadableComplaint where the receipt is missing. */
const whole = (stream: string, moments: readonly Moment[]): Told => {
  if (!moments.some(({ what }) => what === 'received')) throw unreadable(stream);
  return { number: stream.slice(complaintCategory.length), moments: withoutParts(moments) };
};

const unreadable = (stream: string): UnreadableComplaint => {
  const number = stream.slice(complaintCategory.length);
  return new UnreadableComplaint(`A stored event of ${number} cannot be read; verify this complaint with redress verify.`);
};
