import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  ChainFollower,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  SqliteEventStore,
  verifyStream,
} from '@redress/event-store';
import { collect } from '@redress/testing';
import { randoms } from './driving/randoms';

/** `STORE_KILLS=1000 STORE_SEED=7 npx jest test/store-kill` tortures longer; a failure names its seed. */
const kills = Number(process.env['STORE_KILLS'] ?? 20);
const seed = process.env['STORE_SEED'] ?? '1';
const streams = Array.from({ length: 64 }, (_, n) => `thing-${n}`);
const script = (name: string): string => join(__dirname, 'processes', name);

interface Standing {
  readonly append: number;
  readonly revision: number;
  readonly prev: string;
}
interface Planned {
  readonly events: readonly NewEvent[];
  readonly expected: ExpectedRevision;
  readonly after: Standing;
}
interface Plan {
  readonly beginning: Standing;
  readonly plannedAppends: (seed: string, stream: string) => Generator<Planned, never>;
}
/** `append` counts from 1; `place` is the revision and position that were answered. */
interface Acknowledged {
  readonly stream: string;
  readonly append: number;
  readonly place: string;
}

/** Runs a writer, kills it so many milliseconds after its first answer, and hands out all it acknowledged. */
const writeAndKill = async (path: string, standing: Readonly<Record<string, Standing>>, milliseconds: number): Promise<Acknowledged[]> => {
  const acknowledgements = `${path}.acknowledged`;
  const args = [script('write-until-killed.js'), path, acknowledgements, seed, JSON.stringify(standing)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  await Promise.race([once(child.stdout, 'data'), exited]);
  await wait(milliseconds);
  child.kill('SIGKILL');
  expect((await exited)[1]).toBe('SIGKILL');
  const lines = readFileSync(acknowledgements, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const [stream, append, revision, position] = line.split(' ') as [string, string, string, string];
    return { stream, append: Number(append), place: `${revision} ${position}` };
  });
};

/** Compares what is stored with the plan, event by event, as it comes. */
class CheckedStream {
  private readonly chain: ChainFollower;
  private readonly plan: Generator<Planned, never>;
  private readonly standings: Standing[];
  private readonly places = [''];
  private planned: Planned;
  private index = 0;
  private acknowledged = 0;

  constructor(stream: string, { beginning, plannedAppends }: Plan) {
    this.chain = new ChainFollower(stream);
    this.plan = plannedAppends(seed, stream);
    this.planned = this.plan.next().value;
    this.standings = [beginning];
  }

  get standing(): Standing {
    return this.standings[this.acknowledged]!;
  }

  /** What is wrong with the next stored event. */
  take(event: RecordedEvent): unknown[] {
    const { id, type, data, metadata } = this.planned.events[this.index]!;
    const wrong: unknown[] = [...this.chain.take(event)];
    if ([id, type, data, metadata].join('\n') !== [event.id, event.type, event.data, event.metadata].join('\n'))
      wrong.push({ planned: id, event });
    if (++this.index === this.planned.events.length) {
      this.index = 0;
      this.places.push(`${event.revision} ${event.position}`);
      this.standings.push(this.planned.after);
      this.planned = this.plan.next().value;
    }
    return wrong;
  }

  acknowledge({ append, place }: Acknowledged): unknown[] {
    this.acknowledged = Math.max(this.acknowledged, append);
    const stored = this.places[append];
    return stored === place ? [] : [{ acknowledged: append, place, stored }];
  }

  get torn(): boolean {
    return this.index > 0;
  }
  /** Appends that are stored and were never answered. */
  get unanswered(): number {
    return this.places.length - 1 - this.acknowledged;
  }
}

describe(`a store whose process is killed ${kills} times under load (seed ${seed})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-kill-'));
  const path = join(folder, 'events.db');
  afterAll(() => rmSync(folder, { recursive: true }));

  const test = async (): Promise<void> => {
    // The plan runs from the build, as the writer does.
    const plan = jest.requireActual<Plan>(script('planned-appends.js'));
    const checked = new Map(streams.map((stream) => [stream, new CheckedStream(stream, plan)]));
    const random = randoms(Number(seed));
    let after: string | null = null;
    let sentAgain = 0;

    for (let kill = 0; kill < kills; kill++) {
      const standing = Object.fromEntries([...checked].map(([stream, { standing: at }]) => [stream, at]));
      const acknowledged = await writeAndKill(path, standing, Math.floor(random() * 60));
      const store = new SqliteEventStore(path);
      const wrong: unknown[] = [];
      for await (const batch of store.all(after)) {
        for (const event of batch) wrong.push(...checked.get(event.stream)!.take(event));
        after = batch.at(-1)!.position;
      }
      await store.close();
      for (const each of acknowledged) wrong.push(...checked.get(each.stream)!.acknowledge(each));
      expect({ kill, wrong, torn: [...checked].filter(([, { torn }]) => torn) }).toEqual({ kill, wrong: [], torn: [] });
      for (const { unanswered } of checked.values()) sentAgain += unanswered;
    }
    // Otherwise no kill fell between a commit and its answer, and sending again was not tried.
    expect(sentAgain).toBeGreaterThan(0);

    const store = new SqliteEventStore(path, { readOnly: true });
    const problems: unknown[] = [...(await store.gaps())];
    for (const stream of streams) problems.push(...verifyStream(stream, await collect(store.read(stream))));
    await store.close();
    expect(problems).toEqual([]);
  };
  it('loses nothing it acknowledged, stores nothing twice, and tears no append and no chain', test, 240_000 + kills * 3_000);
});
