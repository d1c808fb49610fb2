import { Worker } from 'node:worker_threads';
import type { Action } from '@redress/deadlines';
import { builtFile } from '@redress/event-store';
import { newHolder } from '@redress/projections';
import type { ProjectorNews, Work } from './projector.worker';
import type { Settings } from './settings';

interface Listening {
  /** Read models have moved: those who wait for a position look again. */
  readonly onApplied: () => void;
  /** Something failed; `name` says of which kind. The projector tries again by itself. */
  readonly onTrouble: (name: string) => void;
  /** Something was done by itself, because time passed. */
  readonly onAct?: (action: Action) => void;
  /** The subscription to the record was over before its time. */
  readonly onInterruption?: () => void;
}

const firstPause = 250;
/** Milliseconds: a disk that was full may be seen to have room again no later than this. */
const longestPause = 5_000;

/** Runs the projector in a thread and starts it again where it ends by itself, later and later while it keeps ending. */
export class ProjectorThread {
  /** One that is started again finds its own leases, and need not wait for them. */
  readonly holder = newHolder();
  private worker: Worker | null = null;
  private stopping = false;
  private pause = firstPause;
  private ended: Promise<void> = Promise.resolve();
  private restart: NodeJS.Timeout | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly listening: Listening,
  ) {}

  start(): void {
    this.restart = null;
    const worker = new Worker(builtFile(__dirname, 'projector.worker.js'), {
      workerData: { settings: this.settings, holder: this.holder } satisfies Work,
    });
    this.worker = worker;
    worker.on('message', (news: ProjectorNews) => this.hear(news));
    worker.on('error', (error) => this.listening.onTrouble(error.name));
    this.ended = new Promise((resolve) => {
      worker.once('exit', () => {
        this.worker = null;
        resolve();
        if (!this.stopping) this.startLater();
      });
    });
  }

  get isRunning(): boolean {
    return this.worker !== null;
  }

  /** What was folded is stored or forgotten, never half. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.restart) clearTimeout(this.restart);
    this.worker?.postMessage('stop');
    await this.ended;
  }

  private hear(news: ProjectorNews): void {
    if (news.type === 'applied') {
      this.pause = firstPause;
      this.listening.onApplied();
    }
    if (news.type === 'acted') this.listening.onAct?.(news.action);
    if (news.type === 'interrupted') this.listening.onInterruption?.();
    if (news.type === 'trouble') this.listening.onTrouble(news.name);
  }

  private startLater(): void {
    this.restart = setTimeout(() => this.start(), this.pause);
    this.pause = Math.min(this.pause * 2, longestPause);
  }
}
