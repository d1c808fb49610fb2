import { AccessLog, ApiKeys } from '@redress/access';
import { Complaints, Lookups } from '@redress/complaints';
import { Adoptions, beginFirstDay, registerIdIn, type Versions } from '@redress/deadlines';
import type { EventStore } from '@redress/event-store';
import type { Actor } from '@redress/kernel';
import type { DocumentStore, Projectors } from '@redress/projections';
import { QueueWorkload, type ReadModels } from '@redress/read-models';
import { type KeyStore, Sealer } from '@redress/sealing';
import { Staff } from '@redress/staff';
import { type Clock, SystemClock } from './clock';
import { type AppendOutcome, CountedEventStore } from './counted-event-store';
import { DataFolderRefused, prepareDataFolder } from './data-folder';
import { DiskSpace, tryRoom } from './disk-space';
import { type ProjectingOptions, projectorsOf, readModelsOf } from './read-models';
import { areKeysOf } from './sealed-streams';
import type { Settings } from './settings';
import { type CopyTo, Stores } from './stores';

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
  readonly adoptions: Adoptions;
  readonly staff: Staff;
  readonly complaints: Complaints;
  readonly lookups: Lookups;
  readonly documents: DocumentStore;
  /** Keeps every read model current, in this process where somebody runs it. */
  readonly projectors: Projectors;
  readonly readModels: ReadModels;
  readonly accessLog: AccessLog;
  readonly apiKeys: ApiKeys;
  /** null where a store is on servers, which are copied by their own tools. */
  readonly copyTo: CopyTo | null;
  /** Of the disks that stores in files lie on. */
  readonly diskSpace: DiskSpace;
  /** Lets go of the stores after what was asked before is stored. */
  close(): Promise<void>;
}

/** Who is told of what, besides how projectors work. */
export interface EngineOptions extends ProjectingOptions {
  /** Of each append of this process. */
  readonly onAppend?: (outcome: AppendOutcome) => void;
  /** The subscription to EventStoreDB was over before its time; it is begun again by itself. */
  readonly onInterruption?: () => void;
}

/**
 * Opens the stores and begins the first day where the register is new. Throws DataFolderRefused, FileRefused, DatabaseRefused,
 * StoreUnavailable, OtherTimeZone.
 */
export const openEngine = async (settings: Settings, clock: Clock = new SystemClock(), options: EngineOptions = {}): Promise<Engine> => {
  prepareDataFolder(settings);
  const stores = new Stores(settings);
  try {
    const events = counted(await stores.openEvents((failure) => interrupted(failure, options)), options);
    await refuseToBeginBesideOthers(events, stores);
    const versions = await beginFirstDay(events, settings.timeZone, localSystem, clock.now());
    const keys = await stores.openKeys(events);
    await refuseOtherKeys(settings, events, keys);
    const documents = await stores.openDocuments(events);
    const staff = new Staff(events, keys);
    const readModels = readModelsOf(documents);
    return {
      settings,
      clock,
      events,
      gapless: stores.gapless,
      keys,
      sealer: new Sealer(keys),
      versions,
      adoptions: new Adoptions(events, keys, versions),
      staff,
      complaints: new Complaints(events, keys, staff, versions, new QueueWorkload(readModels)),
      lookups: new Lookups(keys),
      documents,
      projectors: projectorsOf({ events, documents, versions }, { limits: stores.limits, leaseTime: settings.lease, ...options }),
      readModels,
      accessLog: new AccessLog(events),
      apiKeys: new ApiKeys(keys),
      copyTo: stores.copyTo,
      diskSpace: new DiskSpace(() => tryRoom(stores.files)),
      close: () => stores.close(),
    };
  } catch (error) {
    await stores.close();
    throw error;
  }
};

const counted = (events: EventStore, { onAppend }: EngineOptions): EventStore =>
  onAppend ? new CountedEventStore(events, onAppend) : events;

const interrupted = (failure: Error, { onTrouble, onInterruption }: EngineOptions): void => {
  onTrouble?.(failure);
  onInterruption?.();
};

/**
 * A record is written for ever, so no register is begun in one whose keys or read models are another's: somebody mistook a setting, or a
 * move was cut off after the keys.
 */
const refuseToBeginBesideOthers = async (events: EventStore, stores: Stores): Promise<void> => {
  if ((await registerIdIn(events)) !== null) return;
  try {
    await stores.refuseClaimed();
  } catch (error) {
    // Whoever marks a database has begun its register before: another process did meanwhile.
    if ((await registerIdIn(events)) === null) throw error;
  }
};

/** Files lie side by side and are seen to be together; on servers a database may be new, or another register's, behind the same URL. */
const refuseOtherKeys = async ({ eventStore, keyStore }: Settings, events: EventStore, keys: KeyStore): Promise<void> => {
  if (eventStore.on === 'file' && keyStore.on === 'file') return;
  if (await areKeysOf(events, keys)) return;
  throw new DataFolderRefused(
    'REDRESS_KEY_STORE does not hold the keys of the record in REDRESS_EVENT_STORE. Name the right one, or restore both from backups of one register.',
  );
};
