import { type ApiKeys, may, NotAllowed, type Operation, refuseUnlessMay } from '@redress/access';
import { type Actor, type Instant, RuleViolation } from '@redress/kernel';
import {
  type Engine,
  environmentWithFile,
  localSystem,
  MoveRefused,
  openEngine,
  type Settings,
  settingsFrom,
  WrongSettings,
} from '@redress/platform';
import { exitCodes, type ExitCode, Refused } from './exit';
import { type Manner, Terminal } from './terminal';
import type { Run } from './verb';

/** Errors whose message tells the caller what to do; anything else is a fault of ours and shows its stack. */
const explained: readonly string[] = [
  'AheadOfRecord',
  'BackupRefused',
  'Busy',
  'CollectionGone',
  'DataFolderRefused',
  'DatabaseRefused',
  'DocumentsUnavailable',
  'FileRefused',
  'KeysUnavailable',
  'MoveRefused',
  'NoHolidaysKnown',
  'NoTimeLeft',
  'NotARegister',
  'NotAllowed',
  'NotLoaded',
  'OtherKeyStored',
  'OtherTimeZone',
  'OutOfOrder',
  'OutcomeUnknown',
  'RebuildCancelled',
  'RebuildRefused',
  'SqliteFailure',
  'StartRefused',
  'StoreUnavailable',
  'StreamTampered',
  'TextRefused',
  'UnknownEvent',
  'UnknownVersion',
  'UnreadableComplaint',
  'UnreadableVersion',
  'WrongSettings',
];

/** Runs a verb on an open engine, as whoever the environment names, if the role table lets them. Answers the exit code. */
export const runVerb = async <Options>(operation: Operation, manner: Manner, options: Options, run: Run<Options>): Promise<ExitCode> => {
  const terminal = new Terminal(manner);
  let engine: Engine | null = null;
  try {
    const environment = environmentWithFile(process.env, process.cwd());
    engine = await openEngine(settingsFrom(environment));
    const actor = await actingAs(engine);
    refuseNobody(engine.settings, operation);
    const grant = refuseUnlessMay(actor.role, operation) === 'own' ? 'own' : 'yes';
    return await run({ terminal, environment, engine, actor, grant }, options);
  } catch (error) {
    return explain(terminal, error);
  } finally {
    await engine?.close();
  }
};

/** For verbs that open the register themselves: refuses a key whose role may not. Without a key it opens nothing. */
export const refuseUnlessPermitted = async (operation: Operation, settings: Settings): Promise<void> => {
  if (settings.apiKey === null) return;
  const engine = await openEngine(settings);
  try {
    refuseUnlessMay((await actingAs(engine)).role, operation);
  } finally {
    await engine.close();
  }
};

/** What a person has to stand for is done with a key. Throws NotAllowed. */
const refuseNobody = ({ apiKey }: Settings, operation: Operation): void => {
  if (apiKey !== null || may(localSystem.role, operation) !== 'no') return;
  throw new NotAllowed(
    'role.not-allowed',
    'Without a key nobody stands for this; set REDRESS_API_KEY to the key of somebody whose role may.',
  );
};

const actingAs = async ({ settings: { apiKey }, apiKeys, clock }: Engine): Promise<Actor> =>
  apiKey === null ? localSystem : actorOf(apiKeys, apiKey, clock.now());

/** Throws Refused where the key is unknown, expired or revoked. */
export const actorOf = async (apiKeys: ApiKeys, apiKey: string, now: Instant): Promise<Actor> => {
  const actor = await apiKeys.authenticate(apiKey, now);
  if (actor) return actor;
  throw new Refused('REDRESS_API_KEY is no key of this register, or it has expired or was revoked; ask an admin for a new one.');
};

/** Says what is wrong on stderr. A person's data never gets here: refusals name rules, not texts. */
export const explain = (terminal: Terminal, error: unknown): ExitCode => {
  if (error instanceof Refused) {
    terminal.complain(error.message);
    return error.exit;
  }
  if (error instanceof WrongSettings) {
    terminal.complain(error.message);
    return exitCodes.usage;
  }
  if (error instanceof MoveRefused && error.reason === 'different') {
    terminal.complain(error.message);
    return exitCodes.no;
  }
  if (error instanceof RuleViolation || error instanceof NotAllowed || (error instanceof Error && explained.includes(error.name))) {
    terminal.complain(error.message);
    return exitCodes.failed;
  }
  terminal.complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return exitCodes.failed;
};
