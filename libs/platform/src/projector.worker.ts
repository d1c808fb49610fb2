import { parentPort, workerData } from 'node:worker_threads';
import type { Action } from '@redress/deadlines';
import { openEngine } from './engine';
import { keepCurrent } from './keeping-current';
import type { Settings } from './settings';

/** What the thread is given. */
export interface Work {
  readonly settings: Settings;
  readonly holder: string;
}
/** What the thread tells: that it runs, that read models have moved, what was done by itself, what failed or was interrupted (it goes on by itself), that it has stopped. */
export type ProjectorNews =
  | { readonly type: 'running' | 'applied' | 'interrupted' | 'stopped' }
  | { readonly type: 'acted'; readonly action: Action }
  | { readonly type: 'trouble'; readonly name: string };

const tell = (news: ProjectorNews): void => parentPort!.postMessage(news);

/** Only the kind of failure: a message may quote a document. */
const onTrouble = (error: unknown): void => tell({ type: 'trouble', name: error instanceof Error ? error.name : 'unknown' });

/** The in-process projector: a thread of its own, so that folding never keeps a request waiting. */
const main = async (): Promise<void> => {
  const { settings, holder } = workerData as Work;
  const engine = await openEngine(settings, undefined, {
    holder,
    onApplied: () => tell({ type: 'applied' }),
    onInterruption: () => tell({ type: 'interrupted' }),
    onTrouble,
  });
  const stop = new AbortController();
  parentPort!.once('message', () => stop.abort());
  tell({ type: 'running' });
  await keepCurrent(engine, stop.signal, { onAct: ({ action }) => tell({ type: 'acted', action }), onTrouble });
  await engine.close();
  tell({ type: 'stopped' });
  parentPort!.close();
};

void main();
