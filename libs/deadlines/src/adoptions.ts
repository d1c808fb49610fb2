import { type Asking, commandIdOf, type EventStore, type Facts, metadataOf, StreamDecider } from '@redress/event-store';
import { type Actor, type Code, type Instant, type Pin, sha256 } from '@redress/kernel';
import { type KeyStore, Sealer } from '@redress/sealing';
import { type Adopt, adoptingDecider, type AdoptionFacts, kindOf, refuseUnlessAdopter, TextRefused } from './domain/adopting';
import { calendarAdoptionProblems, policyAdoptionProblems } from './domain/adoption-problems';
import { type PolicyEvent, streamOf, type VersionKind } from './domain/policy';
import type { Problem } from './domain/shape';
import { list } from './listing';
import { policyCodec } from './storage/policy.codec';
import type { Versions } from './versions';

/** The version that stands after the command, and where its stream and the log stood then. */
export interface AdoptedNow extends Pin {
  readonly revision: number;
  readonly position: string;
}

/** A version, who adopted it and when. */
export interface VersionOnRecord extends Pin {
  readonly adoptedBy: Actor;
  readonly adoptedAt: Instant;
  /** The exact text whose SHA-256 is its address. */
  readonly text: string;
}

/** Every policy and calendar is adopted through here. */
export class Adoptions {
  private readonly streams: StreamDecider<Pin | null, Adopt, PolicyEvent, AdoptionFacts>;

  constructor(
    private readonly store: EventStore,
    keys: KeyStore,
    private readonly versions: Versions,
  ) {
    const facts: Facts<Pin | null, Adopt, PolicyEvent, AdoptionFacts> = async (command) => ({
      problems: this.problemsOf(kindOf(command), command.id, command.value),
      sha256,
    });
    this.streams = new StreamDecider(store, keys, new Sealer(keys), policyCodec, adoptingDecider, facts);
  }

  /**
   * Adopts the value as the next version of the id; the text that stands already is adopted no second time. Throws RuleViolation (role),
   * TextRefused with every reason, and what StreamDecider throws.
   */
  async adopt(kind: VersionKind, id: Code, value: unknown, asking: Asking): Promise<AdoptedNow> {
    refuseUnlessAdopter(asking.actor.role);
    await this.versions.refresh(this.store);
    // Before a stream is named after it.
    const problems = this.problemsOf(kind, id, value);
    if (problems.length > 0) throw new TextRefused(problems);
    const { actor, now, ifMatch } = asking;
    const command: Adopt = { type: kind === 'policy' ? 'AdoptPolicy' : 'AdoptCalendar', id, at: now, value };
    const asked = { command, number: id, body: value as object, commandId: commandIdOf(asking), actor, now, ifMatch };
    const { state, revision, position } = await this.streams.handle(streamOf(kind, id), asked);
    await list(this.store, this.versions, kind, state!, asking);
    return { ...state!, revision, position };
  }

  /** Every reason why the value could not be adopted; none when it could. */
  async problems(kind: VersionKind, id: Code, value: unknown): Promise<readonly Problem[]> {
    await this.versions.refresh(this.store);
    return this.problemsOf(kind, id, value);
  }

  /** The ids of what can be chosen or could be, by name. */
  async ids(kind: VersionKind): Promise<readonly Code[]> {
    await this.versions.refresh(this.store);
    return this.versions.adopted(kind).ids;
  }

  /** Every version of an id, oldest first; none where there is no such id. */
  async history(kind: VersionKind, id: Code): Promise<readonly VersionOnRecord[]> {
    const { seen } = await this.streams.history(streamOf(kind, id));
    return seen.flatMap(({ event, recorded }) => {
      if (event.type === 'VersionListed') return [];
      const { version, sha256: address, text } = event.data;
      const { actor, recordedAt } = metadataOf(recorded);
      return [{ id, version, sha256: address, adoptedBy: actor, adoptedAt: recordedAt, text }];
    });
  }

  private problemsOf(kind: VersionKind, id: Code, value: unknown): readonly Problem[] {
    const { versions } = this;
    const beside = {
      calendars: versions.knownCalendars,
      timeZone: versions.timeZone,
      policiesIn: (calendar: Code) => versions.policiesIn(calendar),
    };
    return kind === 'policy' ? policyAdoptionProblems(id, value, beside) : calendarAdoptionProblems(id, value, beside);
  }
}
