import { join } from 'node:path';
import { complaintCategory, replay } from '@redress/complaints';
import { PinnedVersions } from '@redress/deadlines';
import { verifyLog } from '@redress/event-store';
import type { Engine } from '@redress/platform';
import { ask, neverDue, QueueDueIndex } from '@redress/read-models';
import { OpenQueue, OpenQueueHandler } from '@redress/read-models/queries';
import { complaintCodec, complaintStream } from '@redress/complaints';
import { caseloadUnderPolicy } from './deriving';
import { compared, inFolder, median, percentile, type Row } from './measuring';
import { imported, openIn, registerOf } from './register';

const rebuildAt = 20_000;
const askAt = 100_000;
const smallAt = 10_000;
const owing = 200;

/** What any reader of the log must at least do: read every event and parse its data. */
const scanAndParse = async ({ events }: Engine): Promise<number> => {
  let count = 0;
  for await (const batch of events.all(null)) {
    for (const { data } of batch) if (JSON.parse(data)) count += 1;
  }
  return count;
};
const scan = async ({ events }: Engine): Promise<number> => {
  let count = 0;
  for await (const batch of events.all(null)) count += batch.length;
  return count;
};

export const rebuildingRows = (): Promise<readonly Row[]> =>
  inFolder(async (folder) => {
    const engine = await openIn(join(folder, 'data'));
    await imported(engine, await registerOf(folder, rebuildAt));
    await engine.projectors.catchUp();
    const total = Number(await engine.events.head());
    const rebuild = (names: readonly string[]) => async (): Promise<number> => {
      await engine.projectors.rebuild(names);
      return total;
    };
    const against = () => scanAndParse(engine);
    const common = { unit: 'events', reference: 'scan + JSON.parse of data', against, rounds: 3, note: `${rebuildAt} complaints` };
    const rows = [
      await compared({ ...common, operation: 'rebuild of the queue, compared and swapped', goal: 0.45, candidate: rebuild(['queue']) }),
      await compared({
        ...common,
        operation: 'rebuild of statistics, compared and swapped',
        goal: 0.5,
        candidate: rebuild(['statistics']),
      }),
      await compared({ ...common, operation: 'rebuild of all read models, compared and swapped', goal: 0.25, candidate: rebuild([]) }),
      await compared({
        operation: 'verify every chain',
        unit: 'events',
        reference: 'scan without parse',
        goal: 0.5,
        candidate: async () => (await verifyLog(engine.events, { gapless: true })).events,
        against: () => scan(engine),
        note: `${rebuildAt} complaints`,
      }),
      await replayRow(engine),
    ];
    await engine.close();
    return rows;
  });

const replayRow = async (engine: Engine): Promise<Row> => {
  const numbers: string[] = [];
  for await (const batch of engine.events.all(null)) {
    for (const { stream, revision } of batch)
      if (revision === 0 && stream.startsWith(complaintCategory)) numbers.push(stream.slice(complaintCategory.length));
    if (numbers.length > 1000) break;
  }
  const row = await compared({
    operation: 'replay of one complaint, chain checked',
    unit: 'complaints',
    reference: 'the same stream read and parsed',
    goal: 1 / 1.3,
    candidate: async () => {
      for (const number of numbers) for await (const _step of replay(engine.events, number));
      return numbers.length;
    },
    against: async () => {
      for (const number of numbers) {
        for await (const batch of engine.events.read(complaintStream(number))) for (const event of batch) complaintCodec.decode(event);
      }
      return numbers.length;
    },
  });
  return { ...row, goal: 'at most 1.3 x the time' };
};

interface Costs {
  readonly duePage: readonly number[];
  readonly queuePage: readonly number[];
  readonly dashboard: readonly number[];
}

const askedOn = async (folder: string, complaints: number): Promise<Costs> => {
  const engine = await openIn(join(folder, `data-${complaints}`));
  await imported(engine, await registerOf(folder, complaints));
  // What an import owes nobody knows: these lead the queue, and of each line it is told how much time is left.
  await caseloadUnderPolicy(engine, owing);
  await engine.projectors.catchUp();
  const handler = new OpenQueueHandler(engine.readModels, new PinnedVersions(engine.versions, engine.events));
  const now = engine.clock.now();
  const page = () => handler.execute(new OpenQueue('all', 'nobody', now, now, { limit: 50 }));
  const dashboard = () => ask(engine.readModels.statistics, { basis: 'received', asOf: now });
  const due = new QueueDueIndex(engine.readModels);
  const costs = {
    duePage: await timed(() => due.owedBefore(neverDue, null), 500),
    queuePage: await timed(page, 500),
    dashboard: await timed(dashboard, 100),
  };
  await engine.close();
  return costs;
};

/** Milliseconds of each call, after a few that do not count. */
const timed = async (work: () => Promise<unknown>, times: number): Promise<readonly number[]> => {
  for (let n = 0; n < 20; n += 1) await work();
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  return taken;
};

export const askingRows = (): Promise<readonly Row[]> =>
  inFolder(async (folder) => {
    const small = await askedOn(folder, smallAt);
    const large = await askedOn(folder, askAt);
    const atMost = (operation: string, taken: number, limit: number): Row => ({
      operation,
      unit: 'calls',
      reference: `limit ${limit} ms`,
      candidatePerSecond: 1000 / taken,
      referencePerSecond: 1000 / limit,
      ratio: taken / limit,
      goal: '<= 1.00 of the limit',
      reached: taken <= limit,
      cpuMicrosecondsPerOperation: taken * 1000,
      note: `${taken.toFixed(2)} ms at ${askAt} complaints`,
    });
    const growth = (operation: string, of: (costs: Costs) => readonly number[]): Row => {
      const [a, b] = [median(of(small)), median(of(large))];
      return {
        operation,
        unit: 'calls',
        reference: `the same at ${smallAt} complaints`,
        candidatePerSecond: 1000 / b,
        referencePerSecond: 1000 / a,
        ratio: b / a,
        goal: '<= 1.30 x the time',
        reached: b / a <= 1.3,
        cpuMicrosecondsPerOperation: b * 1000,
        note: `${a.toFixed(2)} ms, then ${b.toFixed(2)} ms at ${askAt}`,
      };
    };
    return [
      atMost('queue page of 50 with what is owed, p99', percentile(large.queuePage, 99), 2),
      atMost('dashboard of every metric, median', median(large.dashboard), 5),
      atMost('due index page of 50, p99', percentile(large.duePage, 99), 2),
      growth('growth of a queue page', ({ queuePage }) => queuePage),
      growth('growth of the dashboard', ({ dashboard }) => dashboard),
    ];
  });
