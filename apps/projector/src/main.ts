import { type Environment, environmentWithFile, logTo, NestLog, openEngine, settingsFrom } from '@redress/platform';
import { StoreMetrics } from '@redress/platform/metrics';
import { Registry } from 'prom-client';
import { watched } from './watched';

/** What is kept current, until it is stopped. */
export interface Started {
  readonly readModels: readonly string[];
  /** Its name as holder of leases: opaque. */
  readonly holder: string;
  /** Where health and metrics are; null: not served. */
  readonly health: string | null;
  readonly stop: () => Promise<void>;
}

/**
 * Keeps the read models of a register current, beside any number of others that do: what one of them applies the others pass over. Throws
 * what a wrong setting or a refused folder throws, and AheadOfRecord.
 */
export const start = async (environment: Environment = process.env): Promise<Started> => {
  const settings = settingsFrom(environmentWithFile(environment, process.cwd()));
  const logger = logTo(settings.logLevel);
  // Only the kind of failure: a message may quote a document.
  const onTrouble = (error: unknown): void =>
    logger.error({ failure: error instanceof Error ? error.name : 'unknown' }, 'the projector failed and tries again');
  const registry = new Registry();
  const onInterruption = new StoreMetrics(registry).interrupted;
  const engine = await openEngine(settings, undefined, { onTrouble, onInterruption });
  try {
    await engine.projectors.refuseAhead();
    const { app, health } = await watched(engine, new NestLog(logger), registry, onTrouble);
    const { all, holder } = engine.projectors;
    logger.info({ holder }, 'keeps the read models current whose leases it holds');
    return { readModels: all.map(({ name }) => name), holder, health, stop: () => app.close() };
  } catch (error) {
    await engine.close();
    throw error;
  }
};
