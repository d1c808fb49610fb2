import { owns } from '@redress/access';
import { readClocks, writtenNumber } from '@redress/complaints';
import { sentencesOf, wallClock } from '@redress/deadlines';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';
import { asOfFrom, numberFrom } from './replay';

export interface ClocksOptions {
  readonly number: string;
  readonly asOf?: string;
}

/** Every deadline of a complaint with every stretch that counted or not, and why; from the log alone. */
export const clocksVerb = async ({ engine, terminal, actor, grant }: WithEngine, options: ClocksOptions): Promise<ExitCode> => {
  const number = numberFrom(options.number);
  const asOf = asOfFrom({ ...options, by: 'recorded' });
  const found = await readClocks(engine, number, asOf, engine.clock.now());
  if (found === null) throw new Refused(`There is no complaint ${writtenNumber(number)}${asOf ? ' as of then' : ''}; check the number.`);
  const { state, receivedBy, ...answer } = found;
  if (grant === 'own' && !owns(actor.id, { handler: state.handler, receivedBy }))
    throw new Refused('You may read the clocks of complaints that you handle or received; ask a supervisor or an auditor.');
  if (terminal.json) {
    terminal.value(answer);
    return exitCodes.done;
  }
  terminal.line(
    `${writtenNumber(number)}, ${state.status}, as of ${wallClock(engine.versions.timeZone, answer.asOf)} ${engine.versions.timeZone}`,
  );
  if (answer.clocks.length === 0)
    terminal.line('No policy is pinned, so no clock runs; an imported complaint gets one with its first command.');
  if (answer.because !== null) terminal.line(answer.because);
  for (const { part, because } of answer.parts) if (because !== null) terminal.line(`Part ${part}: ${because}`);
  for (const clock of answer.clocks) sentencesOf(clock).forEach((line) => terminal.line(line));
  return exitCodes.done;
};
