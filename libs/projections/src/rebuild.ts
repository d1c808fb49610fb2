import type { DomainEvent } from '@redress/kernel';
import { built } from './building';
import { CollectionWriter, type LogReader, type WriterOptions } from './collection-writer';
import { type Collection, CollectionGone, type Differences, type Digests, type Park } from './document-store';
import { feedToHead, type Feeding } from './feed';
import { type Reading, shapeOf, type VersionsReader } from './folding';
import { collectionOf, readModelOf } from './projection';

export interface RebuildOptions {
  /** Park what cannot be folded, as the live projector does, and list it; otherwise one such stream refuses the rebuild. */
  readonly allowParked?: boolean;
  /** Ends the rebuild; the next one goes on where it ended. */
  readonly signal?: AbortSignal;
  /** The position up to which the new generation is stored. */
  readonly onProgress?: (position: string | null) => void;
}
export interface Rebuilt {
  /** What is served now. */
  readonly collection: string;
  readonly digests: Digests;
  readonly parked: readonly Park[];
  /** The collection that was served before, of this version or an older one. */
  readonly comparedWith: string | null;
  /** null where there was nothing to compare or the contents are equal. */
  readonly differences: Differences | null;
}

/** The new generation is not served; what was served before still is. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
  constructor(
    message: string,
    readonly parked: readonly Park[] = [],
    readonly differences: Differences | null = null,
  ) {
    super(message);
  }
}
/** The rebuild was ended from outside. */
export class RebuildCancelled extends Error {
  override readonly name = 'RebuildCancelled';
  constructor(readModel: string) {
    super(`The rebuild of ${readModel} was ended; what was served before still is, and the next rebuild goes on from here.`);
  }
}

const swaps = 10;

/**
 * Builds a new generation beside the served one and serves it instead, once both stand at the same position and their digests agree:
 * what the read model answers is then what the log says, and nobody saw a half-built one. A generation of a new version has nothing to
 * agree with; what differs from the older version is reported.
 */
export class Rebuild<E extends DomainEvent, Doc extends object, R extends object, V extends VersionsReader> {
  private fresh = '';
  private writer!: LogReader;

  /** `live` keeps the served generation current. */
  constructor(
    private readonly reading: Reading<E, Doc, R, V>,
    private readonly live: LogReader,
    private readonly writing: WriterOptions,
    private readonly feeding: Feeding,
    private readonly options: RebuildOptions,
  ) {}

  /** Makes the new generation, or takes up one that this build left unfinished. Answers what reads the log into it. */
  async begin(): Promise<LogReader> {
    const { store } = this.writing;
    const old = await this.servedBefore();
    this.fresh = collectionOf(this.reading.projection, (old?.generation ?? 0) + 1);
    for (const left of await this.leftovers(old)) await store.drop(left.name);
    await store.prepare(this.fresh, shapeOf(this.reading));
    await this.reading.versions.read(this.feeding.log);
    const onApplied = (_collection: string, position: string | null) => this.options.onProgress?.(position);
    this.writer = new CollectionWriter(this.reading, async () => this.fresh, { ...this.writing, onApplied });
    return this.writer;
  }

  /** Once the new generation has read the log. Throws RebuildRefused, RebuildCancelled. */
  async finish(): Promise<Rebuilt> {
    const { store } = this.writing;
    this.refuseCancelled();
    await built(store, this.fresh, this.reading);
    try {
      for (let swap = 1; swap <= swaps; swap += 1) {
        const rebuilt = await this.swapped().catch((error: unknown) => this.nullWhereOvertaken(error));
        if (rebuilt) return rebuilt;
      }
    } catch (error) {
      if (error instanceof RebuildRefused) await store.drop(this.fresh);
      throw error;
    }
    throw new RebuildRefused(`${this.readModel} kept changing while its generations were compared; try again when less is written.`);
  }

  /** Another process served its generation, mostly the same one, while the old one was compared, and dropped that: there is another old one. */
  private nullWhereOvertaken(error: unknown): null {
    if (error instanceof CollectionGone && error.collection !== this.fresh) return null;
    throw error;
  }

