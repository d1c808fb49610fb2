import { type ActingOptions, ProcessManager } from '@redress/complaints';
import { systemClock } from '@redress/projections';
import { QueueDueIndex } from '@redress/read-models';
import type { Engine } from './engine';

/**
 * Follows the log for the read models, and does what time brings, until the signal is given. Of several processes the one acts that keeps
 * the queue: it knows first what is owed.
 */
export const keepCurrent = async (engine: Engine, signal: AbortSignal, told: Pick<ActingOptions, 'onAct' | 'onTrouble'>): Promise<void> => {
  const { settings, projectors } = engine;
  const acting = processManagerOf(engine, { ...told, isOurTurn: () => projectors.activity.active.has('queue') });
  await Promise.all([projectors.run(signal), settings.actsOnTime ? acting.run(signal) : null]);
};

/** What happens by itself goes by the clock of the engine. */
export const processManagerOf = (
  { complaints, readModels, events, versions, clock }: Pick<Engine, 'complaints' | 'readModels' | 'events' | 'versions' | 'clock'>,
  options: Omit<ActingOptions, 'clock'> = {},
): ProcessManager =>
  new ProcessManager(
    { complaints, index: new QueueDueIndex(readModels), events, versions },
    { ...options, clock: { now: () => clock.now(), wait: (milliseconds, signal) => systemClock.wait(milliseconds, signal) } },
  );

/** For how long what should have happened by itself has been waiting; 0 where nothing waits. */
export const secondsOwed = async ({ readModels, clock }: Pick<Engine, 'readModels' | 'clock'>): Promise<number> => {
  const now = clock.now();
  const index = new QueueDueIndex(readModels);
  if (!(await index.isReady())) return 0;
  const { items } = await index.owedBefore(now, null);
  const [longest] = items;
  return longest === undefined ? 0 : (Date.parse(now) - Date.parse(longest.owedAt)) / 1_000;
};
