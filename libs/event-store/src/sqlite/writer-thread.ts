import { Worker } from 'node:worker_threads';
import { type Appended, type ExpectedRevision, type NewEvent, OutcomeUnknown, RevisionConflict, StoreUnavailable } from '../event-store';
import { builtFile } from './built-file';
import type { WriterFault } from './writer-fault';
import { addCall, type AnswerList, type CallList, type FromWriter, lastMessage, outcome, type WriterSettings } from './writer-protocol';

interface Call {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: ExpectedRevision;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

const firstPause = 50;
const longestPause = 5_000;

/** The caller's end of the writer: sends what is asked in one turn together, hands out the answers, and restarts a writer that ended. */
export class WriterThread {
  private worker: Worker | null = null;
  private ready = false;
  private asked: Call[] = [];
  private readonly sent: Call[] = [];
  private pause = firstPause;
  private restart: NodeJS.Timeout | null = null;
  private closed: Promise<void> | null = null;
  private whenEnded: () => void = () => undefined;
  private lastError = 'It gave no reason.';

  /** `fault` befalls the first writer; the ones that follow are sound. */
  constructor(
    private readonly settings: Omit<WriterSettings, 'fault'>,
    private fault: WriterFault | undefined,
    private readonly onStored: () => void,
  ) {}

  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new StoreUnavailable('closed', 'The event store was closed.'));
      if (this.asked.push({ stream, events, expected, resolve, reject }) === 1) setImmediate(() => this.send());
    });
  }

  /** Stores what was asked before. */
  close(): Promise<void> {
    this.closed ??= this.end();
    return this.closed;
  }

  private async end(): Promise<void> {
    if (!this.worker && this.asked.length === 0) return this.cancelRestart();
    await new Promise<void>((resolve) => {
      this.whenEnded = resolve;
      this.send();
      if (this.ready) this.worker?.postMessage(lastMessage);
    });
  }

  /** Nothing is given to a writer before it is ready: what one that never starts was asked for is certainly not stored. */
  private send(): void {
    if (!this.worker && !this.restart) this.start();
    if (!this.ready || this.asked.length === 0) return;
    const list: CallList = [];
    for (const call of this.asked) {
      addCall(list, call.stream, call.events, call.expected);
      this.sent.push(call);
    }
    this.asked = [];
    this.worker!.postMessage(list);
  }

  private start(): void {
    this.restart = null;
    this.worker = new Worker(builtFile(__dirname, 'writer.worker.js'), { workerData: { ...this.settings, fault: this.fault } });
    this.fault = undefined;
    this.worker.on('message', (message: FromWriter) => this.heard(message));
    this.worker.on('error', (error) => (this.lastError = error instanceof Error ? error.message : String(error)));
    this.worker.on('exit', () => this.ended());
  }

  private heard(message: FromWriter): void {
    if (message.what === 'ready') {
      this.ready = true;
      this.send();
      if (this.closed) this.worker!.postMessage(lastMessage);
    } else if (message.what === 'answered') {
      this.pause = firstPause;
      this.answered(message.answers);
    } else {
      for (const call of this.sent.splice(0, message.calls)) call.reject(new StoreUnavailable(message.reason, message.message));
    }
  }

  private answered(answers: AnswerList): void {
    this.sent.splice(0, answers.length / 3).forEach(({ stream, expected, resolve, reject }, index) => {
      const revision = answers[index * 3 + 1]!;
      if (answers[index * 3] === outcome.stored) resolve({ revision, position: String(answers[index * 3 + 2]) });
      else reject(new RevisionConflict(stream, expected, revision < 0 ? 'no-stream' : revision));
    });
    this.onStored();
  }

  private ended(): void {
    const neverReady = !this.ready;
    this.worker = null;
    this.ready = false;
    const unknown = 'The writer of the event log ended before it answered; read the stream to see what is stored.';
    for (const call of this.sent.splice(0)) call.reject(new OutcomeUnknown(`${unknown} ${this.lastError}`));
    if (neverReady || this.closed) {
      for (const call of this.asked.splice(0))
        call.reject(new StoreUnavailable('failed', `The event log cannot be written. ${this.lastError}`));
    }
    if (this.closed) return this.whenEnded();
    this.restart = setTimeout(() => this.start(), this.pause);
    this.pause = Math.min(this.pause * 2, longestPause);
  }

  private cancelRestart(): void {
    if (this.restart) clearTimeout(this.restart);
  }
}
