import type { Readable } from 'node:stream';
import { type ComplaintEvent, complaintCodec, complaintStream } from '@redress/complaints';
import {
  type EventStore,
  firstPrev,
  link,
  linksOf,
  metadataOf,
  type NewEvent,
  OutcomeUnknown,
  type RecordedEvent,
  RevisionConflict,
  type StreamEnd,
} from '@redress/event-store';
import { type Actor, type Instant, later } from '@redress/kernel';
import { type KeyStore, Sealer } from '@redress/sealing';
import { BulkWriter, type Write } from '../bulk-writer';
import { type CfpbRow, cfpbRow, isRejected } from './cfpb-row';
import { importCommandId, importNumbersToTry, Occurrences, register, sameOf } from './identity';
import { KnownComplaint } from './known-complaint';
import { readRegister, type Rejected } from './read-register';
import { type Fact, factsOf, type From } from './row-facts';

export interface ImportReport {
  readonly rows: number;
  readonly imported: number;
  readonly updated: number;
  readonly alreadyThere: number;
  readonly rejected: readonly Rejected[];
  readonly flagged: readonly Rejected[];
  readonly columnsNotFound: readonly string[];
  readonly events: number;
}

export interface Importing {
  readonly events: EventStore;
  readonly keys: KeyStore;
  readonly actor: Actor;
  readonly now: () => Instant;
  readonly limit?: number | undefined;
  /** Reads and judges everything, and writes nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (rows: number) => void;
}

/** A fact with its place in the identity of imports. */
type Recordable = Fact & { readonly commandId: string };
/** What is to be done with one row. */
interface Task {
  readonly row: CfpbRow;
  readonly occurrence: number;
  readonly number: string;
  readonly stream: string;
}

/** Rows that are written together; their streams share a few commits. */
const groupSize = 400;

/**
 * Imports a copy of the CFPB complaint database. Each complaint is one append of all its facts; the same row again adds nothing, a row
 * that knows more adds what is new. Throws NotARegister and what the stores throw; a broken row is reported and the others are kept.
 */
export const importCfpb = async (source: string | Readable, importing: Importing): Promise<ImportReport> => {
  const { file, columns, rows } = await readRegister(source);
  const importer = new CfpbImporter(file, importing);
  let count = 0;
  for await (const record of rows) {
    if (count === importing.limit) break;
    count += 1;
    const row = 'reason' in record ? record : cfpbRow(columns, record, importing.now());
    if (isRejected(row)) importer.rejected.push(row);
    else await importer.take(row);
    if (count % 1000 === 0) importing.onProgress?.(count);
  }
  await importer.end();
  importing.onProgress?.(count);
  return importer.report(count, columns.notFound);
};

class CfpbImporter {
  readonly rejected: Rejected[] = [];
  private readonly flagged: Rejected[] = [];
  private readonly sealer: Sealer;
  private readonly writer: BulkWriter;
  private readonly occurrences = new Occurrences();
  private group: Task[] = [];
  private inGroup = new Set<string>();
  private imported = 0;
  private updated = 0;
  private alreadyThere = 0;
  private events = 0;
  /** Streams a dry run would have made, so that it counts as the real one does. */
  private readonly pretended = new Set<string>();

  constructor(
    private readonly file: string,
    private readonly importing: Importing,
  ) {
    this.sealer = new Sealer(importing.keys);
    this.writer = new BulkWriter(importing.events);
  }

  async take(row: CfpbRow): Promise<void> {
    for (const reason of row.flags) this.flagged.push({ row: row.row, reason });
    const occurrence = row.id === null ? this.occurrences.of(row) : 0;
    const number = importNumbersToTry(row).next().value;
    const stream = complaintStream(number);
    // Two rows of one complaint: the second must see what the first one stored.
    if (this.inGroup.has(stream)) await this.flush();
    this.inGroup.add(stream);
    this.group.push({ row, occurrence, number, stream });
    if (this.group.length === groupSize) await this.flush();
  }

  async end(): Promise<void> {
    await this.flush();
  }

  report(rows: number, columnsNotFound: readonly string[]): ImportReport {
    const { imported, updated, alreadyThere, rejected, flagged, events } = this;
    return { rows, imported, updated, alreadyThere, rejected, flagged, columnsNotFound, events };
  }

  private async flush(): Promise<void> {
    const group = this.group;
    this.group = [];
    this.inGroup = new Set();
    if (group.length === 0) return;
    const last = await Promise.all(group.map(({ stream }) => this.importing.events.last(stream)));
    const fresh = group.filter((task, n) => last[n] === null && !this.pretended.has(task.stream));
    const known = group.filter((task, n) => last[n] !== null || this.pretended.has(task.stream));
    const lost = await this.writeFresh(fresh);
    for (const task of [...known, ...lost]) await this.takeKnown(task);
  }

