import { parentPort, workerData } from 'node:worker_threads';
import { openEngine } from './engine';
import type { Settings } from './settings';

/** What the thread is given. */
export interface Work {
  readonly settings: Settings;
  readonly holder: string;
}
/** What the thread tells: that it runs, that read models have moved, what failed or was interrupted (it goes on by itself), that it has stopped. */
export type ProjectorNews =
  { readonly type: 'running' | 'applied' | 'interrupted' | 'stopped' } | { readonly type: 'trouble'; readonly name: string };

const tell = (news: ProjectorNews): void => parentPort!.postMessage(news);

/** The in-process projector: a thread of its own, so that folding never keeps a request waiting. */
const main = async (): Promise<void> => {
  const { settings, holder } = workerData as Work;
  const engine = await openEngine(settings, undefined, {
    holder,
    onApplied: () => tell({ type: 'applied' }),
    onInterruption: () => tell({ type: 'interrupted' }),
    // Only the kind of failure: a message may quote a document.
    onTrouble: (error) => tell({ type: 'trouble', name: error instanceof Error ? error.name : 'unknown' }),
  });
  const stop = new AbortController();
  parentPort!.once('message', () => stop.abort());
  tell({ type: 'running' });
  await engine.projectors.run(stop.signal);
  await engine.close();
  tell({ type: 'stopped' });
  parentPort!.close();
};

void main();
