import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Complaint, type ComplaintEvent, complaintCodec, complaintDecider, complaintStream } from '@redress/complaints';
import { metadataOf, type RecordedEvent, SqliteEventStore, verifyLog } from '@redress/event-store';
import type { StoredEvent } from '@redress/kernel';
import { SqliteKeyStore } from '@redress/sealing';
import { type ColumnName, fullExport } from './columns';
import { type Cells, copyOf, now, rowOf } from './examples.spec-support';
import { importNumbersToTry } from './identity';
import { importCfpb, type Importing, type ImportReport } from './import-cfpb';

export const importer = { id: 'local', role: 'system' } as const;

/** A register in a folder of its own, on the stores that a process has. */
export class TestRegister {
  readonly folder = mkdtempSync(join(tmpdir(), 'redress-import-'));
  readonly events = new SqliteEventStore(join(this.folder, 'events.db'));
  readonly keys = new SqliteKeyStore(join(this.folder, 'keys.db'));

  /** Imports a copy with these rows. */
  rows(rows: readonly Cells[], columns?: readonly ColumnName[], options: Partial<Importing> = {}): Promise<ImportReport> {
    return this.file(Readable.from([Buffer.from(copyOf(rows, columns))]), options);
  }

  file(source: string | Readable, options: Partial<Importing> = {}): Promise<ImportReport> {
    const { events, keys } = this;
    return importCfpb(source, { events, keys, actor: importer, now: () => now, ...options });
  }

  async recorded(number: string): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const batch of this.events.read(complaintStream(number))) events.push(...batch);
    return events;
  }

  async types(number: string): Promise<readonly string[]> {
    return (await this.recorded(number)).map(({ type }) => type);
  }

  async state(number: string): Promise<Complaint> {
    const stored = (await this.recorded(number)).map((event) => complaintCodec.decode(event));
    return stored.reduce(complaintDecider.evolve, complaintDecider.initial);
  }

  /** The data of the last event, with its sealed parts opened. */
  async lastData(number: string): Promise<Record<string, unknown>> {
    const last = (await this.recorded(number)).at(-1)!;
    const key = await this.keys.find(complaintStream(number));
    const data = JSON.parse(last.data) as Record<string, unknown>;
    for (const part of ['personal', 'corrected']) {
      if (typeof data[part] === 'string') data[part] = complaintCodec.openWith(key as Buffer, complaintStream(number), data[part]);
    }
    return data;
  }

  /** What verification finds wrong. */
  async problems(): Promise<readonly unknown[]> {
    return (await verifyLog(this.events, { gapless: true })).problems;
  }

  /** Of every complaint what must be the same whichever copy came first. */
  async outcomes(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, Outcome>();
    for await (const batch of this.events.all(null)) {
      for (const recorded of batch) {
        const event = complaintCodec.decode(recorded);
        found.set(recorded.stream, after(found.get(recorded.stream) ?? nothing, event));
      }
    }
    return new Map([...found].map(([stream, { state, ...facts }]) => [stream, JSON.stringify({ status: state.status, ...facts })]));
  }

  async close(): Promise<void> {
    await this.events.close();
    await this.keys.close();
    rmSync(this.folder, { recursive: true });
  }
}

interface Outcome {
  readonly state: Complaint;
  readonly outcome: string | null;
  readonly met: boolean | null;
  readonly disputed: boolean;
}
const nothing: Outcome = { state: complaintDecider.initial, outcome: null, met: null, disputed: false };
const after = (before: Outcome, event: StoredEvent<ComplaintEvent>): Outcome => ({
  state: complaintDecider.evolve(before.state, event),
  outcome: event.type === 'ComplaintResolved' ? event.data.outcome : before.outcome,
  met: event.type === 'TimelinessReported' ? event.data.met : before.met,
  disputed: before.disputed || event.type === 'ComplaintFollowedUp',
});

export const commandIdsOf = (events: readonly RecordedEvent[]): readonly string[] => events.map((event) => metadataOf(event).commandId);

export const numberOf = (cells: Cells = {}, k = 0): string => {
  const numbers = importNumbersToTry(rowOf(cells));
  for (let skipped = 0; skipped < k; skipped += 1) numbers.next();
  return numbers.next().value;
};
/** Of the usual row. */
export const number = numberOf();
export const without = (...names: readonly ColumnName[]): readonly ColumnName[] => fullExport.filter((name) => !names.includes(name));

/** The answer about one row of a copy that lacks no column, but for these members. */
export const counted = (report: Partial<ImportReport>): ImportReport => ({
  rows: 1,
  imported: 0,
  updated: 0,
  alreadyThere: 0,
  rejected: [],
  flagged: [],
  columnsNotFound: [],
  events: 0,
  ...report,
});

/** A new register for each test; whatever the test did, its log must verify. */
export const eachWithRegister = (): { readonly register: TestRegister } => {
  const opened: { register?: TestRegister } = {};
  beforeEach(() => {
    opened.register = new TestRegister();
  });
  afterEach(async () => {
    const problems = await opened.register!.problems();
    await opened.register!.close();
    expect(problems).toEqual([]);
  });
  return opened as { readonly register: TestRegister };
};