  /** Answers those that another process, or an answer that was lost, may have stored in between. */
  private async writeFresh(tasks: readonly Task[]): Promise<readonly Task[]> {
    if (this.importing.dryRun) {
      for (const task of tasks) this.pretend(task);
      return [];
    }
    const keys = await this.importing.keys.keysOf(tasks.map(({ stream }) => stream));
    const writes = tasks.map((task, n) => this.freshWrite(task, keys[n]!));
    const outcomes = await this.writer.write(writes);
    return tasks.filter((_task, n) => {
      const outcome = outcomes[n]!;
      if (outcome.status === 'rejected') return mayBeThere(outcome.reason);
      this.imported += 1;
      this.events += writes[n]!.events.length;
      return false;
    });
  }

  private pretend(task: Task): void {
    this.pretended.add(task.stream);
    this.imported += 1;
    this.events += factsOf(this.from(task, null)).length;
  }

  private freshWrite(task: Task, key: Buffer | 'destroyed'): Write {
    const same = task.row.id === null && key !== 'destroyed' ? sameOf(key, task.row, task.occurrence) : null;
    const from = this.from(task, same);
    const idKey = task.row.id ?? task.number;
    const facts = factsOf(from).map((fact): Recordable => ({
      ...fact,
      commandId: importCommandId(idKey, fact.event.type, ...fact.values),
    }));
    const { stream } = task;
    return {
      stream,
      events: this.linked(stream, facts, key, { revision: -1, hash: firstPrev }, this.importing.now()),
      expected: 'no-stream',
    };
  }

  private from({ row, number }: Task, same: string | null): From {
    return { file: this.file, row, number, same };
  }

  /** Walks past numbers of other complaints to the row's own, or to the first free one. */
  private async takeKnown(task: Task): Promise<void> {
    for (const number of importNumbersToTry(task.row)) {
      const stream = complaintStream(number);
      const recorded = await this.read(stream);
      const candidate = { ...task, number, stream };
      if (recorded.length === 0) {
        if (this.pretended.has(stream)) this.alreadyThere += 1;
        else await this.writeFreshAlone(candidate);
        return;
      }
      const key = await this.importing.keys.find(stream);
      const known = new KnownComplaint(stream, recorded, key === 'none' ? 'destroyed' : key);
      if (known.isOf(task.row, register, task.occurrence)) return this.add(candidate, known, key === 'none' ? 'destroyed' : key);
    }
  }

  private async writeFreshAlone(task: Task): Promise<void> {
    const [again] = await this.writeFresh([task]);
    if (again) await this.takeKnown(again);
  }

  private async add(task: Task, known: KnownComplaint, key: Buffer | 'destroyed'): Promise<void> {
    const { recordedAt } = metadataOf(known.last);
    const now = later(this.importing.now(), recordedAt);
    const facts = known.additions(this.from(task, null), now);
    if (facts.length === 0) {
      this.alreadyThere += 1;
      return;
    }
    if (!this.importing.dryRun) {
      const { stream } = task;
      const end: StreamEnd = { revision: known.last.revision, hash: linksOf(known.last)?.hash ?? '' };
      const write = { stream, events: this.linked(stream, facts, key, end, now), expected: known.last.revision };
      const [outcome] = await this.writer.write([write]);
      if (outcome?.status === 'rejected' && mayBeThere(outcome.reason)) return this.takeKnown(task);
    }
    this.updated += 1;
    this.events += facts.length;
  }

  private async read(stream: string): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const batch of this.importing.events.read(stream)) events.push(...batch);
    return events;
  }

  /** Each fact is a command of its own, so that it is recognised in any other copy. */
  private linked(
    stream: string,
    facts: readonly Recordable[],
    key: Buffer | 'destroyed',
    start: StreamEnd,
    recordedAt: Instant,
  ): readonly NewEvent[] {
    let end = start;
    return facts.flatMap(({ event, commandId }) => {
      const { type, data } = this.sealed(stream, event, key);
      const cause = { commandId, request: null, actor: this.importing.actor, recordedAt };
      const linked = link(stream, [{ type, schema: complaintCodec.schemaOf(type), data }], cause, end);
      end = linked.end;
      return linked.events;
    });
  }

  private sealed(stream: string, event: ComplaintEvent, key: Buffer | 'destroyed') {
    if (key === 'destroyed') return event;
    return complaintCodec.seal(event, (place, value) => this.sealer.sealWith(key, stream, place, value));
  }
}

/** Somebody else stored this complaint, or perhaps we did: read before writing again. Everything else ends the import. */
const mayBeThere = (reason: unknown): true => {
  if (reason instanceof RevisionConflict || reason instanceof OutcomeUnknown) return true;
  throw reason;
};
