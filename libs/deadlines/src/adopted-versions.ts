import type { Code, Pin, Sha256 } from '@redress/kernel';
import type { Adopted, VersionKind } from './domain/policy';

/** One immutable version and what its text says. */
export interface AdoptedVersion<T> {
  readonly pin: Pin;
  readonly value: T;
}

/** A version that no stream before this event adopted: the log was not read from its start, or it was changed. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion';
  constructor(what: string) {
    super(`The log holds no ${what}; verify it, and restore it from a backup if it was cut.`);
  }
}

/** The versions of one kind, as far as their streams were read. A listed one can be chosen; any can be looked up. */
export class AdoptedVersions<T> {
  private readonly versions = new Map<Code, AdoptedVersion<T>[]>();
  /** Of each id, where in the log each version was listed. */
  private readonly listed = new Map<Code, Map<number, bigint>>();

  constructor(
    private readonly kind: VersionKind,
    private readonly read: (text: string) => T,
  ) {}

  add({ id, version, sha256, text }: Adopted): void {
    const versions = this.of(id);
    if (versions[version - 1]?.pin.sha256 === sha256) return;
    versions[version - 1] = { pin: { id, version, sha256 }, value: this.read(text) };
    this.versions.set(id, versions);
  }

  /** Every version of the id up to this one can be chosen from this position of the log on. */
  list(id: Code, version: number, position: string): void {
    const listings = this.listed.get(id) ?? new Map<number, bigint>();
    if (!listings.has(version)) listings.set(version, BigInt(position));
    this.listed.set(id, listings);
  }

  /** The last version of the id that can be chosen, or could be before a position of the log; 0 where none can. */
  listedUpTo(id: Code, before: bigint | null = null): number {
    let last = 0;
    for (const [version, position] of this.listed.get(id) ?? [])
      if (version > last && (before === null || position < before)) last = version;
    return last;
  }

  /** Where in the log something was listed, in no order. */
  get listings(): readonly bigint[] {
    return [...this.listed.values()].flatMap((listings) => [...listings.values()]);
  }

  /** How many versions of an id are known from the first on; its stream is read on from there. */
  known(id: Code): number {
    const versions = this.of(id);
    let known = 0;
    while (versions[known] !== undefined) known += 1;
    return known;
  }

  /** The newest that is known, listed or not; null where none is. */
  last(id: Code): Pin | null {
    return this.of(id).at(-1)?.pin ?? null;
  }

  get ids(): readonly Code[] {
    return [...this.versions.keys()].sort();
  }

  has(pin: Pin): boolean {
    return this.at(pin) !== undefined;
  }

  /** Throws UnknownVersion. */
  find(pin: Pin): AdoptedVersion<T> {
    const found = this.at(pin);
    if (found === undefined) throw new UnknownVersion(`${this.kind} ${pin.id} version ${pin.version}`);
    return found;
  }

  /** What can be chosen of an id, or could be before a position of the log, newest first. */
  choosable(id: Code, before: bigint | null = null): readonly AdoptedVersion<T>[] {
    const versions = this.of(id).slice(0, this.listedUpTo(id, before));
    return versions.filter((version) => version !== undefined).reverse();
  }

  /** The newest of those. Throws UnknownVersion. */
  newest(id: Code, before: bigint | null = null): AdoptedVersion<T> {
    const [newest] = this.choosable(id, before);
    if (newest === undefined) throw new UnknownVersion(`${this.kind} ${id} in any version`);
    return newest;
  }

  private of(id: Code): AdoptedVersion<T>[] {
    return this.versions.get(id) ?? [];
  }

  private at({
    id,
    version,
    sha256,
  }: {
    readonly id: Code;
    readonly version: number;
    readonly sha256: Sha256;
  }): AdoptedVersion<T> | undefined {
    const found = this.of(id)[version - 1];
    return found?.pin.sha256 === sha256 ? found : undefined;
  }
}
