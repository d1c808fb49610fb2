import type { EventStore } from '@redress/event-store';
import type { ClockVersions } from './domain/timed-rounds';
import type { Moment } from './domain/moments';
import type { Versions } from './versions';

/** The versions by which a document is read: what another process adopted meanwhile, and it pinned, is read first. */
export class PinnedVersions {
  constructor(
    private readonly versions: Versions,
    private readonly store: EventStore,
  ) {}

  /** Throws UnknownVersion, when it is asked for one, where the log does not hold it. */
  async of(moments: readonly Moment[]): Promise<ClockVersions> {
    await this.versions.learnPinned(this.store, moments);
    return this.versions;
  }
}
