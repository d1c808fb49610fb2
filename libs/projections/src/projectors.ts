import { randomBytes } from 'node:crypto';
import type { EventStore } from '@redress/event-store';
import { type ProjectorClock, systemClock } from './clock';
import type { LogReader } from './collection-writer';
import type { DocumentStore, Park } from './document-store';
import { feedOn, feedToHead, type Feeding } from './feed';
import { Leases, type Term } from './leases';
import type { ProjectorStatus } from './projector';
import type { Rebuilt, RebuildOptions } from './rebuild';

/** What several read models have in common; a Projector is one. */
export interface AnyProjector {
  readonly name: string;
  /** `<name>@<version>`. */
  readonly readModel: string;
  readonly reader: LogReader;
  rebuilding(options: RebuildOptions): { begin(): Promise<LogReader>; finish(): Promise<Rebuilt> };
  status(): Promise<ProjectorStatus>;
  retryParked(): Promise<readonly Park[]>;
  refuseAhead(): Promise<void>;
}
export interface ProjectorsOptions {
  readonly clock?: ProjectorClock;
  readonly onTrouble?: (error: unknown) => void;
  /** Names this process among those that keep the same read models; made by chance unless told. One that is started again keeps it. */
  readonly holder?: string;
  /** Milliseconds in which another takes over from a process that is gone; 10,000 unless told otherwise. */
  readonly leaseTime?: number;
  /** From 0 to below 1; spreads what several processes try again. */
  readonly random?: () => number;
}
/** What this process keeps current while it runs. */
export interface Activity {
  /** By name. */
  readonly active: ReadonlySet<string>;
  /** Since it looked at its leases last; null where it does not run. */
  readonly secondsSinceLook: number | null;
}

const usualLeaseTime = 10_000;
/** Opaque: it tells no name of a machine or a person. */
export const newHolder = (): string => randomBytes(8).toString('hex');

/** No read model has this name. */
export class UnknownReadModel extends Error {
  override readonly name = 'UnknownReadModel';
  constructor(unknown: string, known: readonly string[]) {
    super(`There is no read model "${unknown}"; there are ${known.join(', ')}.`);
  }
}

/**
 * All read models of a process. The log is read, decoded and hashed once for all of them. Of several processes on the same stores one keeps
 * a read model current and the others stand by; who that is, leases decide, and that nothing is applied twice, the checkpoint alone.
 */
export class Projectors {
  readonly holder: string;
  private readonly feeding: Feeding;
  private readonly leases: Leases;

  constructor(
    readonly all: readonly AnyProjector[],
    log: EventStore,
    store: DocumentStore,
    private readonly options: ProjectorsOptions = {},
  ) {
    const { clock = systemClock, random = Math.random, holder = newHolder(), leaseTime = usualLeaseTime } = options;
    this.holder = holder;
    this.feeding = { log, clock, random };
    const readModels = all.map(({ readModel }) => readModel);
    this.leases = new Leases(readModels, store, { holder, time: leaseTime, clock, random, onTrouble: (error) => this.tell(error) });
  }

  /** Before anybody is answered. Throws AheadOfRecord. */
  async refuseAhead(): Promise<void> {
    for (const projector of this.all) await projector.refuseAhead();
  }

  /** Up to the present head of the log. */
  async catchUp(signal?: AbortSignal): Promise<void> {
    await feedToHead(
      this.all.map(({ reader }) => reader),
      this.feeding,
      signal,
    );
  }

  /**
   * Follows the log for the read models whose leases it holds, until the signal is given; then what was folded is stored and the leases
   * are given back, so that the next one takes over at once.
   */
  async run(signal: AbortSignal): Promise<void> {
    // The leases are renewed while the last batch is stored.
    const done = new AbortController();
    const keeping = this.leases.keep(done.signal);
    while (!signal.aborted) await this.feedDuring(this.leases.term, signal);
    done.abort();
    await keeping;
    await this.leases.giveBack();
  }

  get activity(): Activity {
    const active = this.all.filter(({ readModel }) => this.leases.isHeld(readModel)).map(({ name }) => name);
    return { active: new Set(active), secondsSinceLook: this.leases.secondsSinceLook };
  }

  /**
   * Rebuilds the named read models, all without names, in one reading of the log, and swaps them one after the other; answers by name.
   * Throws UnknownReadModel, and RebuildRefused or RebuildCancelled of the first that fails: those before it are served, the others not.
   */
  async rebuild(names: readonly string[] = [], options: RebuildOptions = {}): Promise<ReadonlyMap<string, Rebuilt>> {
    const chosen = names.length > 0 ? names.map((name) => this.named(name)) : this.all;
    const rebuilds = chosen.map((projector) => ({ name: projector.name, rebuild: projector.rebuilding(options) }));
    const readers: LogReader[] = [];
    for (const { rebuild } of rebuilds) readers.push(await rebuild.begin());
    await feedToHead(readers, this.feeding, options.signal);
    const rebuilt = new Map<string, Rebuilt>();
    for (const { name, rebuild } of rebuilds) rebuilt.set(name, await rebuild.finish());
    return rebuilt;
  }

  /** Folds what waits in every read model, in order; answers by name what fails again. */
  async retryParked(): Promise<ReadonlyMap<string, readonly Park[]>> {
    const left = new Map<string, readonly Park[]>();
    for (const projector of this.all) left.set(projector.name, await projector.retryParked());
    return left;
  }

  async status(): Promise<readonly ProjectorStatus[]> {
    const found: ProjectorStatus[] = [];
    for (const projector of this.all) found.push(await projector.status());
    return found;
  }

  private async feedDuring({ readModels, over }: Term, signal: AbortSignal): Promise<void> {
    const until = AbortSignal.any([signal, over]);
    if (readModels.size === 0) return given(until);
    const held = this.all.filter(({ readModel }) => readModels.has(readModel));
    const readers = held.map(({ readModel, reader }) => this.leases.guarding(readModel, reader));
    await feedOn(readers, this.feeding, until, (error) => this.tell(error));
  }

  private tell(error: unknown): void {
    this.options.onTrouble?.(error);
  }

  private named(name: string): AnyProjector {
    const found = this.all.find((each) => each.name === name);
    if (!found)
      throw new UnknownReadModel(
        name,
        this.all.map((each) => each.name),
      );
    return found;
  }
}

const given = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
