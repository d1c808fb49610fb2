import { Busy, type Cause, type EventStore, firstPrev, link, metadataOf, OutcomeUnknown, RevisionConflict } from '@redress/event-store';
import { type Actor, type Instant, later, type Pin, uuidOf } from '@redress/kernel';
import { type Listed, listingStream, type VersionKind } from './domain/policy';
import { policyCodec } from './storage/policy.codec';
import type { Versions } from './versions';

const tries = 10;

/** Who lists it, and when our clock said so. */
export interface Lister {
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Makes an adopted version one that can be chosen, by every process. Listed already, also by another process meanwhile, nothing is
 * appended. Throws Busy.
 */
export const list = async (store: EventStore, versions: Versions, kind: VersionKind, pin: Pin, lister: Lister): Promise<void> => {
  for (let failed = 0; failed < tries; failed += 1) {
    // Looked up before the list is read: an append that comes between is a conflict.
    const last = await store.last(listingStream);
    await versions.refresh(store);
    if (versions.adopted(kind).listedUpTo(pin.id) >= pin.version) return;
    const { recordedAt, hash } = last ? metadataOf(last) : { recordedAt: lister.now, hash: firstPrev };
    const cause: Cause = {
      commandId: uuidOf('redress-list-1', kind, pin.id, String(pin.version)),
      request: null,
      actor: lister.actor,
      recordedAt: later(lister.now, recordedAt),
    };
    const data: Listed = { kind, ...pin, at: cause.recordedAt };
    const draft = { type: 'VersionListed', schema: policyCodec.schemaOf('VersionListed'), data };
    const { events } = link(listingStream, [draft], cause, { revision: last?.revision ?? -1, hash });
    await store.append(listingStream, events, last?.revision ?? 'no-stream').catch(unlessAnotherWasFirst);
  }
  throw new Busy('Versions are being adopted by many at once; try again in a second.');
};

/** The list is read again: it says what became of it. */
const unlessAnotherWasFirst = (error: unknown): void => {
  if (!(error instanceof RevisionConflict || error instanceof OutcomeUnknown)) throw error;
};

/** Lists what a process adopted that ended before it could, as far as its id is known. */
export const listWhatIsNot = async (store: EventStore, versions: Versions, lister: Lister): Promise<void> => {
  for (const kind of ['policy', 'calendar'] as const) {
    for (const id of versions.adopted(kind).ids) {
      await versions.readOn(store, kind, id);
      const last = versions.adopted(kind).last(id);
      if (last !== null && last.version > versions.adopted(kind).listedUpTo(id)) await list(store, versions, kind, last, lister);
    }
  }
};
