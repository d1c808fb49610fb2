import { join } from 'node:path';
import { ApiKeys, refuseUnlessMay } from '@redress/access';
import type { Actor } from '@redress/kernel';
import { environmentWithFile, restore, settingsFrom, SystemClock } from '@redress/platform';
import { SqliteKeyStore } from '@redress/sealing';
import { exitCodes, type ExitCode, Refused } from '../exit';
import { actorOf, explain } from '../run';
import { type Manner, Terminal } from '../terminal';
import { tombstonesFrom } from './backup';

export interface RestoreOptions {
  readonly folder: string;
  readonly tombstones?: string;
}

/**
 * Puts a backup into an empty data folder. Runs without an engine, because opening one would make the files. Whose key is given is told
 * by the backup: its keys are those of the register.
 */
export const restoreVerb = async (manner: Manner, { folder, tombstones }: RestoreOptions): Promise<ExitCode> => {
  const terminal = new Terminal(manner);
  try {
    const settings = settingsFrom(environmentWithFile(process.env, process.cwd()));
    if (settings.apiKey !== null) refuseUnlessMay((await holderOf(folder, settings.apiKey)).role, 'Operate');
    const manifest = await restore(folder, settings, tombstones === undefined ? [] : readTombstones(tombstones));
    if (terminal.json) terminal.value(manifest);
    else
      terminal.line(
        `${manifest.complaints} complaints, ${manifest.events} events are restored into ${settings.data}, and their chains hold.`,
      );
    return exitCodes.done;
  } catch (error) {
    return explain(terminal, error);
  }
};

const holderOf = async (folder: string, apiKey: string): Promise<Actor> => {
  const keys = new SqliteKeyStore(join(folder, 'keys.db'), { readOnly: true });
  try {
    return await actorOf(new ApiKeys(keys), apiKey, new SystemClock().now());
  } finally {
    await keys.close();
  }
};

const readTombstones = (file: string): ReturnType<typeof tombstonesFrom> => {
  try {
    return tombstonesFrom(file);
  } catch (error) {
    throw new Refused(`${file} is no list of erasures (JSON Lines of {stream, destroyedAt}): ${(error as Error).message}`);
  }
};
