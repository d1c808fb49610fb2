import { type EventStore, EventCodec, type NewEvent } from '@redress/event-store';
import { type DomainEvent, type StoredEvent, uuidOf } from '@redress/kernel';
import { InMemoryEventStore, type InMemoryOptions } from '@redress/testing';
import { SqliteFile } from '@redress/sqlite';
import type { DocumentStore } from './document-store';
import { noVersions, type Reading, type VersionsReader } from './folding';
import type { Counter, Projection } from './projection';
import { Projector, type ProjectorOptions } from './projector';
import { SqliteDocumentStore } from './sqlite/sqlite-document-store';
import { viewsFile } from './sqlite/views-file';

/** Jam jars: small enough to see at a glance what a read model must hold. */
export type JarEvent =
  | DomainEvent<'JarOpened', { on: string; fruit: string }>
  | DomainEvent<'JarFilled', { on: string; grams: number }>
  | DomainEvent<'JarEmptied', { on: string }>
  | DomainEvent<'JarLabelled', { label: string }>
  | DomainEvent<'JarBroken', object>;
type Stored = StoredEvent<JarEvent>;
export const jarTypes = ['JarOpened', 'JarFilled', 'JarEmptied', 'JarLabelled', 'JarBroken'] as const;

export const jarCodec = new EventCodec<JarEvent>({ JarOpened: [], JarFilled: [], JarEmptied: [], JarLabelled: [], JarBroken: [] });

export interface Jar {
  readonly fruit: string;
  readonly openedOn: string;
  readonly grams: number;
  readonly filledOn: readonly string[];
}
export interface JarRow {
  readonly day: string;
  readonly type: string;
  readonly actor: string;
  readonly before: number;
  readonly after: number;
}

const onDay = (event: Stored): string => ('on' in event.data ? event.data.on : '2026-01-01');

/** A full jar is counted on the day it was opened, each filling on its own day. */
export const measureJar = (jar: Jar | null): Counter[] =>
  jar
    ? [
        { basis: 'received', day: jar.openedOn, dimension: 'all', key: null, metric: 'grams', value: jar.grams },
        { basis: 'received', day: jar.openedOn, dimension: 'fruit', key: jar.fruit, metric: 'jars', value: 1 },
        ...jar.filledOn.map((day): Counter => ({ basis: 'event', day, dimension: 'fruit', key: jar.fruit, metric: 'fillings', value: 1 })),
      ]
    : [];

export const jars: Projection<JarEvent, Jar, JarRow, VersionsReader> = {
  name: 'jars',
  version: 1,
  category: 'jar-',
  on: {
    JarOpened: (_none, { data: { fruit, on } }) => ({ fruit, openedOn: on, grams: 0, filledOn: [] }),
    JarFilled: (jar, { data: { grams, on } }) => jar && { ...jar, grams: jar.grams + grams, filledOn: [...jar.filledOn, on] },
    JarEmptied: (jar) => jar && { ...jar, grams: 0 },
    JarLabelled: 'irrelevant',
    JarBroken: () => null,
  },
  indexes: [['fruit', 'grams']],
  measure: measureJar,
  rows: (before, event, { actor }, after) => [
    { day: onDay(event), type: event.type, actor: actor.id, before: before?.grams ?? -1, after: after?.grams ?? -1 },
  ],
  rowIndexes: [['actor', 'day']],
};

export const jarReading = (
  more: Partial<Reading<JarEvent, Jar, JarRow, VersionsReader>> = {},
): Reading<JarEvent, Jar, JarRow, VersionsReader> => ({
  projection: jars,
  codec: jarCodec,
  categories: ['jar-', 'access-', 'policy-'],
  versions: noVersions,
  versionCategories: ['policy-'],
  build: 'one',
  ...more,
});

/** Rests do not rest and no time passes: a test never waits for a clock. */
export const stillClock = {
  now: () => '2026-05-03T08:00:00.000Z',
  monotonic: () => 0,
  wait: async (): Promise<void> => new Promise((resolve) => setImmediate(resolve)),
};

export const recordedAt = '2026-05-03T07:59:00.000Z';
const metadata = (schema: number): string =>
  JSON.stringify({
    schema,
    commandId: 'c',
    request: null,
    actor: { id: 'leyla', role: 'agent' },
    recordedAt,
    correlationId: 'c',
    causationId: 'c',
  });

/** A cellar with its log and its store of views. */
export class Cellar {
  readonly log: InMemoryEventStore;
  readonly file = new SqliteFile(':memory:', viewsFile, { durability: 'NORMAL' });
  readonly store: DocumentStore = new SqliteDocumentStore(this.file);
  private readonly revisions = new Map<string, number>();

  /** Positions with gaps that pass from one digit to two, since neither may matter. */
  constructor(options: InMemoryOptions = { first: 7n, step: 2n, batch: 3 }) {
    this.log = new InMemoryEventStore(options);
  }

  projector(
    more: Partial<Reading<JarEvent, Jar, JarRow, VersionsReader>> = {},
    options: ProjectorOptions & { store?: DocumentStore; log?: EventStore } = {},
  ) {
    return new Projector(jarReading(more), options.log ?? this.log, options.store ?? this.store, { clock: stillClock, ...options });
  }

  async tell(stream: string, ...events: (JarEvent | string)[]): Promise<void> {
    for (const event of events) {
      const { type, data } = typeof event === 'string' ? { type: event, data: usual[event] ?? {} } : event;
      await this.record(stream, { type, data: JSON.stringify(data), schema: 1 });
    }
  }

  /** Whatever stands in a log. */
  async record(stream: string, { type, data, schema }: { type: string; data: string; schema: number }): Promise<void> {
    const revision = this.revisions.get(stream) ?? -1;
    const event: NewEvent = { id: uuidOf('toy', stream, String(revision + 1)), type, data, metadata: metadata(schema) };
    await this.log.append(stream, [event], revision < 0 ? 'no-stream' : revision);
    this.revisions.set(stream, revision + 1);
  }

  /** All that a read model holds, to be compared as a whole. */
  async contents(collection: string) {
    const streams = [...this.revisions.keys()];
    const rows = await this.store.pageRows(collection, { by: { index: ['actor', 'day'] }, limit: 1_000 });
    const { completeness, content, checkpoint } = await this.store.digests(collection);
    return {
      position: checkpoint.position,
      documents: Object.fromEntries(await this.store.documents<Jar>(collection, streams.sort())),
      counters: await this.store.counters(collection),
      rows: rows.items.map((row) => JSON.stringify(row)).sort(),
      parked: await this.store.parked(collection),
      completeness,
      content,
    };
  }

  close(): void {
    this.file.close();
  }
}

const usual: Readonly<Record<string, object>> = {
  JarOpened: { on: '2026-03-01', fruit: 'quince' },
  JarFilled: { on: '2026-03-02', grams: 100 },
  JarEmptied: { on: '2026-03-03' },
  JarLabelled: { label: 'grandmother' },
};
