import { refuseUnlessMay } from '@redress/access';
import { writtenNumber } from '@redress/complaints';
import { notAdopted } from '@redress/deadlines';
import type { Pin } from '@redress/kernel';
import { type ChangedClock, whatIf, whatIfOne } from '@redress/what-if';
import { exitCodes, type ExitCode, Refused } from '../exit';
import type { WithEngine } from '../verb';
import { numberFrom } from './replay';
import { mostShown, printOne, printTried, printWhatIf } from './what-if-printed';
import { type Prepared, preparedTrial, type TrialOptions, type TriedTexts, type TriedText } from './what-if-trial';

export interface WhatIfOptions extends TrialOptions {
  readonly from?: string;
  readonly to?: string;
  readonly number?: string;
}

/** How the register, or one complaint, would stand under another policy or calendar. Nothing is written. */
export const whatIfVerb = async (setting: WithEngine, options: WhatIfOptions): Promise<ExitCode> => {
  const prepared = await preparedTrial(setting.engine, options);
  await (options.number === undefined ? ofRegister(setting, prepared, options) : ofOne(setting, prepared, options.number, options));
  return exitCodes.done;
};

const ofRegister = async ({ engine, terminal }: WithEngine, prepared: Prepared, { from, to }: WhatIfOptions): Promise<void> => {
  const shown: ChangedClock[] = [];
  const tell = (changed: ChangedClock): void => {
    if (terminal.json) terminal.value(changed);
    else if (shown.length < mostShown && changed.why.length > 0) shown.push(changed);
  };
  const tried = triedTexts(prepared);
  const question = { from: from ?? null, to: to ?? null, asOf: engine.clock.now() };
  const answer = await whatIf(engine, prepared.trial, question, tell);
  if (terminal.json) {
    terminal.value({ summary: { ...tried, ...answer } });
    return;
  }
  printTried(terminal, tried);
  printWhatIf(terminal, answer, shown, tried.calendar);
};

const ofOne = async (
  { engine, terminal, actor }: WithEngine,
  prepared: Prepared,
  written: string,
  { from, to }: WhatIfOptions,
): Promise<void> => {
  if (from !== undefined || to !== undefined) throw new Refused('Give --number, or --from and --to; not both.', exitCodes.usage);
  // Its clocks are shown, so whoever asks must be allowed to read them.
  if (refuseUnlessMay(actor.role, 'ReadCase') !== 'yes') throw new Refused('You may ask this of whole registers only; leave out --number.');
  const number = numberFrom(written);
  const answer = await whatIfOne(engine, prepared.trial, number, engine.clock.now());
  if (answer === null) throw new Refused(`There is no complaint ${writtenNumber(number)}; check the number.`);
  const tried = triedTexts(prepared);
  if (terminal.json) {
    terminal.value({ ...tried, ...answer });
    return;
  }
  printTried(terminal, tried);
  printOne(terminal, answer, engine.versions.timeZone);
};

const triedTexts = ({ trial: { policy, calendar, holidays }, isDraft }: Prepared): TriedTexts => ({
  policy: { ...versionOf(policy.pin), title: policy.value.title },
  calendar: {
    ...versionOf(calendar.pin),
    title: calendar.value.title,
    draft: isDraft,
    holidaysFrom: holidays?.from ?? null,
    holidaysUntil: holidays?.until ?? null,
  },
});

const versionOf = ({ id, version, sha256 }: Pin): Omit<TriedText, 'title'> => ({
  id,
  version: version === notAdopted ? null : version,
  sha256,
});
