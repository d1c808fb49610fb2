import { type Cause, type EventStore, firstPrev, link, metadataOf, RevisionConflict } from '@redress/event-store';
import { type Actor, type Instant, sha256, uuidOf } from '@redress/kernel';
import { firstCalendar, firstPolicy } from './domain/first-versions';
import { type Adopted, calendarStream, policyStream } from './domain/policy';
import { listWhatIsNot } from './listing';
import { policyCodec } from './storage/policy.codec';
import { Versions } from './versions';

/** The setting names another zone than the one the register was begun with. */
export class OtherTimeZone extends Error {
  override readonly name = 'OtherTimeZone';
}

/**
 * Adopts policy and calendar where their streams are absent; the first process that comes wins, the others read. What another process
 * adopted and could not list any more is listed. Throws OtherTimeZone where the register was begun in another zone: days in its statistics would move.
 */
export const beginFirstDay = async (store: EventStore, timeZone: string, actor: Actor, now: Instant): Promise<Versions> => {
  const { id, policy } = firstPolicy;
  const calendar = firstCalendar(timeZone);
  await adopt(store, policyStream(id), 'PolicyAdopted', { id, text: JSON.stringify(policy) }, actor, now);
  await adopt(
    store,
    calendarStream(calendar.id),
    'CalendarAdopted',
    { id: calendar.id, text: JSON.stringify(calendar.calendar) },
    actor,
    now,
  );
  const versions = new Versions();
  await versions.read(store);
  if (versions.timeZone !== timeZone) {
    throw new OtherTimeZone(
      `The register was begun in the time zone ${versions.timeZone}, not ${timeZone}; set REDRESS_TIME_ZONE=${versions.timeZone}.`,
    );
  }
  await listWhatIsNot(store, versions, { actor, now });
  return versions;
};

/**
 * What tells this register from every other, wherever it is moved: the hash of the first event of its calendar, which holds the moment it
 * was begun. Throws Error before the first day.
 */
export const registerIdOf = async (store: EventStore): Promise<string> => {
  const id = await registerIdIn(store);
  if (id === null) throw new Error('This register has no first day yet.');
  return id;
};

/** As `registerIdOf`, null before the first day. */
export const registerIdIn = async (store: EventStore): Promise<string | null> => {
  for await (const [first] of store.read(calendarStream(firstCalendar('UTC').id))) return metadataOf(first!).hash;
  return null;
};

const adopt = async (
  store: EventStore,
  stream: string,
  type: 'PolicyAdopted' | 'CalendarAdopted',
  { id, text }: Pick<Adopted, 'id' | 'text'>,
  actor: Actor,
  now: Instant,
): Promise<void> => {
  if (await store.last(stream)) return;
  const data: Adopted = { id, version: 1, text, sha256: sha256(text), at: now };
  const cause: Cause = { commandId: uuidOf('redress-adopt-1', stream, '1'), request: null, actor, recordedAt: now };
  const { events } = link(stream, [{ type, schema: policyCodec.schemaOf(type), data }], cause, { revision: -1, hash: firstPrev });
  await store.append(stream, events, 'no-stream').catch((error: unknown) => {
    if (!(error instanceof RevisionConflict)) throw error;
  });
};
