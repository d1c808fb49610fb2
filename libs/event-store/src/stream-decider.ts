import { type Actor, canonical, type Decider, type DomainEvent, type Instant, type Known, later, type StoredEvent } from '@redress/kernel';
import { KeyDestroyed, type KeyStore, requestOf, type Sealer } from '@redress/sealing';
import { firstPrev } from './chain';
import type { EventCodec } from './event-codec';
import { type EventStore, OutcomeUnknown, type RecordedEvent, RevisionConflict, StreamTampered } from './event-store';
import { link } from './linking';
import { type EventMetadata, metadataOf } from './metadata';

/**
 * Who asked what, and when our clock said so. `body` is what the asker sent, before anything of ours was added; `number` is '' for a
 * creation; `ifMatch` the revision the asker had seen.
 */
export interface Asked<C> {
  readonly command: C;
  readonly number: string;
  readonly body: object;
  readonly commandId: string;
  readonly actor: Actor;
  readonly now: Instant;
  readonly ifMatch?: number | undefined;
}
/** Where the command's last event stands and the state there; where nothing was stored, where the stream stands. */
export interface Handled<S> {
  readonly revision: number;
  readonly position: string;
  readonly state: S;
}
/** An event of the stream as a rule's facts may look at it. */
export interface Seen<E extends DomainEvent> {
  readonly event: StoredEvent<E>;
  readonly recorded: RecordedEvent;
}
/** A stream as it was read. */
export interface History<S, E extends DomainEvent> {
  readonly stream: string;
  readonly state: S;
  readonly seen: readonly Seen<E>[];
}
/** Answers the questions of a decision about sealed text and other streams, so that the decision never sees either. */
export type Facts<S, C, E extends DomainEvent, F> = (command: C, history: History<S, E>, known: Omit<Known<F>, 'facts'>) => Promise<F>;

/** The key was used for another request (HTTP 422). */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';
}
/** The asker had seen an older revision (HTTP 412). */
export class Stale extends Error {
  override readonly name = 'Stale';
  constructor(
    readonly stream: string,
    readonly current: number,
    readonly changedBy: Actor | null,
  ) {
    super(`It is at revision ${current} by now; look at it again, then repeat your command with that revision.`);
  }
}
/** Three appends did not come through (HTTP 503, Retry-After). */
export class Busy extends Error {
  override readonly name = 'Busy';
}

interface Read<S, E extends DomainEvent> extends History<S, E> {
  readonly revision: number;
  readonly position: string;
  /** The outcome of this very command, where the stream holds it already. */
  readonly mine: (Handled<S> & { readonly request: string | null }) | null;
}

const tries = 3;

/** The one place of optimistic concurrency and idempotency: read, recognise, match, decide, append, and read again when in doubt. */
export class StreamDecider<S, C extends { readonly type: string }, E extends DomainEvent, F> {
  constructor(
    private readonly store: EventStore,
    private readonly keys: KeyStore,
    private readonly sealer: Sealer,
    private readonly codec: EventCodec<E>,
    private readonly decider: Decider<S, C, E, F>,
    private readonly facts: Facts<S, C, E, F>,
  ) {}

  /** Throws RuleViolation, KeyDestroyed, KeyReused, Stale, TooLarge, StoreUnavailable, UnknownEvent, or Busy. */
  async handle(stream: string, asked: Asked<C>): Promise<Handled<S>> {
    for (let failed = 0; ; failed += 1) {
      const read = await this.read(stream, asked.commandId);
      if (read.mine) return this.answerAgain(stream, asked, read.mine);
      if (failed === tries) throw new Busy('It is being changed by many at once; try again in a second.');
      refuseStale(asked, read);
      const appended = await this.decideAndAppend(stream, asked, read).catch(orTryAgain);
      if (appended) return appended;
    }
  }

  /** The stream as it stands, for those who only ask. Throws StreamTampered where an event is missing in it. */
  async history(stream: string): Promise<History<S, E>> {
    return this.read(stream, '');
  }

