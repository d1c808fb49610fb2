import { setTimeout as wait } from 'node:timers/promises';
import { Client } from './http';
import type { Person } from './people';
import { type Ended, type Running, type Serving, type Workplace } from './redress';
import type { Environment } from './stores';

/** Milliseconds. A look asks every read model how far it is, and whoever is to take over waits for the cores meanwhile. */
export const betweenLooks = 75;

/** A process of `redress work`. */
export class Worker {
  private constructor(
    readonly process: Running,
    /** Its name among the holders of leases. */
    readonly holder: string,
    readonly health: string | null,
  ) {}

  static async started(process: Running): Promise<Worker> {
    const line = await process.firstLine();
    if (line === null) throw new Error(`The projector did not start: ${process.stderr}`);
    const { holder, health } = JSON.parse(line) as { holder: string; health: string | null };
    return new Worker(process, holder, health);
  }

  signal(name: NodeJS.Signals): void {
    this.process.signal(name);
  }
  end(signal: NodeJS.Signals): Promise<Ended> {
    this.signal(signal);
    return this.process.ended;
  }
}

interface Line {
  readonly name: string;
  readonly position: string | null;
  readonly holder: string | null;
}

/** An API that leaves the read models to processes of their own, and those processes, all on the same stores. */
export class Crew {
  readonly workers: Worker[] = [];

  private constructor(
    private readonly workplace: Workplace,
    private readonly data: string,
    private readonly environment: Environment,
    private readonly admin: Person,
    readonly serving: Serving,
    readonly client: Client,
  ) {}

  /** `environment` names the stores; the data folder is made. */
  static async started(workplace: Workplace, data: string, environment: Environment, admin: Person): Promise<Crew> {
    const settings = { REDRESS_LOG_LEVEL: 'error', REDRESS_PROJECTOR: 'separate', ...environment };
    const serving = workplace.serve(data, settings);
    const client = new Client((await serving.listening()).url);
    return new Crew(workplace, data, settings, admin, serving, client);
  }

  hire(more: Environment = {}): Promise<Worker> {
    return this.take(this.workplace.start(this.data, ['work', '--json'], { ...this.environment, ...more }));
  }

  /** One that pauses when it is told to. */
  hireWhoPauses(): Promise<Worker> {
    return this.take(this.workplace.startScript(this.data, 'work-and-pause.js', this.environment));
  }

  private async take(process: Running): Promise<Worker> {
    const worker = await Worker.started(process);
    this.workers.push(worker);
    return worker;
  }

  run(args: readonly string[], more: Environment = {}): Running {
    return this.workplace.start(this.data, args, { ...this.environment, ...more });
  }

  async lines(): Promise<readonly Line[]> {
    const { status, text, body } = await this.client.get<{ items: readonly Line[] }>(this.admin.key, '/projections');
    if (status !== 200) throw new Error(`/projections answered ${status}: ${text}`);
    return body.items;
  }

  /** Who holds the lease of each read model. */
  async holders(): Promise<readonly (string | null)[]> {
    return (await this.lines()).map(({ holder }) => holder);
  }

  /** Once this one keeps every read model. */
  async isKeptBy({ holder }: Worker): Promise<void> {
    while ((await this.holders()).some((each) => each !== holder)) await wait(betweenLooks);
  }

  /** Once every read model is beyond where it was. */
  async hasMovedOn(from: readonly (string | null)[]): Promise<void> {
    const isBeyond = (at: string | null, before: string | null | undefined): boolean => BigInt(at ?? 0) > BigInt(before ?? 0);
    while (!(await this.lines()).every(({ position }, index) => isBeyond(position, from[index]))) await wait(betweenLooks);
  }

  /** One that keeps a read model now. */
  async active(): Promise<Worker> {
    for (;;) {
      const [first] = await this.holders();
      const found = this.workers.find(({ holder }) => holder === first);
      if (found) return found;
      await wait(betweenLooks);
    }
  }

  /** Ends the worker, which is of the crew no longer. */
  async dismiss(worker: Worker, signal: NodeJS.Signals): Promise<Ended> {
    this.workers.splice(this.workers.indexOf(worker), 1);
    return worker.end(signal);
  }

  /** Everybody, as asked. */
  async end(): Promise<readonly Ended[]> {
    const ends = [await this.serving.stop()];
    for (const worker of [...this.workers]) ends.push(await this.dismiss(worker, 'SIGTERM'));
    this.client.close();
    return ends;
  }
}
