import { join } from 'node:path';
import { type Engine, localSystem, processManagerOf, ProjectorThread } from '@redress/platform';
import { caseload } from './commanding';
import { inFolder, median, percentile, type Row } from './measuring';
import { openIn } from './register';

/** Each is so long overdue that five things are owed in it: two missed deadlines, and three levels to go up. */
const complaints = 2_000;
const owedInEach = 5;
const daysAgo = 60;
const atOnce = 8;
const rounds = 5;
const millisecondsAlone = 5_000;
const day = 86_400_000;

const overdue = async (engine: Engine): Promise<readonly string[]> => {
  const at = new Date(Date.parse(engine.clock.now()) - daysAgo * day).toISOString();
  return caseload(engine, complaints, { at, backdating: 'The register was away.' }, 0);
};

/** The same number of commands that do the same, as somebody would send them. */
const plainly = async (engine: Engine, numbers: readonly string[]): Promise<number> => {
  const actor = { id: localSystem.id, role: 'supervisor' } as const;
  const waiting = numbers.values();
  const begun = performance.now();
  const sender = async (): Promise<void> => {
    for (const number of waiting) {
      for (let n = 0; n < owedInEach; n += 1) {
        const at = engine.clock.now();
        const command = { type: 'EscalateComplaint', at, level: 'supervisor', to: null, reason: 'time' } as const;
        await engine.complaints.handle(number, command, { n }, { actor, now: at });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
  return (numbers.length * owedInEach * 1_000) / (performance.now() - begun);
};

/** Acts a second, until the last was done. */
const byItself = async (engine: Engine): Promise<number> => {
  let [acts, last] = [0, 0];
  const begun = performance.now();
  const onAct = (): void => {
    acts += 1;
    last = performance.now();
  };
  await processManagerOf(engine, { onAct, onTrouble: refuse }).workOff();
  return (acts * 1_000) / (last - begun);
};
const refuse = (error: unknown): never => {
  throw error;
};

const rateRow = async (folder: string): Promise<Row> => {
  const pairs: (readonly [number, number])[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const engine = await openIn(join(folder, `rate-${round}`));
    const plain = await plainly(engine, await caseload(engine, complaints, {}, 0));
    await overdue(engine);
    await engine.projectors.catchUp();
    pairs.push([await byItself(engine), plain]);
    await engine.close();
  }
  const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
  return {
    operation: `working off ${(complaints * owedInEach).toLocaleString('en')} owed acts`,
    unit: 'acts',
    reference: 'as many commands sent plainly, as many at once',
    candidatePerSecond: median(pairs.map(([ours]) => ours)),
    referencePerSecond: median(pairs.map(([, theirs]) => theirs)),
    ratio,
    goal: '>= 0.50',
    reached: ratio >= 0.5,
    cpuMicrosecondsPerOperation: 0,
  };
};

/** A note every few milliseconds until it is told to stop; answers how long each took, in milliseconds. */
const notesUntil = async (engine: Engine, numbers: readonly string[], until: Promise<unknown>): Promise<readonly number[]> => {
  let isOver = false;
  void until.then(() => (isOver = true));
  const actor = { id: localSystem.id, role: 'supervisor' } as const;
  const taken: number[] = [];
  for (let n = 0; !isOver; n += 1) {
    const begun = performance.now();
    const now = engine.clock.now();
    await engine.complaints.handle(numbers[n % numbers.length]!, { type: 'AddNote', at: now, text: `Note ${n}` }, { n }, { actor, now });
    taken.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return taken;
};

const notesFor = (engine: Engine, numbers: readonly string[], milliseconds: number): Promise<readonly number[]> =>
  notesUntil(engine, numbers, new Promise((resolve) => setTimeout(resolve, milliseconds)));

interface Beside {
  readonly meanwhile: readonly number[];
  /** As long before as after, so that neither the reading up nor what the disk still writes counts for one side only. */
  readonly alone: readonly number[];
}

/** The projector's thread folds and acts; commands are given beside it, as in `redress serve`. */
const beside = async (folder: string): Promise<Beside> => {
  const engine = await openIn(folder);
  const numbers = await caseload(engine, complaints, {}, 0);
  await overdue(engine);
  await engine.projectors.catchUp();
  const before = await notesFor(engine, numbers, millisecondsAlone);
  let acts = 0;
  let done!: () => void;
  const allDone = new Promise<void>((resolve) => (done = resolve));
  const onTrouble = (name: string): never => {
    throw new Error(`The projector failed (${name}).`);
  };
  const onAct = (): void => {
    acts += 1;
    if (acts === complaints * owedInEach) done();
  };
  const thread = new ProjectorThread(engine.settings, { onApplied: () => {}, onTrouble, onAct });
  thread.start();
  const meanwhile = await notesUntil(engine, numbers, allDone);
  await thread.stop();
  const alone = [...before, ...(await notesFor(engine, numbers, millisecondsAlone))];
  await engine.close();
  return { meanwhile, alone };
};

const besideRow = async (folder: string): Promise<Row> => {
  const all: Beside[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await beside(join(folder, `beside-${round}`)));
  const p99 = (side: keyof Beside): number => median(all.map((each) => percentile(each[side], 99)));
  const middle = (side: keyof Beside): string => median(all.map((each) => median(each[side]))).toFixed(1);
  const ratio = median(all.map(({ meanwhile, alone }) => percentile(meanwhile, 99) / percentile(alone, 99)));
  return {
    operation: 'a command while acts are worked off, p99',
    unit: 'commands',
    reference: 'the same while nothing is',
    candidatePerSecond: 1_000 / p99('meanwhile'),
    referencePerSecond: 1_000 / p99('alone'),
    ratio,
    goal: '<= 2.00 x the time',
    reached: ratio <= 2,
    cpuMicrosecondsPerOperation: 0,
    note: `${p99('meanwhile').toFixed(1)} ms against ${p99('alone').toFixed(1)} ms; medians ${middle('meanwhile')} and ${middle('alone')} ms`,
  };
};

export const actingRows = (): Promise<readonly Row[]> => inFolder(async (folder) => [await rateRow(folder), await besideRow(folder)]);
