import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const entry = join(__dirname, '..', '..', 'bin', 'redress.js');
const scripts = join(__dirname, '..', 'processes');

/** The environment of these tests without whatever somebody set for their own register. */
const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('REDRESS_')));

type Environment = Readonly<Record<string, string>>;
/** What Node is told, and what the script. */
interface ScriptArguments {
  readonly node?: readonly string[];
  readonly args?: readonly string[];
}
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A place of its own for a test's registers, its working folder too: no `.env` lies there. Remove it in the end. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'redress-e2e-'));
  private readonly running = new Set<Running>();

  /** A path for a data folder, a file, a backup. Nothing is there yet. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a verb to its end. */
  run(data: string, args: readonly string[], { input, ...environment }: Environment & { readonly input?: string } = {}): Promise<Ended> {
    const running = this.start(data, args, environment);
    running.write(input ?? '');
    return running.ended;
  }

  /** `redress serve` on a free port; it is not listening yet. A few keys stand for many clients, so they may send what they like. */
  serve(data: string, environment: Environment = {}): Serving {
    const free = { REDRESS_PORT: '0', REDRESS_REQUESTS_PER_SECOND: '0' };
    return new Serving(this.start(data, ['serve', '--json'], { ...free, ...environment }));
  }

  start(data: string, args: readonly string[], environment: Environment = {}): Running {
    return this.begin([entry, ...args], { REDRESS_DATA: data, ...environment });
  }

  /** One of test/processes, which works on the built code as it is told. */
  startScript(data: string, name: string, environment: Environment = {}, { node = [], args = [] }: ScriptArguments = {}): Running {
    return this.begin([...node, join(scripts, name), ...args], { REDRESS_DATA: data, ...environment });
  }

  private begin(args: readonly string[], environment: Environment): Running {
    const running = new Running(args, environment, this.folder);
    this.running.add(running);
    void running.ended.then(() => this.running.delete(running));
    return running;
  }

  /** Ends what a failed test left running. */
  async remove(): Promise<void> {
    for (const each of this.running) {
      each.signal('SIGKILL');
      await each.ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A process of Node: what it is given to run, and with what arguments. */
export class Running {
  readonly ended: Promise<Ended>;
  private readonly child: ChildProcess;
  private readonly said = { stdout: '', stderr: '' };
  private first: Promise<string | null> | null = null;

  constructor(args: readonly string[], environment: Environment, folder: string) {
    mkdirSync(folder, { recursive: true });
    const child = spawn(process.execPath, args, { cwd: folder, env: { ...inherited, ...environment }, stdio: 'pipe' });
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => (this.said[stream] += text));
    // A verb that reads nothing may end before its input is written.
    child.stdin.on('error', () => undefined);
    this.child = child;
    this.ended = once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      ...this.said,
    }));
  }

  get stdout(): string {
    return this.said.stdout;
  }
  get stderr(): string {
    return this.said.stderr;
  }
  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
  write(input: string): void {
    this.child.stdin!.end(input);
  }
  /** A line of input, which goes on. */
  tell(line: string): void {
    this.child.stdin!.write(`${line}\n`);
  }

  /** The first line of the answer; null where the process ended without one. */
  firstLine(): Promise<string | null> {
    return (this.first ??= this.listenForIt());
  }

  private listenForIt(): Promise<string | null> {
    const line = (): string | null => (this.said.stdout.includes('\n') ? this.said.stdout.split('\n', 1)[0]! : null);
    return new Promise((resolve) => {
      const look = (): void => {
        if (line() !== null) resolve(line());
      };
      this.child.stdout!.on('data', look);
      void this.ended.then(() => resolve(line()));
      look();
    });
  }
}

export interface DevelopmentKey {
  readonly role: string;
  readonly staffId: string;
  readonly key: string;
}

/** `redress serve`. */
export class Serving {
  constructor(private readonly process: Running) {}

  get ended(): Promise<Ended> {
    return this.process.ended;
  }
  get stderr(): string {
    return this.process.stderr;
  }
  get stdout(): string {
    return this.process.stdout;
  }

  /** Once it takes requests. Throws what it said where it ended instead. */
  async listening(): Promise<{ readonly url: string; readonly keys: readonly DevelopmentKey[] }> {
    const line = await this.process.firstLine();
    if (line === null) throw new Error(`The server did not start: ${this.stderr}`);
    return JSON.parse(line) as { url: string; keys: DevelopmentKey[] };
  }

  signal(name: NodeJS.Signals): void {
    this.process.signal(name);
  }

  async stop(): Promise<Ended> {
    this.signal('SIGTERM');
    return this.ended;
  }
}
