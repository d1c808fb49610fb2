import { type DerivedClock, derivedClocksAt, type Moment, type Versions } from '@redress/deadlines';
import type { EventStore } from '@redress/event-store';
import type { Instant, Pin } from '@redress/kernel';
import { momentsAfter } from '../complaint-moments';
import type { Complaint } from '../domain/complaint.state';
import { isPinning, isSeparating, partBecause, pinnedBecause } from './policy-choice';
import { type AsOf, replay, type ReplayStep } from './replay';

/** Every clock of a complaint, from the log alone, as it stood then: what was recorded by then, judged at that instant. */
export interface ClocksAsOf {
  readonly number: string;
  readonly asOf: Instant;
  /** Of the last event there was. */
  readonly revision: number;
  readonly state: Complaint;
  /** Who recorded the receipt. */
  readonly receivedBy: string;
  /** Why it falls under the policy it is pinned to, as that was when it was pinned; null where none is, or that cannot be told. */
  readonly because: string | null;
  /** … and each part of it that was separated. */
  readonly parts: readonly { readonly part: number; readonly policy: Pin; readonly because: string | null }[];
  readonly clocks: readonly DerivedClock[];
}

interface Last extends Pick<ClocksAsOf, 'revision' | 'state' | 'receivedBy'> {
  readonly recordedAt: Instant;
}
const lastOf = (before: Last | null, now: Last): Last => ({ ...now, receivedBy: before?.receivedBy ?? now.receivedBy });

/** A stored event of the complaint cannot be read: it was tampered with. */
export class UnreadableComplaint extends Error {
  override readonly name = 'UnreadableComplaint';
}

/**
 * As of a position, the clocks stand at the recording of the last event up to it. Null where there was no such complaint as of then. Throws
 * UnreadableComplaint, and UnknownVersion where the log holds no version that the complaint pinned.
 */
export const readClocks = async (
  { events, versions }: { readonly events: EventStore; readonly versions: Versions },
  number: string,
  asOf: AsOf,
  now: Instant,
): Promise<ClocksAsOf | null> => {
  let moments: readonly Moment[] = [];
  let last: Last | null = null;
  let because: string | null = null;
  const parts: ClocksAsOf['parts'][number][] = [];
  await versions.refresh(events);
  for await (const { recorded, event, metadata, state } of replay(events, number, asOf)) {
    if (!event || !metadata)
      throw new UnreadableComplaint(`A stored event of ${number} cannot be read; verify this complaint with redress verify.`);
    const { revision } = recorded;
    moments = momentsAfter(moments, event, { revision, recordedAt: metadata.recordedAt });
    if (isPinning(event)) because = pinnedBecause(versions, event.data.policy, moments, recorded.position);
    if (isSeparating(event)) {
      const { part, policy } = event.data;
      parts.push({ part, policy, because: partBecause(versions, event, moments, recorded.position) });
    }
    last = lastOf(last, { revision, recordedAt: metadata.recordedAt, state, receivedBy: metadata.actor.id });
  }
  if (last === null) return null;
  const { recordedAt, ...rest } = last;
  await versions.learnPinned(events, moments);
  const at = instantOf(asOf, recordedAt, now);
  return { number, asOf: at, ...rest, because, parts, clocks: derivedClocksAt(moments, versions, at) };
};

/**
 * The clocks after these steps of a replay, as they stood at the last of them or at the instant that was asked for: what the record says
 * does not change with the time at which it is read. Null where a step cannot be read. Throws UnknownVersion.
 */
export const clocksAfter = async (
  { events, versions }: { readonly events: EventStore; readonly versions: Versions },
  steps: readonly ReplayStep[],
  asOf: AsOf,
): Promise<Pick<ClocksAsOf, 'asOf' | 'clocks'> | null> => {
  let moments: readonly Moment[] = [];
  let recordedAt: Instant = '';
  for (const { recorded, event, metadata } of steps) {
    if (!event || !metadata) return null;
    ({ recordedAt } = metadata);
    moments = momentsAfter(moments, event, { revision: recorded.revision, recordedAt });
  }
  await versions.learnPinned(events, moments);
  const at = instantOf(asOf, recordedAt, recordedAt);
  return { asOf: at, clocks: derivedClocksAt(moments, versions, at) };
};

/** As of a position they stand at the recording of the last event up to it. */
const instantOf = (asOf: AsOf, recordedAt: Instant, now: Instant): Instant =>
  asOf === null ? now : 'instant' in asOf ? asOf.instant : recordedAt;
