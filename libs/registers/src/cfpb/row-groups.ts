import { complaintStream } from '@redress/complaints';
import { type Appended, OutcomeUnknown, RevisionConflict, TooLarge } from '@redress/event-store';
import type { BulkWriter } from '../bulk-writer';
import { importNumbersToTry } from './identity';
import type { Rejected } from './read-register';
import type { RowWrite, RowWrites, Task } from './row-writes';

/** Rows that are written together: about a thousand events, which the store takes in one commit. */
const rowsInGroup = 140;
/** So often a row is looked at again where others write the same complaint at the same time. */
const rounds = 5;

const tooLarge = 'Together with what is known of this complaint its texts are longer than an event or an append can hold.';
const erased = 'The personal data of this complaint was erased; what is personal in this row was not kept.';

type Outcome = PromiseSettledResult<Appended>;

/** Writes rows in groups; one group is made ready while the one before it is on its way to the disk. */
export class RowGroups {
  imported = 0;
  updated = 0;
  alreadyThere = 0;
  events = 0;
  readonly rejected: Rejected[] = [];
  readonly flagged: Rejected[] = [];
  private group = new Map<string, Task>();
  private onTheirWay: ReadonlyMap<string, Task> = new Map();
  private storing: Promise<void> = Promise.resolve();

  constructor(
    private readonly writes: RowWrites,
    private readonly writer: BulkWriter,
  ) {}

  /** Of two rows of one complaint the second must see what the first one stored. Throws what the stores throw, also for rows before. */
  async add(task: Task): Promise<void> {
    const stream = complaintStream(importNumbersToTry(task.row).next().value);
    if (this.group.has(stream)) await this.send();
    if (this.onTheirWay.has(stream)) await this.storing;
    this.group.set(stream, task);
    if (this.group.size === rowsInGroup) await this.send();
  }

  async end(): Promise<void> {
    await this.send();
    await this.storing;
  }

  private async send(): Promise<void> {
    const { group } = this;
    this.group = new Map();
    const writes = await this.writes.of([...group.values()]);
    await this.storing;
    this.onTheirWay = group;
    this.storing = this.store(writes, 1);
    // Its failure is heard where it is awaited next; until then it must not end the process.
    this.storing.catch(() => undefined);
  }

  private async store(rows: readonly RowWrite[], round: number): Promise<void> {
    const writing = rows.filter(({ write }) => write !== null);
    const outcomes = await this.writer.write(writing.map(({ write }) => write!));
    for (const row of rows) if (row.write === null) this.count(row);
    const again = writing.filter((row, n) => !this.isSettled(row, outcomes[n]!, round));
    if (again.length > 0) await this.store(await this.writes.of(again.map(({ task }) => task)), round + 1);
  }

  /** Not where somebody else stored this complaint, or perhaps we did: that is read before it is written again. */
  private isSettled(row: RowWrite, outcome: Outcome, round: number): boolean {
    if (outcome.status === 'fulfilled') this.count(row);
    else if (outcome.reason instanceof TooLarge) this.rejected.push({ row: row.task.row.row, reason: tooLarge });
    else if (isOpen(outcome.reason) && round < rounds) return false;
    else throw outcome.reason;
    return true;
  }

  private count({ task, isNew, write, isErased }: RowWrite): void {
    if (isErased) this.flagged.push({ row: task.row.row, reason: erased });
    if (write === null) this.alreadyThere += 1;
    else if (isNew) this.imported += 1;
    else this.updated += 1;
    this.events += write?.events.length ?? 0;
  }
}

const isOpen = (reason: unknown): boolean => reason instanceof RevisionConflict || reason instanceof OutcomeUnknown;
