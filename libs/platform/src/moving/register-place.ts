import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { registerIdIn } from '@redress/deadlines';
import { type EventStore, SqliteEventStore } from '@redress/event-store';
import { type KeyStore, SqliteKeyStore } from '@redress/sealing';
import { filesOf, type Place } from '../place';
import type { Settings } from '../settings';
import { openEventStore, openKeyStore } from '../stores';
import { MoveRefused } from './move-refused';

/** Where a register is: its record and its keys. Its read models are not moved; they are built anew from the record. */
export type RegisterPlace = Pick<Settings, 'eventStore' | 'streamPrefix' | 'keyStore'>;

/** A record and its keys; `keys` null where nothing may be made and nothing can be looked at without. */
export interface OpenRegister<Keys = KeyStore> {
  readonly events: EventStore;
  readonly keys: Keys;
}

export const isSamePlace = (one: Place, other: Place): boolean => {
  if (one.on === 'server') return other.on === 'server' && one.url === other.url;
  return other.on === 'file' && realOf(one.file) === realOf(other.file);
};
const realOf = (file: string): string => (existsSync(file) ? realpathSync(file) : file);

/** Throws MoveRefused. */
export const refuseSameRegister = (from: RegisterPlace, to: RegisterPlace): void => {
  const isSameRecord =
    isSamePlace(from.eventStore, to.eventStore) && (from.eventStore.on === 'file' || from.streamPrefix === to.streamPrefix);
  if (isSameRecord && isSamePlace(from.keyStore, to.keyStore))
    throw new MoveRefused('impossible', 'Source and target are the same place; name another with --from or --to.');
};

/** For reading only, as far as it lies in files. Throws MoveRefused, FileRefused, DatabaseRefused, StoreUnavailable. */
export const openSource = async (place: RegisterPlace): Promise<OpenRegister & { readonly id: string }> => {
  const { eventStore, keyStore } = place;
  for (const file of filesOf([eventStore, keyStore])) {
    if (!existsSync(file))
      throw new MoveRefused('impossible', `There is no ${file} to move from; name the record with --from and its keys with --keys-from.`);
  }
  const events = eventStore.on === 'file' ? new SqliteEventStore(eventStore.file, { readOnly: true }) : await openEventStore(place);
  try {
    const id = await registerIdIn(events);
    if (id === null) throw new MoveRefused('impossible', 'The source holds no register; name the right record with --from.');
    const keys =
      keyStore.on === 'file' ? new SqliteKeyStore(keyStore.file, { readOnly: true }) : await openKeyStore(keyStore, async () => id);
    return { id, events, keys };
  } catch (error) {
    await events.close();
    throw error;
  }
};

/** The keys first: a record without its keys must never be seen. Throws FileRefused, DatabaseRefused, StoreUnavailable, MoveRefused. */
export const openTarget = async (place: RegisterPlace, id: string): Promise<OpenRegister> => {
  for (const file of filesOf([place.keyStore, place.eventStore])) makeFolder(dirname(file));
  const keys = await openKeyStore(place.keyStore, async () => id);
  try {
    return { keys, events: await openEventStore(place) };
  } catch (error) {
    await keys.close();
    throw error;
  }
};

/** What can be looked at without making anything; null where there is nothing yet. */
export const openUntouched = async (place: RegisterPlace): Promise<OpenRegister<null> | null> => {
  const { eventStore } = place;
  if (eventStore.on === 'server') return { events: await openEventStore(place), keys: null };
  return existsSync(eventStore.file) ? { events: new SqliteEventStore(eventStore.file, { readOnly: true }), keys: null } : null;
};

export const close = async (register: OpenRegister<KeyStore | null> | null): Promise<void> => {
  await register?.events.close();
  await register?.keys?.close();
};

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new MoveRefused('impossible', `The folder ${folder} cannot be made: ${(error as Error).message}. Name another target.`);
  }
};
