import { environmentWithFile, settingsFrom } from '@redress/platform';
import { exitCodes, type ExitCode } from '../exit';
import { explain, refuseUnlessPermitted } from '../run';
import { type Manner, Terminal } from '../terminal';
import { asked } from '../until-ended';
import type { StartProjector } from '../verb';

/** Keeps the read models current until SIGTERM or SIGINT; what was folded is stored or forgotten then, never half. */
export const workVerb = async (manner: Manner, startProjector: StartProjector): Promise<ExitCode> => {
  const terminal = new Terminal(manner);
  const ending = asked();
  try {
    const environment = environmentWithFile(process.env, process.cwd());
    await refuseUnlessPermitted('Operate', settingsFrom(environment));
    const { readModels, holder, health, stop } = await startProjector({ ...environment });
    if (terminal.json) terminal.value({ readModels, holder, health });
    else {
      terminal.line(`Redress keeps ${readModels.join(', ')} current, beside others that do (${holder})`);
      if (health !== null) terminal.line(`Health and metrics are at ${health}`);
    }
    await ending;
    await stop();
    return exitCodes.done;
  } catch (error) {
    return explain(terminal, error);
  }
};
