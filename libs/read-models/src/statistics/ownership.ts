import { type Day, type Instant, secondsBetween } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import type { ReadVersions, Stored } from '../complaint-projection';

/**
 * The stretches in which a complaint of ours had nobody: from its recorded receipt to the first assignment, and any later one until an
 * owner was named or it was closed. They count in recorded time, which nobody can date back; so no correction moves them.
 */
export interface Ownership {
  readonly owned: boolean;
  /** The stretch that runs, by when it began; null while somebody owns it or it is closed. */
  readonly ownerlessSince: Instant | null;
  /** Those that ended, by the day they began on, in whole seconds. */
  readonly ended: readonly { readonly on: Day; readonly seconds: number }[];
  /** The day on which the running stretch began. */
  readonly ownerlessOn: Day | null;
}

/** Of an imported complaint: it was owned elsewhere. */
export const neverJudged: Ownership = { owned: true, ownerlessSince: null, ended: [], ownerlessOn: null };

export const ownerlessFrom = (recordedAt: Instant, versions: ReadVersions): Ownership => ({
  owned: false,
  ownerlessSince: recordedAt,
  ended: [],
  ownerlessOn: versions.dayOf(recordedAt),
});

export const ownershipAfter = (before: Ownership, event: Stored, { recordedAt }: Recorded, versions: ReadVersions): Ownership => {
  switch (event.type) {
    case 'ComplaintAssigned': {
      const owned = event.data.handler !== null || event.data.organisation !== null;
      return owned ? { ...ended(before, recordedAt), owned } : began({ ...before, owned }, recordedAt, versions);
    }
    case 'ComplaintClosed':
      return ended(before, recordedAt);
    case 'ComplaintReopened':
      return event.data.handler !== null ? { ...ended(before, recordedAt), owned: true } : began(before, recordedAt, versions);
    default:
      return before;
  }
};

const began = (before: Ownership, recordedAt: Instant, versions: ReadVersions): Ownership =>
  before.owned || before.ownerlessSince !== null
    ? before
    : { ...before, ownerlessSince: recordedAt, ownerlessOn: versions.dayOf(recordedAt) };

const ended = (before: Ownership, recordedAt: Instant): Ownership => {
  if (before.ownerlessSince === null) return before;
  const stretch = { on: before.ownerlessOn!, seconds: secondsBetween(before.ownerlessSince, recordedAt) };
  return { ...before, ownerlessSince: null, ownerlessOn: null, ended: [...before.ended, stretch] };
};
