import { readFileSync } from 'node:fs';
import { ApiKeys, refuseUnlessMay } from '@redress/access';
import {
  type Environment,
  environmentWithFile,
  moveRegister,
  type Settings,
  settingsFrom,
  SystemClock,
  WrongSettings,
} from '@redress/platform';
import type { KeyStore } from '@redress/sealing';
import { exitCodes, type ExitCode, Refused } from '../exit';
import { actorOf, explain } from '../run';
import { type Manner, Terminal } from '../terminal';

export interface MigrateOptions {
  readonly from?: string;
  readonly keysFrom?: string;
  readonly prefixFrom?: string;
  readonly to?: string;
  readonly keysTo?: string;
  readonly prefixTo?: string;
  readonly dryRun?: boolean;
}

/**
 * Moves a register to other stores. Runs without an engine, because opening one would begin a register in the target. Whose key is given
 * is told by the source: its keys are those of the register.
 */
export const migrateVerb = async (manner: Manner, options: MigrateOptions): Promise<ExitCode> => {
  const terminal = new Terminal(manner);
  const progress = terminal.progress('events', null);
  try {
    const { from, to } = sidesOf(environmentWithFile(process.env, process.cwd()), options);
    const begun = performance.now();
    const moved = await moveRegister(from, to, {
      dryRun: options.dryRun ?? false,
      permit: (keys) => refuseOthers(keys, to.apiKey),
      onStep: (what) => terminal.say(what),
      onProgress: (events) => progress.to(events),
    });
    progress.end();
    const answer = { ...moved, seconds: Math.round((performance.now() - begun) / 100) / 10 };
    if (terminal.json) terminal.value(answer);
    else print(terminal, answer, options.dryRun ?? false);
    return exitCodes.done;
  } catch (error) {
    progress.end();
    return explain(terminal, error);
  }
};

const refuseOthers = async (keys: KeyStore, apiKey: string | null): Promise<void> => {
  if (apiKey === null) return;
  refuseUnlessMay((await actorOf(new ApiKeys(keys), apiKey, new SystemClock().now())).role, 'Operate');
};

interface Side {
  readonly store: string | undefined;
  readonly keys: string | undefined;
  readonly prefix: string | undefined;
  /** As the options are called, in place of the settings. */
  readonly called: Readonly<Record<string, string>>;
}

/** Throws Refused where no side is named, and WrongSettings. */
const sidesOf = (environment: Environment, options: MigrateOptions): { readonly from: Settings; readonly to: Settings } => {
  const { from, keysFrom, prefixFrom, to, keysTo, prefixTo } = options;
  if (from === undefined && to === undefined)
    throw new Refused('Name the record to be moved with --from, or the place it goes to with --to.', exitCodes.usage);
  const settings = (side: Side): Settings => settingsOf(environment, side);
  return {
    from: settings({ store: from, keys: keysFrom, prefix: prefixFrom, called: calledWith('from') }),
    to: settings({ store: to, keys: keysTo, prefix: prefixTo, called: calledWith('to') }),
  };
};

const calledWith = (side: 'from' | 'to'): Side['called'] => ({
  REDRESS_EVENT_STORE: `--${side}`,
  REDRESS_KEY_STORE: `--keys-${side}`,
  REDRESS_STREAM_PREFIX: `--prefix-${side}`,
});

/** The settings in force, with what is named in their place. */
const settingsOf = (environment: Environment, { store, keys, prefix, called }: Side): Settings => {
  const record = store === undefined ? undefined : placeIn(environment, store, called['REDRESS_EVENT_STORE']!);
  const given: Readonly<Record<string, string | undefined>> = {
    REDRESS_EVENT_STORE: record,
    REDRESS_KEY_STORE: keys === undefined ? besides(record) : placeIn(environment, keys, called['REDRESS_KEY_STORE']!),
    REDRESS_STREAM_PREFIX: prefix,
  };
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  const others = Object.entries(environment).filter(([name]) => !named.some(([setting]) => name === `${setting}_FILE`));
  try {
    return settingsFrom(Object.fromEntries([...others, ...named]));
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    throw new WrongSettings(error.wrong.map((sentence) => named.reduce((text, [name]) => text.replaceAll(name, called[name]!), sentence)));
  }
};

/** The keys of a record in a file lie beside it, unless somebody put them elsewhere. */
const besides = (record: string | undefined): string | undefined =>
  record?.startsWith('sqlite:')
    ? record.replace(/[^/]*$/, (file) => (file.startsWith('sqlite:') ? 'sqlite:keys.db' : 'keys.db'))
    : undefined;

/** What a command line shows to others on the machine, a variable or a file does not. */
const placeIn = (environment: Environment, text: string, option: string): string => {
  if (!text.startsWith('env:')) return text;
  const name = text.slice('env:'.length);
  const value = environment[name] ?? fileNamedIn(environment[`${name}_FILE`]);
  if (value === undefined)
    throw new Refused(`${option} names the variable ${name}, which is not set; set it, or ${name}_FILE.`, exitCodes.usage);
  return value;
};

const fileNamedIn = (file: string | undefined): string | undefined => {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Refused(`${file} cannot be read; name a file that holds the place.`, exitCodes.usage);
  }
};

const print = (terminal: Terminal, moved: Awaited<ReturnType<typeof moveRegister>> & { seconds: number }, dryRun: boolean): void => {
  const { streams, events, keys, tombstones, lookups, apiKeys, opened, head, alreadyThere, seconds } = moved;
  terminal.line(
    `${events} events of ${streams} streams${dryRun ? ' would be' : ' are'} in the target, ${alreadyThere} of them before; ${opened} sealed strings opened; ${seconds} s`,
  );
  terminal.line(
    `${keys} keys, ${tombstones} records of erasures, ${lookups} look-ups and ${apiKeys} API keys${dryRun ? ' would come' : ' came'} along`,
  );
  terminal.line(`head ${head}`);
  if (dryRun) terminal.say('Nothing was written.');
  else
    terminal.say(
      'Nothing came after these events. Whatever is written to the source from now on is not in the target: start nothing on it.',
    );
};
