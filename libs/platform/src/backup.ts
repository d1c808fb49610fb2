import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { complaintCategory } from '@redress/complaints';
import { type EventStore, type SavedHead, SqliteEventStore, verifyLog } from '@redress/event-store';
import type { Instant } from '@redress/kernel';
import { SqliteDocumentStore, viewsFile } from '@redress/projections';
import { type KeyStore, SqliteKeyStore, type Tombstone } from '@redress/sealing';
import { SqliteFile } from '@redress/sqlite';
import { DataFolderRefused } from './data-folder';
import type { Engine } from './engine';
import { filesOf } from './place';
import { streamsWithoutKeys } from './sealed-streams';
import type { Settings } from './settings';

/** What lies beside the three files of a backup, so that a restore can tell whether they are whole. */
export interface Manifest {
  readonly format: 1;
  readonly createdAt: Instant;
  /** Everything up to this position is in the backup; null where there was nothing. */
  readonly position: string | null;
  readonly complaints: number;
  readonly events: number;
  /** SHA-256 of the saved heads, as `verify --save-head` writes them. */
  readonly head: string;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** The copy is not what it should be: it was damaged on the way, or cut, or is no backup. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

/** In this order: the views may be behind the record, and the record may be behind the keys, but never ahead. */
const files = ['views.db', 'events.db', 'keys.db'] as const;
const manifestName = 'manifest.json';

/** A live copy, checked after the copy. Throws BackupRefused, also where a store is on servers: they are copied by their own tools. */
export const backUp = async (engine: Engine, folder: string): Promise<Manifest> => {
  if (!engine.copyTo) throw new BackupRefused(onServers('Back them up'));
  makeEmpty(folder);
  engine.copyTo({ views: join(folder, files[0]), events: join(folder, files[1]), keys: join(folder, files[2]) });
  const { heads, ...checked } = await checkedRecord(join(folder, 'events.db'), join(folder, 'keys.db'));
  const described = await Promise.all(
    files.map(async (name) => ({ name, bytes: statSync(join(folder, name)).size, sha256: await hashOf(join(folder, name)) })),
  );
  const manifest: Manifest = { format: 1, createdAt: engine.clock.now(), ...checked, files: described };
  writeFileSync(join(folder, 'heads.jsonl'), heads);
  writeFileSync(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
};

const makeEmpty = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new BackupRefused(`${folder} cannot be made: ${(error as Error).message}. Name another folder.`);
  }
  if (readdirSync(folder).length > 0) throw new BackupRefused(`${folder} is not empty; name a folder that is new or empty.`);
};

/**
 * Puts a backup into an empty data folder, after checking it: the files are those of the manifest, every chain holds, and no sealed
 * string is without its key or a tombstone. `tombstones` are erasures that came after the backup; they are applied before anything can
 * be read. Views that are ahead of the record are left out, and so built anew by whoever reads them first. Throws BackupRefused,
 * leaving the data folder as it was.
 */
export const restore = async (folder: string, settings: Settings, tombstones: readonly Tombstone[] = []): Promise<Manifest> => {
  const targets = targetsOf(settings);
  const there = targets.filter((file) => existsSync(file));
  if (there.length > 0) throw new DataFolderRefused(`${there[0]} exists already; restore into an empty data folder.`);
  const manifest = manifestOf(folder);
  for (const { name, sha256 } of manifest.files) {
    const file = join(folder, name);
    if (!existsSync(file)) throw new BackupRefused(`The backup lacks ${name}; take another one.`);
    if ((await hashOf(file)) !== sha256)
      throw new BackupRefused(`${name} is not the file that was backed up: it was changed or damaged. Take another backup.`);
  }
  const copied = copiesOf(targets);
  try {
    files.forEach((name, n) => {
      mkdirSync(dirname(copied[n]!), { recursive: true });
      copyFileSync(join(folder, name), copied[n]!);
    });
    const [views, events, keys] = copied;
    await applyTombstones(keys, tombstones);
    const { head, position } = await checkedRecord(events, keys);
    if (head !== manifest.head) throw new BackupRefused('The record differs from its manifest; take another backup.');
    if (await isAhead(views, position)) removeAll([views]);
    putInPlace(copied, targets);
    return manifest;
  } catch (error) {
    removeAll([...copied, ...targets]);
    throw error;
  }
};

