import { SqliteFile } from '@redress/sqlite';
import { type RecordedEvent, StoreUnavailable } from '../event-store';
import { eventsFile } from './events-file';

/** A run of missing positions, both ends included. */
export interface Gap {
  readonly first: number;
  readonly last: number;
}

const mostInBatch = 1_000;
const leastInBatch = 10;
const firstBatch = 100;
const charactersInBatch = 4_000_000;
const positionsAtOnce = 10_000;
const columns = 'position, revision, event.id, type, data, metadata';
const ofStream = `SELECT ${columns} FROM event WHERE stream = ?`;
const withNames = `SELECT ${columns}, name FROM event JOIN stream ON stream.id = event.stream`;

/** Reads the event log in batches over a connection of its own. */
export class EventReader {
  private readonly file: SqliteFile;
  private readonly types = new Map<number, string>();
  private closed = false;

  /** Throws FileRefused. */
  constructor(path: string, options: { readonly readOnly?: boolean; readonly busyTimeout?: number }) {
    this.file = new SqliteFile(path, eventsFile, options);
  }

  stream(name: string, from: number): Generator<readonly RecordedEvent[]> {
    const id = this.idOf(name);
    const batch = (next: number, limit: number): RecordedEvent[] =>
      id === undefined
        ? []
        : this.opened
            .rows(`${ofStream} AND revision >= ? ORDER BY revision LIMIT ?`, id, next, limit)
            .map((row) => this.recorded(row, name));
    return this.batches(batch, from, ({ revision }) => revision + 1);
  }

  /** After a position up to another, both as integers. */
  span(after: number, through: number): Generator<readonly RecordedEvent[]> {
    const batch = (last: number, limit: number): RecordedEvent[] =>
      this.opened
        .rows(`${withNames} WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`, last, through, limit)
        .map((row) => this.recorded(row, row[6] as string));
    return this.batches(batch, after, ({ position }) => Number(position));
  }

  last(name: string): RecordedEvent | null {
    const id = this.idOf(name);
    const row = id === undefined ? undefined : this.opened.rows(`${ofStream} ORDER BY revision DESC LIMIT 1`, id)[0];
    return row ? this.recorded(row, name) : null;
  }

  /** 0 while there is no event. */
  head(): number {
    return Number(this.opened.rows('SELECT max(position) FROM event')[0]![0]);
  }

  /** The file numbers its events 1, 2, 3 ...; whatever is missing was taken out. */
  *gaps(): Generator<Gap | null> {
    for (let last = 0; ;) {
      const positions = this.opened.rows('SELECT position FROM event WHERE position > ? ORDER BY position LIMIT ?', last, positionsAtOnce);
      for (const [position] of positions as [number][]) {
        if (position !== last + 1) yield { first: last + 1, last: position - 1 };
        last = position;
      }
      if (positions.length < positionsAtOnce) return;
      yield null;
    }
  }

  dataVersion(): number {
    return this.opened.dataVersion();
  }

  copyTo(path: string): void {
    this.opened.copyTo(path);
  }

  close(): void {
    this.closed = true;
    this.file.close();
  }

  private get opened(): SqliteFile {
    if (this.closed) throw new StoreUnavailable('closed', 'The event store was closed.');
    return this.file;
  }

  /** Fewer at a time where they are large, so that a reader's memory stays bounded. */
  private *batches(
    batch: (next: number, limit: number) => readonly RecordedEvent[],
    from: number,
    following: (last: RecordedEvent) => number,
  ): Generator<readonly RecordedEvent[]> {
    let limit = firstBatch;
    for (let next = from; ;) {
      const events = batch(next, limit);
      if (events.length > 0) yield events;
      if (events.length < limit) return;
      next = following(events.at(-1)!);
      limit = fitting(events);
    }
  }

  private idOf(name: string): number | undefined {
    return this.opened.rows('SELECT id FROM stream WHERE name = ?', name)[0]?.[0] as number | undefined;
  }

  private recorded(row: unknown[], stream: string): RecordedEvent {
    const [position, revision, id, code, data, metadata] = row as [number, number, string, number, string, string];
    return { id, type: this.typeOf(code), data, metadata, stream, revision, position: String(position) };
  }

  private typeOf(code: number): string {
    let type = this.types.get(code);
    if (type === undefined) {
      type = this.opened.rows('SELECT name FROM type WHERE code = ?', code)[0]?.[0] as string | undefined;
      if (type === undefined)
        throw new Error(`The event log holds an event of a type it does not name (code ${code}); verify it or restore a backup.`);
      this.types.set(code, type);
    }
    return type;
  }
}

const fitting = (events: readonly RecordedEvent[]): number => {
  const characters = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  const wanted = Math.floor((events.length * charactersInBatch) / characters);
  return Math.min(mostInBatch, Math.max(leastInBatch, wanted));
};
