import { basename } from 'node:path';
import { registerIdOf } from '@redress/deadlines';
import { type EventStore, openEventStoreDb, SqliteEventStore } from '@redress/event-store';
import { type BatchLimits, type DocumentStore, openMongoDocumentStore, SqliteDocumentStore, viewsFile } from '@redress/projections';
import { type KeyStore, openMongoKeyStore, SqliteKeyStore } from '@redress/sealing';
import { FileRefused, SqliteFile } from '@redress/sqlite';
import { DataFolderRefused } from './data-folder';
import { filesOf, type Place } from './place';
import { categories } from './read-models';
import type { Settings } from './settings';

/** A whole and checked copy of each store, made beside whoever writes, in the order that is safe: views, record, keys. */
export type CopyTo = (files: { readonly views: string; readonly events: string; readonly keys: string }) => void;

type StoreSettings = Pick<Settings, 'eventStore' | 'streamPrefix' | 'documentStore' | 'keyStore'>;

/** The stores that the settings name, each opened when it is asked for, and all let go of together. */
export class Stores {
  private readonly closing: (() => unknown)[] = [];
  private readonly copying: Partial<Record<keyof Parameters<CopyTo>[0], (path: string) => void>> = {};

  constructor(private readonly settings: StoreSettings) {}

  /** Does the event store number positions without gaps, so that a gap is a removed event? */
  get gapless(): boolean {
    return this.settings.eventStore.on === 'file';
  }

  /** Where a batch of the projector ends at the latest; a transaction of MongoDB takes less than one of a file. */
  get limits(): Partial<BatchLimits> {
    return this.settings.documentStore.on === 'file' ? {} : { changes: 1_000 };
  }

  get files(): readonly string[] {
    return filesOf([this.settings.eventStore, this.settings.keyStore, this.settings.documentStore]);
  }

  /** null where a store is on servers, which are copied by their own tools. */
  get copyTo(): CopyTo | null {
    const { views, events, keys } = this.copying;
    if (!views || !events || !keys) return null;
    return (files) => {
      views(files.views);
      events(files.events);
      keys(files.keys);
    };
  }

  /** Throws FileRefused, StoreUnavailable. */
  async openEvents(onInterruption?: (failure: Error) => void): Promise<EventStore> {
    const store = await openEventStore(this.settings, onInterruption);
    this.closing.push(() => store.close());
    if (store instanceof SqliteEventStore) this.copying.events = (path) => store.copyTo(path);
    return store;
  }

  /** Throws FileRefused, DatabaseRefused. */
  async openKeys(events: EventStore): Promise<KeyStore> {
    const store = await openKeyStore(this.settings.keyStore, () => registerIdOf(events));
    this.closing.push(() => store.close());
    if (store instanceof SqliteKeyStore) this.copying.keys = (path) => store.copyTo(path);
    return store;
  }

  /** Throws FileRefused, DataFolderRefused, DatabaseRefused. */
  async openDocuments(events: EventStore): Promise<DocumentStore> {
    const place = this.settings.documentStore;
    if (place.on === 'file') {
      const file = openViews(place.file);
      this.closing.push(() => file.close());
      this.copying.views = (path) => file.copyTo(path);
      return new SqliteDocumentStore(file);
    }
    const store = await openMongoDocumentStore(place.url, {
      setting: 'REDRESS_DOCUMENT_STORE',
      installation: await registerIdOf(events),
    });
    this.closing.push(() => store.close());
    return store;
  }

  /** Before a register is begun: its databases must be nobody's yet. They stay as they are. Throws DatabaseRefused. */
  async refuseClaimed(): Promise<void> {
    const { keyStore, documentStore } = this.settings;
    for (const [setting, place] of [
      ['REDRESS_KEY_STORE', keyStore],
      ['REDRESS_DOCUMENT_STORE', documentStore],
    ] as const) {
      if (place.on === 'server') await (await import('./mongo-claims.js')).refuseClaimed(place.url, setting);
    }
  }

  /** The record first: what was asked before is stored, and what follows an append finds its store open. */
  async close(): Promise<void> {
    for (const close of this.closing.splice(0)) await close();
  }
}

/** Throws FileRefused, StoreUnavailable. */
export const openEventStore = async (
  { eventStore, streamPrefix }: Pick<Settings, 'eventStore' | 'streamPrefix'>,
  onInterruption?: (failure: Error) => void,
): Promise<EventStore> =>
  eventStore.on === 'file'
    ? new SqliteEventStore(eventStore.file)
    : openEventStoreDb(eventStore.url, { prefixes: categories, register: streamPrefix, ...(onInterruption && { onInterruption }) });

/** `installation` is asked only of a store that many registers could share. Throws FileRefused, DatabaseRefused. */
export const openKeyStore = async (place: Place, installation: () => Promise<string>): Promise<KeyStore> =>
  place.on === 'file'
    ? new SqliteKeyStore(place.file)
    : openMongoKeyStore(place.url, { setting: 'REDRESS_KEY_STORE', installation: await installation() });

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
