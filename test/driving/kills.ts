import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Something that processes depend on, by its name in a test, and how it is killed; the promise ends once it is back. */
export type Kill = readonly [name: string, kill: () => Promise<void>];

/** Seconds in which a killed server is back, on a machine that has much else to do. */
const patience = 120;

/**
 * A server that somebody lends us is not ours to kill, unless they say how: `variable` of the environment holds a shell command that
 * kills it and starts it again. Nothing where it holds none. `answers` rejects as long as the server does not take work.
 */
export const killsByCommand = (name: string, variable: string, answers: () => Promise<unknown>): readonly Kill[] => {
  const command = process.env[variable];
  if (!command) return [];
  const kill = async (): Promise<void> => {
    await promisify(execFile)('sh', ['-c', command]);
    await isBack(name, variable, answers);
  };
  return [[name, kill]];
};

const isBack = async (name: string, variable: string, answers: () => Promise<unknown>): Promise<void> => {
  let last: unknown;
  for (const until = performance.now() + patience * 1_000; performance.now() < until; await wait(100)) {
    try {
      return void (await answers());
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`${name} is not back after ${patience} seconds; see that ${variable} starts it again. ${String(last)}`);
};
