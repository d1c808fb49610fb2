import type { EventStore } from '@redress/event-store';
import { type ProjectorClock, systemClock } from './clock';
import type { LogReader } from './collection-writer';
import type { Park } from './document-store';
import { feedOn, feedToHead, type Feeding } from './feed';
import type { ProjectorStatus } from './projector';
import type { Rebuilt, RebuildOptions } from './rebuild';

/** What several read models have in common; a Projector is one. */
export interface AnyProjector {
  readonly name: string;
  readonly reader: LogReader;
  rebuilding(options: RebuildOptions): { begin(): Promise<LogReader>; finish(): Promise<Rebuilt> };
  status(): Promise<ProjectorStatus>;
  retryParked(): Promise<readonly Park[]>;
  refuseAhead(): Promise<void>;
}
export interface ProjectorsOptions {
  readonly clock?: ProjectorClock;
  readonly onTrouble?: (error: unknown) => void;
}

/** No read model has this name. */
export class UnknownReadModel extends Error {
  override readonly name = 'UnknownReadModel';
  constructor(unknown: string, known: readonly string[]) {
    super(`There is no read model "${unknown}"; there are ${known.join(', ')}.`);
  }
}

/** All read models of a process. The log is read, decoded and hashed once for all of them. */
export class Projectors {
  private readonly feeding: Feeding;

  constructor(
    readonly all: readonly AnyProjector[],
    log: EventStore,
    private readonly options: ProjectorsOptions = {},
  ) {
    this.feeding = { log, clock: options.clock ?? systemClock };
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

  /** Follows the log until the signal is given. */
  async run(signal: AbortSignal): Promise<void> {
    const readers = this.all.map(({ reader }) => reader);
    await feedOn(readers, this.feeding, signal, (error) => this.options.onTrouble?.(error));
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
