import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ComplaintEvent, complaintCodec, complaintStream } from '@redress/complaints';
import {
  type EventStore,
  firstPrev,
  link,
  linksOf,
  metadataOf,
  type NewEvent,
  type RecordedEvent,
  type StreamEnd,
} from '@redress/event-store';
import { type Actor, type Instant, later } from '@redress/kernel';
import type { KeyStore, Sealer } from '@redress/sealing';
import type { Write } from '../bulk-writer';
import type { CfpbRow } from './cfpb-row';
import { importNumbersToTry, sameOf } from './identity';
import { KnownComplaint } from './known-complaint';
import { type Fact, type From, laterFacts, personalOf, receiptOf } from './row-facts';

/** Where an import reads and writes, who imports, and what time it is. */
export interface Target {
  readonly events: Pick<EventStore, 'append' | 'read' | 'last'>;
  readonly keys: Pick<KeyStore, 'keysOf' | 'find'>;
  readonly sealer: Sealer;
  readonly actor: Actor;
  readonly now: () => Instant;
}

/** A row to be taken in. `occurrence`: how many identical rows came before it, where the copy has no ids. */
export interface Task {
  readonly row: CfpbRow;
  readonly occurrence: number;
}

/** What a row adds: a new complaint, something to a known one, or nothing (null). */
export interface RowWrite {
  readonly task: Task;
  readonly isNew: boolean;
  readonly write: Write | null;
  /** It holds something personal, which could not be kept or compared because the complaint was erased. */
  readonly isErased: boolean;
}

type Key = Buffer | 'destroyed';
interface Place {
  readonly task: Task;
  readonly from: From;
  readonly stream: string;
}
interface KnownPlace extends Place {
  readonly complaint: KnownComplaint;
  readonly last: RecordedEvent;
  readonly key: Key;
}

/** Rows that are made ready in one go; then whoever waits for the event loop has a turn. */
const rowsInTurn = 25;

/** Finds the complaint that each row belongs to and makes ready what it adds there. Stores nothing but keys. */
export class RowWrites {
  constructor(
    private readonly file: string,
    private readonly target: Target,
  ) {}

  /** In the order of the rows. */
  async of(tasks: readonly Task[]): Promise<readonly RowWrite[]> {
    const places: (Place | KnownPlace)[] = [];
    for (const task of tasks) {
      places.push(await this.placeOf(task));
      if (places.length % rowsInTurn === 0) await nextTurn();
    }
    const keys = await this.newKeys(places);
    const writes: RowWrite[] = [];
    for (const place of places) {
      writes.push('complaint' in place ? this.addition(place) : this.newComplaint(place, keys.get(place.stream)!));
      if (writes.length % rowsInTurn === 0) await nextTurn();
    }
    return writes;
  }

  /** Walks past the numbers of other complaints to the row's own one, or to the first that is free. */
  private async placeOf(task: Task): Promise<Place | KnownPlace> {
    const numbers = importNumbersToTry(task.row);
    for (;;) {
      const number = numbers.next().value;
      const stream = complaintStream(number);
      const place = { task, from: { file: this.file, row: task.row, number }, stream };
      const recorded = await this.recorded(stream);
      if (recorded.length === 0) return place;
      const found = await this.target.keys.find(stream);
      // Keys are made before events, so a complaint without one has lost it: nothing of it can be opened any more.
      const key = found === 'none' ? 'destroyed' : found;
      const complaint = new KnownComplaint(stream, recorded, key);
      if (complaint.isOf(task.row, task.occurrence)) return { ...place, complaint, last: recorded.at(-1)!, key };
    }
  }

  private async recorded(stream: string): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const batch of this.target.events.read(stream)) events.push(...batch);
    return events;
  }

  private async newKeys(places: readonly (Place | KnownPlace)[]): Promise<ReadonlyMap<string, Key>> {
    const streams = places.filter((place) => !('complaint' in place)).map(({ stream }) => stream);
    const keys = await this.target.keys.keysOf(streams);
    return new Map(streams.map((stream, n) => [stream, keys[n]!]));
  }

  /** Where the complaint was erased and its events are gone too (an older backup was restored), it comes back without what is personal. */
  private newComplaint({ task, from, stream }: Place, key: Key): RowWrite {
    const { row, occurrence } = task;
    const personal = personalOf(row);
    const same = row.id === null && key !== 'destroyed' ? sameOf(key, row, occurrence) : null;
    const facts = [receiptOf(from, same, key === 'destroyed' ? null : personal), ...laterFacts(from)];
    const events = this.linked(stream, facts, key, { revision: -1, hash: firstPrev }, this.target.now());
    const isErased = key === 'destroyed' && personal !== null;
    return { task, isNew: true, write: { stream, events, expected: 'no-stream' }, isErased };
  }

  private addition({ task, from, stream, complaint, last, key }: KnownPlace): RowWrite {
    const now = later(this.target.now(), metadataOf(last).recordedAt);
    const facts = complaint.additions(from, now);
    const isErased = key === 'destroyed' && personalOf(task.row) !== null;
    if (facts.length === 0) return { task, isNew: false, write: null, isErased };
    const end = { revision: last.revision, hash: linksOf(last)?.hash ?? firstPrev };
    const events = this.linked(stream, facts, key, end, now);
    return { task, isNew: false, write: { stream, events, expected: last.revision }, isErased };
  }

  /** Each fact is a command of its own, so that it is recognised in any other copy. */
  private linked(stream: string, facts: readonly Fact[], key: Key, start: StreamEnd, recordedAt: Instant): readonly NewEvent[] {
    const { actor } = this.target;
    let end = start;
    return facts.flatMap(({ event, commandId }) => {
      const { type, data } = this.sealed(stream, event, key);
      const draft = { type, schema: complaintCodec.schemaOf(type), data };
      const linked = link(stream, [draft], { commandId, request: null, actor, recordedAt }, end);
      end = linked.end;
      return linked.events;
    });
  }

  private sealed(stream: string, event: ComplaintEvent, key: Key) {
    if (!complaintCodec.isPersonal(event)) return event;
    if (key === 'destroyed') throw new Error(`${stream} was erased; nothing personal can be added to it.`);
    return complaintCodec.seal(event, (place, value) => this.target.sealer.sealWith(key, stream, place, value));
  }
}
