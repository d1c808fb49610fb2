import { restore, settingsFrom, environmentWithFile } from '@redress/platform';
import { exitCodes, type ExitCode, Refused } from '../exit';
import { explain } from '../run';
import { type Manner, Terminal } from '../terminal';
import { tombstonesFrom } from './backup';

export interface RestoreOptions {
  readonly folder: string;
  readonly tombstones?: string;
}

/**
 * Puts a backup into an empty data folder. Runs without an engine, because opening one would make the files; there is no key to ask
 * for one's role yet, so whoever may write the folder may restore into it.
 */
export const restoreVerb = async (manner: Manner, { folder, tombstones }: RestoreOptions): Promise<ExitCode> => {
  const terminal = new Terminal(manner);
  try {
    const settings = settingsFrom(environmentWithFile(process.env, process.cwd()));
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

const readTombstones = (file: string): ReturnType<typeof tombstonesFrom> => {
  try {
    return tombstonesFrom(file);
  } catch (error) {
    throw new Refused(`${file} is no list of erasures (JSON Lines of {stream, destroyedAt}): ${(error as Error).message}`);
  }
};