  /** Answers null when one of the two moved on meanwhile. */
  private async swapped(): Promise<Rebuilt | null> {
    const { store } = this.writing;
    const old = await this.servedBefore();
    await feedToHead(old ? [this.live, this.writer] : [this.writer], this.feeding, this.options.signal);
    this.refuseCancelled();
    const parked = await store.parked(this.fresh);
    this.refuseParked(parked);
    const digests = await store.digests(this.fresh);
    // Another process built this generation with us and was first to serve it.
    if (old?.name === this.fresh) return { collection: this.fresh, digests, parked, comparedWith: null, differences: null };
    const before = old ?? (await this.olderVersion());
    const found = before && (await this.compared(before, digests, parked));
    if (found === 'moved') return null;
    const served = await store.serve({
      old: old && found ? { collection: old.name, checkpoint: found.old.checkpoint } : null,
      new: { collection: this.fresh, checkpoint: digests.checkpoint },
    });
    if (!served) return null;
    if (old) await store.drop(old.name);
    return { collection: this.fresh, digests, parked, comparedWith: before?.name ?? null, differences: found?.differences ?? null };
  }

  /** Throws RebuildRefused where the two must agree and do not. */
  private async compared(
    before: Collection,
    fresh: Digests,
    parked: readonly Park[],
  ): Promise<{ old: Digests; differences: Differences | null } | 'moved'> {
    const { store } = this.writing;
    const old = await store.digests(before.name);
    const isOfThisVersion = before.readModel === this.readModel;
    const isAtTheSamePosition = old.checkpoint.position === fresh.checkpoint.position;
    if (isOfThisVersion && !isAtTheSamePosition) return 'moved';
    if (isOfThisVersion) await this.refuseOtherParks(before, parked);
    const waiting = parked.length + (await store.parked(before.name)).length;
    const bothReadAll = isAtTheSamePosition && waiting === 0;
    if ((isOfThisVersion || bothReadAll) && old.completeness !== fresh.completeness) {
      throw new RebuildRefused(`${this.fresh} did not read the same events as ${before.name}; verify the log, then rebuild again.`);
    }
    const differences = old.content === fresh.content ? null : await store.differences(before.name, this.fresh);
    if (isOfThisVersion && differences) {
      throw new RebuildRefused(
        `${this.fresh} differs from ${before.name}: ${told(differences)}. Raise the version if this is meant.`,
        [],
        differences,
      );
    }
    return { old, differences };
  }

  private refuseParked(parked: readonly Park[]): void {
    if (parked.length === 0 || this.options.allowParked) return;
    throw new RebuildRefused(
      `${parked.length} streams of ${this.readModel} cannot be folded: ${named(parked)}. Allow them to park, or mend the fold.`,
      parked,
    );
  }

  private async refuseOtherParks(old: Collection, parked: readonly Park[]): Promise<void> {
    const before = new Set((await this.writing.store.parked(old.name)).map(placeOf));
    const only = parked.filter((park) => !before.has(placeOf(park)));
    if (only.length === 0 && parked.length === before.size) return;
    throw new RebuildRefused(`${old.name} parks other streams than ${this.fresh}; retry its parked streams, then rebuild again.`, only);
  }

  private refuseCancelled(): void {
    if (this.options.signal?.aborted) throw new RebuildCancelled(this.readModel);
  }

  private get readModel(): string {
    return readModelOf(this.reading.projection);
  }

  private async servedBefore(): Promise<Collection | null> {
    return (await this.writing.store.list()).find(({ readModel, served }) => served && readModel === this.readModel) ?? null;
  }

  private async olderVersion(): Promise<Collection | null> {
    const { name, version } = this.reading.projection;
    const versionOf = ({ readModel }: Collection): number => Number(readModel.slice(name.length + 1));
    const older = (await this.writing.store.list()).filter(
      (each) => each.served && each.readModel.startsWith(`${name}@`) && versionOf(each) < version,
    );
    return older.sort((a, b) => versionOf(b) - versionOf(a))[0] ?? null;
  }

  /** What rebuilds and swaps that were cut off left behind, but for a new generation that this very build can go on with. */
  private async leftovers(old: Collection | null): Promise<readonly Collection[]> {
    const mine = (await this.writing.store.list()).filter(({ readModel, name }) => readModel === this.readModel && name !== old?.name);
    return mine.filter(({ name, build }) => name !== this.fresh || build !== this.reading.build);
  }
}

const placeOf = ({ stream, revision }: Park): string => `${stream}/${revision}`;
const named = (parked: readonly Park[]): string =>
  parked
    .slice(0, 5)
    .map(({ stream, revision, reason }) => `${stream} at revision ${revision} (${reason})`)
    .join(', ');
const told = (differences: Differences): string =>
  Object.entries(differences)
    .filter(([, { onlyInOld, onlyInNew, changed }]) => onlyInOld + onlyInNew + changed > 0)
    .map(
      ([what, { onlyInOld, onlyInNew, changed, examples }]) =>
        `${what}: ${onlyInOld} gone, ${onlyInNew} new, ${changed} changed (${examples.join(', ')})`,
    )
    .join('; ');
