import { AccessLog, ApiKeys } from '@redress/access';
import { Complaints, Lookups } from '@redress/complaints';
import { beginFirstDay, type Versions } from '@redress/deadlines';
import { type EventStore, SqliteEventStore } from '@redress/event-store';
import type { Actor } from '@redress/kernel';
import { type KeyStore, Sealer, SqliteKeyStore } from '@redress/sealing';
import { Staff } from '@redress/staff';
import { type Clock, SystemClock } from './clock';
import { prepareDataFolder } from './data-folder';
import type { Settings } from './settings';

/** Who acts when nobody else does: the command line without a key, and the register itself on its first day. */
export const localSystem: Actor = { id: 'local', role: 'system' };

/** Everything a process of Redress works with, on the stores that the settings name. */
export interface Engine {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly events: EventStore;
  /** Does this event store number positions without gaps, so that a gap is a removed event? */
  readonly gapless: boolean;
  readonly keys: KeyStore;
  readonly sealer: Sealer;
  readonly versions: Versions;
  readonly staff: Staff;
  readonly complaints: Complaints;
  readonly lookups: Lookups;
  readonly accessLog: AccessLog;
  readonly apiKeys: ApiKeys;
  /** A whole and checked copy of each store, made beside whoever writes, in the order that is safe: views, record, keys. */
  copyTo(files: { readonly views: string; readonly events: string; readonly keys: string }): void;
  /** Lets go of the stores after what was asked before is stored. */
  close(): Promise<void>;
}

/** Opens the stores and begins the first day where the register is new. Throws DataFolderRefused, FileRefused, OtherTimeZone. */
export const openEngine = async (settings: Settings, clock: Clock = new SystemClock()): Promise<Engine> => {
  prepareDataFolder(settings);
  const events = new SqliteEventStore(settings.eventFile);
  const keys = new SqliteKeyStore(settings.keyFile);
  const close = async (): Promise<void> => {
    await events.close();
    await keys.close();
  };
  try {
    const versions = await beginFirstDay(events, settings.timeZone, localSystem, clock.now());
    const staff = new Staff(events, keys);
    return {
      settings,
      clock,
      events,
      gapless: true,
      keys,
      sealer: new Sealer(keys),
      versions,
      staff,
      complaints: new Complaints(events, keys, staff, versions),
      lookups: new Lookups(keys),
      accessLog: new AccessLog(events),
      apiKeys: new ApiKeys(keys),
      copyTo: (files) => {
        events.copyTo(files.events);
        keys.copyTo(files.keys);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
