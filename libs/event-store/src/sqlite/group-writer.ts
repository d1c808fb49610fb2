import { SqliteFailure, type SqliteFile } from '@redress/sqlite';
import type { WriterSteps } from './writer-fault';
import { type AnswerList, outcome, textsAnEvent, type Unavailable, type WaitingCall } from './writer-protocol';

/** The group was certainly rolled back: none of it is stored. */
export class NotStored extends Error {
  override readonly name = 'NotStored';
  constructor(
    readonly reason: Unavailable,
    message: string,
  ) {
    super(message);
  }
}

interface StreamEnd {
  readonly id: number;
  revision: number;
}
/** So many streams are remembered at most; then the writer asks the file again. */
const rememberedStreams = 50_000;
const insertEvent = 'INSERT INTO event (position, stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)';

/** Stores many appends in one transaction, each checked by itself: a conflict of one harms no other. */
export class GroupWriter {
  private readonly ends = new Map<string, StreamEnd>();
  private readonly codes = new Map<string, number>();
  private head = 0;
  private lastStream = 0;
  private version = -1;

  constructor(
    private readonly file: SqliteFile,
    private readonly steps: WriterSteps,
  ) {}

  /** Throws NotStored when nothing was stored for certain; any other error leaves that open, and this writer must not be used again. */
  write(group: readonly WaitingCall[]): AnswerList {
    const answers = this.uncommitted(group);
    this.commit();
    this.steps.pass();
    return answers;
  }

  private uncommitted(group: readonly WaitingCall[]): AnswerList {
    try {
      this.steps.pass();
      this.file.begin();
      this.steps.pass();
      this.remember();
      const answers: AnswerList = [];
      for (const call of group) this.append(call, answers);
      return answers;
    } catch (error) {
      throw this.undone(error);
    }
  }

  /** A full disk or a busy file is noticed before the commit is written. After any other failure a restart may still find it written. */
  private commit(): void {
    try {
      this.steps.pass();
      this.file.commit();
    } catch (error) {
      if (error instanceof SqliteFailure && (error.kind === 'full' || error.kind === 'busy')) throw this.undone(error);
      throw error;
    }
  }

  private append(call: WaitingCall, answers: AnswerList): void {
    const { stream, expected, count } = call;
    const end = expected === -1 ? this.begun(stream) : this.endOf(stream);
    const actual = end?.revision ?? -1;
    if (end && actual === expected) {
      this.insert(call, end);
      answers.push(outcome.stored, expected + count, this.head);
      return;
    }
    const position = end && actual > expected ? this.firstOutcome(call, end.id) : null;
    if (position === null) answers.push(outcome.conflict, actual, 0);
    else answers.push(outcome.stored, expected + count, position);
  }

  private insert({ list, first, count, expected }: WaitingCall, end: StreamEnd): void {
    for (let index = 0; index < count; index++) {
      const at = first + index * textsAnEvent;
      const code = this.codeOf(list[at + 1] as string);
      this.file.run(insertEvent, ++this.head, end.id, expected + 1 + index, list[at]!, code, list[at + 2]!, list[at + 3]!);
      this.steps.pass();
    }
    end.revision = expected + count;
  }

  /** Where the last event of this very append stands, if all its events are there, or null. */
  private firstOutcome({ list, first, count, expected }: WaitingCall, stream: number): number | null {
    const rows = this.file.rows(
      'SELECT id, position FROM event WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?',
      stream,
      expected,
      count,
    );
    const same = rows.length === count && rows.every(([id], index) => id === list[first + index * textsAnEvent]);
    return same ? (rows[count - 1]![1] as number) : null;
  }

  private endOf(stream: string): StreamEnd | undefined {
    const known = this.ends.get(stream);
    if (known) return known;
    const found = this.file.rows(
      'SELECT id, (SELECT max(revision) FROM event WHERE stream = stream.id) FROM stream WHERE name = ?',
      stream,
    )[0];
    return found && this.rememberEnd(stream, { id: found[0] as number, revision: found[1] as number });
  }

  /** What is expected to be new nearly always is, so it is not looked for first. */
  private begun(stream: string): StreamEnd | undefined {
    if (this.ends.has(stream)) return this.ends.get(stream);
    const isNew = this.file.run('INSERT INTO stream (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING', this.lastStream + 1, stream) > 0;
    return isNew ? this.rememberEnd(stream, { id: ++this.lastStream, revision: -1 }) : this.endOf(stream);
  }

  private codeOf(type: string): number {
    let code = this.codes.get(type);
    if (code === undefined) {
      this.codes.set(type, (code = this.codes.size + 1));
      this.file.run('INSERT INTO type (code, name) VALUES (?, ?)', code, type);
    }
    return code;
  }

  private rememberEnd(stream: string, end: StreamEnd): StreamEnd {
    this.ends.set(stream, end);
    return end;
  }

  /** Within the transaction nobody else can write, so what is known is right as long as nobody else did before. */
  private remember(): void {
    const version = this.file.dataVersion();
    if (version === this.version && this.ends.size < rememberedStreams) return;
    this.forget();
    this.version = version;
    [this.head, this.lastStream] = this.file
      .rows('SELECT (SELECT max(position) FROM event), (SELECT max(id) FROM stream)')[0]!
      .map(Number) as [number, number];
    for (const [code, name] of this.file.rows('SELECT code, name FROM type')) this.codes.set(name as string, code as number);
  }

  private forget(): void {
    this.ends.clear();
    this.codes.clear();
    this.version = -1;
  }

  private undone(error: unknown): unknown {
    this.forget();
    this.file.rollback();
    if (!(error instanceof SqliteFailure)) return error;
    return new NotStored(error.kind === 'full' || error.kind === 'busy' ? error.kind : 'failed', error.message);
  }
}
