import { readFileSync } from 'node:fs';
import { backUp } from '@redress/platform';
import { exitCodes, type ExitCode } from '../exit';
import type { WithEngine } from '../verb';

/** A live copy of views, record and keys, checked after the copy. */
export const backupVerb = async ({ engine, terminal }: WithEngine, { folder }: { readonly folder: string }): Promise<ExitCode> => {
  const manifest = await backUp(engine, folder);
  if (terminal.json) terminal.value(manifest);
  else {
    terminal.line(
      `${manifest.complaints} complaints, ${manifest.events} events up to position ${manifest.position ?? 'none'} are in ${folder}, and their chains hold.`,
    );
    terminal.line(`head ${manifest.head}`);
    terminal.say(
      'Keep heads.jsonl in another place as well: with it a cut tail or a rewritten record is found. The folder holds the keys: guard it as you guard the register.',
    );
  }
  return exitCodes.done;
};

/** JSON Lines `{stream, destroyedAt}`: erasures that came after the backup. */
export const tombstonesFrom = (file: string): readonly { readonly stream: string; readonly destroyedAt: string }[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { stream: string; destroyedAt: string });
