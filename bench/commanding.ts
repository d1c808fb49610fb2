import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Complaints } from '@redress/complaints';
import { developmentStaff, type Engine, ProjectorThread } from '@redress/platform';
import { createApi } from '../apps/api/src/create-api';
import { allowanceOf } from '../apps/api/src/flow/allowance';
import type { Load, Loaded } from './load.process';
import { inFolder, median, type Row } from './measuring';
import { openIn } from './register';

const complaints = 1_000;
const rounds = 3;
const seconds = 4;

export const load = (asked: Load): Promise<Loaded> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'load.process.js'));
    child.once('message', (loaded) => resolve(loaded as Loaded)).once('error', reject);
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code}.`)));
    child.send(asked);
  });

interface About {
  readonly region?: string;
  readonly segment?: string;
  readonly at?: string;
  readonly backdating?: string;
}

/** Complaints whose streams hold eight events unless told otherwise, as of a case under way. */
export const caseload = async (engine: Engine, count: number = complaints, about: About = {}, notes = 7): Promise<readonly string[]> => {
  const people = await developmentStaff(engine);
  const actor = people.get('supervisor')!;
  const now = engine.clock.now();
  const asking = { actor, now };
  const one = async (): Promise<string> => {
    const receiving = {
      kind: 'complaint',
      channel: 'letter',
      at: now,
      occurredFrom: null,
      occurredTo: null,
      language: null,
      preferredChannel: null,
      product: 'Kettle',
      category: null,
      department: null,
      segment: null,
      region: null,
      batch: null,
      loss: null,
      repeat: null,
      subjects: [],
      documents: [],
      privacyNotice: null,
      ...about,
      complainant: null,
      summary: 'Broken',
      description: 'Broken on arrival',
    } as const;
    const { number } = await engine.complaints.receive(receiving, receiving, asking);
    for (let n = 0; n < notes; n += 1)
      await engine.complaints.handle(number, { type: 'AddNote', at: now, text: `Note ${n}` }, { n }, asking);
    return number;
  };
  const numbers: string[] = [];
  while (numbers.length < count) numbers.push(...(await Promise.all(Array.from({ length: Math.min(100, count - numbers.length) }, one))));
  return numbers;
};

/** The same server twice, the second without the work of a command: what is left is the price of the work. */
interface Servers {
  readonly engine: Engine;
  readonly key: string;
  readonly realUrl: string;
  readonly idleUrl: string;
}
interface Asked {
  readonly connections: number;
  readonly goal: number;
  readonly projector: 'idle' | 'busy';
}

const row = async ({ engine, key, realUrl, idleUrl }: Servers, { connections, goal, projector }: Asked): Promise<Row> => {
  const body = JSON.stringify({ text: 'The customer called again and asked how far things are.' });
  const pairs: (readonly [Loaded, Loaded])[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    // New ones each time: a stream that a round has made longer costs the next one more.
    const paths = (await caseload(engine)).map((number) => `/complaints/${number}/add-note`);
    const asked = { key, paths, body, connections, seconds };
    const pair = [await load({ ...asked, url: realUrl }), await load({ ...asked, url: idleUrl })] as const;
    if (round > 0) pairs.push(pair);
  }
  const rate = ({ answered, seconds: taken }: Loaded): number => answered / taken;
  const ratio = median(pairs.map(([ours, theirs]) => rate(ours) / rate(theirs)));
  const refused = pairs.reduce((sum, [ours]) => sum + ours.refused, 0);
  return {
    operation: `durable command over HTTP, ${connections} connections, projector ${projector}`,
    unit: 'requests',
    reference: 'no-op POST on the same stack',
    candidatePerSecond: median(pairs.map(([ours]) => rate(ours))),
    referencePerSecond: median(pairs.map(([, theirs]) => rate(theirs))),
    ratio,
    goal: `>= ${goal.toFixed(2)}`,
    reached: ratio >= goal,
    cpuMicrosecondsPerOperation: 0,
    note: `p99 ${median(pairs.map(([ours]) => ours.p99))} ms against ${median(pairs.map(([, theirs]) => theirs.p99))} ms; ${refused} refused`,
  };
};

const onTrouble = (name: string): never => {
  throw new Error(`The projector failed (${name}); what was measured beside it counts for nothing.`);
};

export const commandingRows = (): Promise<readonly Row[]> =>
  inFolder(async (folder) => {
    const engine = await openIn(join(folder, 'data'));
    const { key } = await engine.apiKeys.create((await developmentStaff(engine)).get('supervisor')!, engine.clock.now());
    // One key stands for many clients here.
    const options = { withDocs: false, logLevel: 'warn', capacity: { writes: 1_000, reads: 1_000 }, allowance: allowanceOf(0) };
    const real = await createApi({ ...engine, readiness: [] }, options);
    // The same stack, the same validation, the same key: only the work is left out.
    const nothing = {
      handle: async (number: string) => ({ number, revision: 0, position: '0', state: { status: 'received' } }),
    } as unknown as Complaints;
    const idle = await createApi({ ...engine, complaints: nothing, readiness: [] }, options);
    const servers = { engine, key, realUrl: await real.listen(0, '127.0.0.1'), idleUrl: await idle.listen(0, '127.0.0.1') };
    const rows = [
      await row(servers, { connections: 32, goal: 0.5, projector: 'idle' }),
      await row(servers, { connections: 128, goal: 0.75, projector: 'idle' }),
    ];
    // It has all that was written so far to catch up with, and then the commands themselves.
    const projector = new ProjectorThread(engine.settings, { onApplied: () => undefined, onTrouble });
    projector.start();
    rows.push(await row(servers, { connections: 32, goal: 0.5, projector: 'busy' }));
    await projector.stop();
    await real.stop();
    await idle.stop();
    await engine.close();
    return rows;
  });
