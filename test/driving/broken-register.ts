import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { complaintStream } from '@redress/complaints';
import { link, metadataOf, SqliteEventStore } from '@redress/event-store';
import { type FileKind, SqliteFile, type Value } from '@redress/sqlite';
import { eventsFile } from '../../libs/event-store/src/sqlite/events-file';

/** A second data folder with the same files; nothing may have the first one open. */
export const copyOf = (data: string, copy: string): string => {
  cpSync(data, copy, { recursive: true });
  return copy;
};

/** Changes the record as somebody would who has the file and an editor, beside every rule of ours. Answers how many rows changed. */
export const tamperWith = (data: string, sql: string, ...values: Value[]): number => {
  const file = new SqliteFile(join(data, 'events.db'), eventsFile);
  try {
    return file.run(sql, ...values);
  } finally {
    file.close();
  }
};

/** The event of a complaint by its revision, for `tamperWith`. */
export const eventOf = `event.revision = ? AND event.stream = (SELECT id FROM stream WHERE name = ?)`;

export const anotherKind: FileKind = {
  name: 'list of recipes',
  mark: 'RDxx',
  version: 1,
  schema: 'CREATE TABLE recipe (n INTEGER) STRICT',
};
export const newerKind: FileKind = { ...eventsFile, version: eventsFile.version + 1 };

export const makeFile = (path: string, kind: FileKind): void => new SqliteFile(path, kind).close();

/** An event as a newer build would record it: right in its chain, and of a type that this build does not know. */
export const addEventOfNewerBuild = async (data: string, number: string): Promise<void> => {
  const store = new SqliteEventStore(join(data, 'events.db'));
  const stream = complaintStream(number);
  const last = (await store.last(stream))!;
  const { actor, recordedAt, hash } = metadataOf(last);
  const cause = { commandId: `newer-${number}`, request: null, actor, recordedAt };
  const { events } = link(stream, [{ type: 'ComplaintTranslated', schema: 1, data: { language: 'az' } }], cause, {
    revision: last.revision,
    hash,
  });
  await store.append(stream, events, last.revision);
  await store.close();
};