  private async read(stream: string, commandId: string): Promise<Read<S, E>> {
    const seen: Seen<E>[] = [];
    let state = this.decider.initial;
    let mine: Read<S, E>['mine'] = null;
    const ours = `"commandId":"${commandId}"`;
    for await (const batch of this.store.read(stream)) {
      for (const recorded of batch) {
        const { revision, position } = recorded;
        if (revision !== seen.length) throw lacking(stream, seen.length);
        const event = this.codec.decode(recorded);
        state = this.decider.evolve(state, event);
        seen.push({ event, recorded });
        // Metadata stays text unless it is needed: parsing it costs as much as the data.
        if (commandId !== '' && recorded.metadata.includes(ours))
          mine = { revision, position, state, request: metadataOf(recorded).request };
      }
    }
    const last = seen.at(-1)?.recorded;
    return { stream, revision: last?.revision ?? -1, position: last?.position ?? '', state, seen, mine };
  }

  /** Where the key is destroyed nothing can be compared, and the first outcome stands. */
  private async answerAgain(
    stream: string,
    asked: Asked<C>,
    { request, ...outcome }: NonNullable<Read<S, E>['mine']>,
  ): Promise<Handled<S>> {
    const key = request === null ? 'none' : await this.keys.find(stream);
    if (typeof key !== 'string' && request !== requestFor(key, asked)) {
      throw new KeyReused('This Idempotency-Key was used for another request; use a new one.');
    }
    return outcome;
  }

  private async decideAndAppend(stream: string, asked: Asked<C>, read: Read<S, E>): Promise<Handled<S>> {
    const { command, commandId, actor, now } = asked;
    const end = lastMetadata(read);
    const recordedAt = later(now, end?.recordedAt ?? now);
    const facts = await this.facts(command, read, { recordedAt, actor });
    const decided = this.decider.decide(command, read.state, { recordedAt, actor, facts });
    if (decided.length === 0) return { revision: read.revision, position: read.position, state: read.state };
    const { stored, request } = await this.sealed(stream, asked, decided);
    const drafts = stored.map(({ type, data }) => ({ type, schema: this.codec.schemaOf(type), data }));
    const { events } = link(
      stream,
      drafts,
      { commandId, request, actor, recordedAt },
      { revision: read.revision, hash: end?.hash ?? firstPrev },
    );
    const { revision, position } = await this.store.append(stream, events, read.revision < 0 ? 'no-stream' : read.revision);
    return { revision, position, state: stored.reduce(this.decider.evolve, read.state) };
  }

  /** The key is made only now: a refusal leaves none behind. An erased stream still takes what is not personal, with nothing to compare later. */
  private async sealed(
    stream: string,
    asked: Asked<C>,
    decided: readonly E[],
  ): Promise<{ stored: StoredEvent<E>[]; request: string | null }> {
    const key = await this.keys.keyOf(stream).catch(unlessDestroyed);
    if (key === null) {
      if (decided.some((event) => this.codec.isPersonal(event))) throw new KeyDestroyed(stream);
      return { stored: decided.map((event) => event as unknown as StoredEvent<E>), request: null };
    }
    const stored = decided.map((event) => this.codec.seal(event, (place, value) => this.sealer.sealWith(key, stream, place, value)));
    return { stored, request: requestFor(key, asked) };
  }
}

const requestFor = <C extends { readonly type: string }>(key: Buffer, { command, number, body }: Asked<C>): string =>
  requestOf(key, command.type, number, canonical(body));

const lastMetadata = ({ seen }: { readonly seen: readonly { readonly recorded: RecordedEvent }[] }): EventMetadata | null => {
  const last = seen.at(-1)?.recorded;
  return last ? metadataOf(last) : null;
};

const refuseStale = <C>(
  { ifMatch }: Asked<C>,
  read: { stream: string; revision: number; seen: readonly { recorded: RecordedEvent }[] },
): void => {
  if (ifMatch !== undefined && ifMatch !== read.revision) throw new Stale(read.stream, read.revision, lastMetadata(read)?.actor ?? null);
};

const orTryAgain = (error: unknown): null => {
  if (error instanceof RevisionConflict || error instanceof OutcomeUnknown) return null;
  throw error;
};

const lacking = (stream: string, revision: number): StreamTampered =>
  new StreamTampered(stream, `${stream} lacks revision ${revision}: it was taken out of the store. Verify the log and look into a backup.`);

const unlessDestroyed = (error: unknown): null => {
  if (error instanceof KeyDestroyed) return null;
  throw error;
};
