import { environmentWithFile, settingsFrom } from '@redress/platform';
import { exitCodes, type ExitCode } from '../exit';
import { explain, refuseUnlessPermitted } from '../run';
import { type Manner, Terminal } from '../terminal';
import { asked } from '../until-ended';
import type { StartApi } from '../verb';

/** Serves the API until SIGTERM or SIGINT; then requests in flight are answered first. */
export const serveVerb = async (manner: Manner, startApi: StartApi): Promise<ExitCode> => {
  const terminal = new Terminal(manner);
  // Before it is said where we listen: whoever reads that may end us at once.
  const ending = asked();
  try {
    const environment = environmentWithFile(process.env, process.cwd());
    await refuseUnlessPermitted('Operate', settingsFrom(environment));
    const { url, keys, stop } = await startApi({ ...environment });
    if (terminal.json) terminal.value({ url, keys });
    else {
      if (keys.length > 0) {
        terminal.line('These keys are made for development and shown once:');
        terminal.table([['role', 'staff id', 'key'], ...keys.map(({ role, staffId, key }) => [role, staffId, key])]);
      }
      terminal.line(`Redress listens on ${url}`);
    }
    await ending;
    await stop();
    return exitCodes.done;
  } catch (error) {
    return explain(terminal, error);
  }
};
