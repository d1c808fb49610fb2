import { type Environment, openEngine, settingsFrom } from '@redress/platform';

export interface CaughtUp {
  readonly seconds: number;
  /** Bytes of resident memory at most. */
  readonly resident: number;
}

/** Every read model from the first event on, in a process that does nothing else, so that its memory is theirs. */
const main = async (environment: Environment): Promise<CaughtUp> => {
  const engine = await openEngine(settingsFrom(environment));
  let resident = 0;
  const watching = setInterval(() => (resident = Math.max(resident, process.memoryUsage.rss())), 50);
  const begun = performance.now();
  await engine.projectors.catchUp();
  const seconds = (performance.now() - begun) / 1_000;
  clearInterval(watching);
  await engine.close();
  return { seconds, resident };
};

process.once('message', (asked: Environment) => void main(asked).then((done) => process.send!(done, () => process.exit(0))));
