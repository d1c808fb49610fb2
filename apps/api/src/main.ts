import {
  type Engine,
  type Environment,
  developmentKeys,
  environmentWithFile,
  logTo,
  openEngine,
  ProjectorThread,
  refusalToListen,
  refuseOpenProduction,
  secondsOwed,
  settingsFrom,
} from '@redress/platform';
import { ActMetrics, type KeptReadModels, StoreMetrics } from '@redress/platform/metrics';
import { Registry } from 'prom-client';
import type { Api } from './api';
import { createApi } from './create-api';
import { allowanceOf } from './flow/allowance';

/** Where the API listens and, at the very first start in development, the keys it made. */
export interface Started {
  readonly url: string;
  readonly keys: readonly { readonly role: string; readonly staffId: string; readonly key: string }[];
  /** Answers requests in flight, refuses new ones, and lets go of everything; at most once. */
  readonly stop: () => Promise<void>;
}

/** Opens the register and serves it until it is stopped. Throws what a wrong setting, a refused folder or a taken port throws. */
export const start = async (environment: Environment = process.env): Promise<Started> => {
  const settings = settingsFrom(environmentWithFile(environment, process.cwd()));
  const registry = new Registry();
  const stores = new StoreMetrics(registry);
  const engine = await openEngine(settings, undefined, { onAppend: stores.appended, onInterruption: stores.interrupted });
  try {
    await refuseOpenProduction(engine);
    await engine.projectors.refuseAhead();
    const keys = await developmentKeys(engine);
    await engine.lookups.catchUp(engine.events);
    return { ...(await listening(engine, registry, stores)), keys };
  } catch (error) {
    await engine.close();
    throw error;
  }
};

const listening = async (engine: Engine, registry: Registry, stores: StoreMetrics): Promise<Omit<Started, 'keys'>> => {
  const { settings } = engine;
  const logger = logTo(settings.logLevel);
  const acts = new ActMetrics(registry, () => secondsOwed(engine));
  const projector =
    settings.projector === 'separate'
      ? null
      : new ProjectorThread(settings, {
          onApplied: () => notify(engine),
          onAct: acts.acted,
          onInterruption: stores.interrupted,
          onTrouble: (name) => logger.error({ failure: name }, 'the projector failed and tries again'),
        });
  const readiness = [
    { name: 'events', check: () => engine.events.head() },
    { name: 'keys', check: () => engine.keys.lookupsThrough() },
    { name: 'read-models', check: () => engine.documents.list() },
    ...(projector ? [{ name: 'projector', check: async () => refuseUnless(projector.isRunning) }] : []),
  ];
  const api: Api = await createApi(
    { ...engine, readiness },
    {
      withDocs: settings.environment !== 'production',
      logger,
      allowance: allowanceOf(settings.requestsPerSecond),
      registry,
      acts,
      ...(projector && { readModels: keptBy(projector, engine) }),
    },
  );
  projector?.start();
  if (projector) logger.info({ holder: projector.holder }, 'keeps the read models current whose leases it holds');
  const url = await api.listen(settings.port, settings.host).catch(async (error: unknown) => {
    await projector?.stop();
    throw refusalToListen(error, settings);
  });
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await api.stop();
    await projector?.stop();
    await engine.close();
  };
  return { url, stop: () => (stopped ??= stop()) };
};

/** The projector works in a thread; that it holds a lease stands in the store, and while that is away it keeps nothing current. */
const keptBy = (projector: ProjectorThread, { projectors }: Engine): KeptReadModels => ({
  names: projectors.all.map(({ name }) => name),
  status: () => projectors.status(),
  active: (statuses) => {
    const held = statuses.filter(({ holder }) => projector.isRunning && holder === projector.holder);
    return new Set(held.map(({ name }) => name));
  },
});

/** Those who wait for a position look at once. */
const notify = ({ readModels: { queue, case: cases, auditTrail, statistics, staff } }: Engine): void => {
  for (const readModel of [queue, cases, auditTrail, statistics, staff]) readModel.notify();
};

const refuseUnless = (running: boolean): void => {
  if (!running) throw new Error('The projector does not run.');
};
