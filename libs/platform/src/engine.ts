import { basename } from 'node:path';
import { AccessLog, ApiKeys } from '@redress/access';
import { Complaints, Lookups } from '@redress/complaints';
import { beginFirstDay, type Versions } from '@redress/deadlines';
import { type EventStore, SqliteEventStore } from '@redress/event-store';
import type { Actor } from '@redress/kernel';
import { type DocumentStore, type Projectors, SqliteDocumentStore, viewsFile } from '@redress/projections';
import type { ReadModels } from '@redress/read-models';
import { type KeyStore, Sealer, SqliteKeyStore } from '@redress/sealing';
import { FileRefused, SqliteFile } from '@redress/sqlite';
import { Staff } from '@redress/staff';
import { type Clock, SystemClock } from './clock';
import { DataFolderRefused, prepareDataFolder } from './data-folder';
import { DiskSpace, tryRoom } from './disk-space';
import { type ProjectingOptions, projectorsOf, readModelsOf } from './read-models';
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
  readonly documents: DocumentStore;
  /** Keeps every read model current, in this process where somebody runs it. */
  readonly projectors: Projectors;
  readonly readModels: ReadModels;
  readonly accessLog: AccessLog;
  readonly apiKeys: ApiKeys;
  /** A whole and checked copy of each store, made beside whoever writes, in the order that is safe: views, record, keys. */
  copyTo(files: { readonly views: string; readonly events: string; readonly keys: string }): void;
  /** Of the disks that the stores lie on. */
  readonly diskSpace: DiskSpace;
  /** Lets go of the stores after what was asked before is stored. */
  close(): Promise<void>;
}

/** Opens the stores and begins the first day where the register is new. Throws DataFolderRefused, FileRefused, OtherTimeZone. */
export const openEngine = async (
  settings: Settings,
  clock: Clock = new SystemClock(),
  projecting: ProjectingOptions = {},
): Promise<Engine> => {
  prepareDataFolder(settings);
  const opened: { close(): unknown }[] = [];
  const open = <Store extends { close(): unknown }>(store: Store): Store => {
    opened.push(store);
    return store;
  };
  const close = async (): Promise<void> => {
    for (const store of opened) await store.close();
  };
  try {
    const events = open(new SqliteEventStore(settings.eventFile));
    const keys = open(new SqliteKeyStore(settings.keyFile));
    const views = open(openViews(settings.viewFile));
    const documents = new SqliteDocumentStore(views);
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
      documents,
      projectors: projectorsOf({ events, documents, versions }, { leaseTime: settings.lease, ...projecting }),
      readModels: readModelsOf(documents),
      accessLog: new AccessLog(events),
      apiKeys: new ApiKeys(keys),
      copyTo: (files) => {
        views.copyTo(files.views);
        events.copyTo(files.events);
        keys.copyTo(files.keys);
      },
      diskSpace: new DiskSpace(() => tryRoom([settings.eventFile, settings.keyFile, settings.viewFile])),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The checkpoint is in the same file as what it speaks of, so a commit that a power cut takes is only read again. */
const openViews = (path: string): SqliteFile => {
  try {
    return new SqliteFile(path, viewsFile, { durability: 'NORMAL' });
  } catch (error) {
    const wrong = error instanceof FileRefused ? unusable[error.reason] : undefined;
    if (!wrong) throw error;
    throw new DataFolderRefused(`${basename(path)} ${wrong}; move it away: the read models are built anew from the record.`);
  }
};

const unusable: Partial<Record<FileRefused['reason'], string>> = {
  damaged: 'is damaged or is no database',
  older: 'was made by an older version',
};