type Files = readonly [views: string, events: string, keys: string];
/** Where a restore works until everything is checked: a start in between finds nothing. */
const copiesOf = ([views, events, keys]: Files): Files => [`${views}.restoring`, `${events}.restoring`, `${keys}.restoring`];

const targetsOf = ({ documentStore, eventStore, keyStore }: Settings): Files => {
  const [views, events, keys] = filesOf([documentStore, eventStore, keyStore]);
  if (!views || !events || !keys) throw new BackupRefused(onServers('Restore them'));
  return [views, events, keys];
};
const onServers = (what: string): string =>
  `This register has stores on servers. ${what} with the servers' own tools, in the order that docs/running/README.md gives.`;

/** Read models that saw more than the record holds would never be put right; without them they are built from the record. */
const isAhead = async (viewFile: string, head: string | null): Promise<boolean> => {
  const file = new SqliteFile(viewFile, viewsFile, { readOnly: true });
  try {
    const collections = await new SqliteDocumentStore(file).list();
    return collections.some(({ checkpoint: { position } }) => BigInt(position ?? 0) > BigInt(head ?? 0));
  } finally {
    file.close();
  }
};

/** The record first: one without its keys is refused at every start, and views without a record would be taken for those of a new one. */
const putInPlace = ([views, events, keys]: Files, [viewFile, eventFile, keyFile]: Files): void => {
  for (const [from, to] of [
    [events, eventFile],
    [keys, keyFile],
    [views, viewFile],
  ] as const) {
    if (!existsSync(from)) continue;
    flush(from);
    renameSync(from, to);
    flush(dirname(to));
  }
};

/** A file, or the names in a folder, on the disk. */
const flush = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const removeAll = (paths: readonly string[]): void => {
  for (const path of paths) for (const each of [path, `${path}-wal`, `${path}-shm`]) rmSync(each, { force: true });
};

const applyTombstones = async (keyFile: string, tombstones: readonly Tombstone[]): Promise<void> => {
  if (tombstones.length === 0) return;
  const keys = new SqliteKeyStore(keyFile);
  try {
    for (const { stream, destroyedAt } of tombstones) await keys.destroy(stream, destroyedAt);
  } finally {
    await keys.close();
  }
};

const checkedRecord = async (eventFile: string, keyFile: string) => {
  const events = new SqliteEventStore(eventFile, { readOnly: true });
  const keys = new SqliteKeyStore(keyFile, { readOnly: true });
  try {
    const { problems, heads, events: count } = await verifyLog(events, { gapless: true });
    const [first] = problems;
    if (first)
      throw new BackupRefused(
        `The record does not verify: ${first.stream} revision ${first.revision}: ${first.what} Run redress verify on the register.`,
      );
    await refuseWithoutKeys(events, keys);
    const text = savedHeads(heads);
    const complaints = heads.filter(({ stream }) => stream.startsWith(complaintCategory)).length;
    return { position: await events.head(), complaints, events: count, head: createHash('sha256').update(text).digest('hex'), heads: text };
  } finally {
    await events.close();
    await keys.close();
  }
};

const refuseWithoutKeys = async (events: EventStore, keys: KeyStore): Promise<void> => {
  for await (const stream of streamsWithoutKeys(events, keys)) {
    throw new BackupRefused(
      `${stream} holds sealed data, and the keys hold neither its key nor the record of its erasure. Record and keys are not of one register.`,
    );
  }
};

/** JSON Lines `{stream, revision, hash}`, in the order of the streams' names. */
export const savedHeads = (heads: readonly SavedHead[]): string =>
  heads.map(({ stream, revision, hash }) => `${JSON.stringify({ stream, revision, hash })}\n`).join('');

const manifestOf = (folder: string): Manifest => {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, manifestName), 'utf8')) as Manifest;
    if (manifest.format !== 1) throw new Error('it is of a newer version');
    return manifest;
  } catch (error) {
    throw new BackupRefused(`${folder} is no backup that this version can read: ${(error as Error).message}.`);
  }
};

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};
