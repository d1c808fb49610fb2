import { fork } from 'node:child_process';
import { join } from 'node:path';
import { developmentStaff, type Engine, type Environment, openEngine, settingsFrom } from '@redress/platform';
import { createApi } from '../apps/api/src/create-api';
import { allowanceOf } from '../apps/api/src/flow/allowance';
import { caseload, load } from './commanding';
import type { CaughtUp } from './catching-up.process';
import type { Loaded } from './load.process';
import { inFolder, median, type Row } from './measuring';
import { imported, registerOf } from './register';
import { notedOn, onServers, type Servers } from './servers';

const complaints = 320;
const rounds = 3;
/** Events of the sample register, unless `--events` says otherwise. */
const usualEvents = 50_000;
const eventsOfComplaint = 7;

const settingsOn = ({ eventStore, unused, database }: Servers, folder: string, name: string): Environment => ({
  REDRESS_DATA: join(folder, name),
  REDRESS_EVENT_STORE: eventStore,
  REDRESS_STREAM_PREFIX: `${unused(name)}.`,
  REDRESS_DOCUMENT_STORE: database(`${name}-views`),
  REDRESS_KEY_STORE: database(`${name}-keys`),
});

/** The whole engine on both servers beside the embedded one. */
export const servingRows = (events: number = usualEvents): Promise<readonly Row[]> =>
  onServers((servers) =>
    inFolder(async (folder) => [await commandRow(servers, folder), ...(await catchingUpRows(servers, folder, events))]),
  );

interface Serving {
  readonly engine: Engine;
  readonly key: string;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const serving = async (environment: Environment): Promise<Serving> => {
  const engine = await openEngine(settingsFrom(environment));
  const { key } = await engine.apiKeys.create((await developmentStaff(engine)).get('supervisor')!, engine.clock.now());
  const capacity = { writes: 1_000, reads: 1_000 };
  const api = await createApi({ ...engine, readiness: [] }, { withDocs: false, logLevel: 'warn', capacity, allowance: allowanceOf(0) });
  const stop = async (): Promise<void> => {
    await api.stop();
    await engine.close();
  };
  return { engine, key, url: await api.listen(0, '127.0.0.1'), stop };
};

const commandRow = async (servers: Servers, folder: string): Promise<Row> => {
  const both = [await serving(settingsOn(servers, folder, 'http')), await serving({ REDRESS_DATA: join(folder, 'embedded') })];
  const body = JSON.stringify({ text: 'The customer called again and asked how far things are.' });
  const loaded = async ({ engine, key, url }: Serving): Promise<Loaded> => {
    const paths = (await caseload(engine, complaints)).map((number) => `/complaints/${number}/add-note`);
    return load({ url, key, paths, body, connections: 32, seconds: 4 });
  };
  const pairs: (readonly Loaded[])[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await loaded(both[0]!), await loaded(both[1]!)];
    if (round > 0) pairs.push(pair);
  }
  for (const { stop } of both) await stop();
  const rateOf = (which: number): readonly number[] => pairs.map((pair) => pair[which]!.answered / pair[which]!.seconds);
  const p99Of = (which: number): number => median(pairs.map((pair) => pair[which]!.p99));
  const refused = pairs.reduce((sum, [ours]) => sum + ours!.refused, 0);
  return {
    ...compare('durable command over HTTP, 32 connections', 'requests', rateOf(0), rateOf(1)),
    note: `${notedOn(servers.eventStoreIs, servers.mongoIs)}; p99 ${p99Of(0)} ms against ${p99Of(1)} ms; ${refused} refused`,
  };
};

const catchingUpRows = async (servers: Servers, folder: string, events: number): Promise<readonly Row[]> => {
  const file = await registerOf(folder, Math.ceil(events / eventsOfComplaint));
  const caughtUpOn = async (environment: Environment): Promise<CaughtUp & { readonly events: number }> => {
    const engine = await openEngine(settingsFrom(environment));
    const written = await imported(engine, file);
    await engine.close();
    return { ...(await caughtUp(environment)), events: written };
  };
  const [ours, embedded] = [
    await caughtUpOn(settingsOn(servers, folder, 'catching-up')),
    await caughtUpOn({ REDRESS_DATA: join(folder, 'catching-up-embedded') }),
  ];
  const megabytes = ({ resident }: CaughtUp): number => Math.round(resident / 1e6);
  const rate = (side: { readonly events: number; readonly seconds: number }): readonly number[] => [side.events / side.seconds];
  return [
    {
      ...compare(`catch-up of ${ours.events.toLocaleString('en')} events with all read models`, 'events', rate(ours), rate(embedded)),
      goal: '< 400 MB resident',
      reached: megabytes(ours) < 400,
      note: `${notedOn(servers.eventStoreIs, servers.mongoIs)}; ${megabytes(ours)} MB resident at most, embedded ${megabytes(embedded)} MB; once`,
    },
  ];
};

const caughtUp = (environment: Environment): Promise<CaughtUp> =>
  new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'catching-up.process.js'));
    child.once('message', (done) => resolve(done as CaughtUp)).once('error', reject);
    child.once('exit', (code) => reject(new Error(`The catch-up ended with ${code}.`)));
    child.send(environment);
  });

const compare = (operation: string, unit: string, ours: readonly number[], theirs: readonly number[]): Row => ({
  operation,
  unit,
  reference: 'the embedded stores',
  candidatePerSecond: median(ours),
  referencePerSecond: median(theirs),
  ratio: median(ours.map((rate, n) => rate / theirs[n]!)),
  goal: 'reported',
  reached: null,
  cpuMicrosecondsPerOperation: 0,
});
