import type { Operation } from '@redress/access';
import { type Command, InvalidArgumentError } from 'commander';
import type { ExitCode } from '../exit';
import type { Manner } from '../terminal';
import type { QueueName } from '@redress/read-models/queries';
import type { Run } from '../verb';
import type { LoadgenOptions } from './loadgen';
import type { MigrateOptions } from './migrate';
import type { StartApi } from './serve';
import { versionVerbs } from './version-verbs';
import type { WhatIfOptions } from './what-if';
import type { StartProjector } from './work';

/** The other apps, which the command line starts and never imports. */
export interface Apps {
  readonly startApi: StartApi;
  readonly startProjector: StartProjector;
}

/** What the program lends a verb. */
export interface Lent {
  readonly manner: () => Manner;
  readonly done: (code: ExitCode) => void;
  readonly apps: Apps;
  /** Runs what the verb does on an open engine, if the role table gives the verb's operation to whoever asks. It is loaded only then: `--help` answers at once. */
  run<Options>(options: Options, load: () => Promise<Run<Options>>): Promise<void>;
}

/** A verb as it is typed, and the row of the role table that decides who may use it. */
export interface Verb {
  readonly name: string;
  readonly operation: Operation;
  add(program: Command, lent: Lent): void;
}

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most} is expected.`);
    return value;
  };
const oneOf =
  <T extends string>(...values: readonly T[]) =>
  (text: string): T => {
    const found = values.find((value) => value === text);
    if (found === undefined) throw new InvalidArgumentError(`one of ${values.join(', ')} is expected.`);
    return found;
  };
const day = (text: string): string => {
  const found = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`);
  if (!found || Number.isNaN(found.getTime()) || found.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('a day such as 2026-03-31 is expected.');
  return text;
};

const seed = (text: string): string => {
  if (!/^[A-Za-z0-9-]{1,40}$/.test(text)) throw new InvalidArgumentError('up to 40 letters, digits and hyphens are expected.');
  return text;
};

export const verbs: readonly Verb[] = [
  {
    name: 'serve',
    operation: 'Operate',
    add: (program, { manner, done, apps }) =>
      program
        .command('serve')
        .description('the API, with the projector beside it, until it is stopped')
        .action(async () => done(await (await import('./serve.js')).serveVerb(manner(), apps.startApi))),
  },
  {
    name: 'work',
    operation: 'Operate',
    add: (program, { manner, done, apps }) =>
      program
        .command('work')
        .description('only the projector, beside APIs that run with REDRESS_PROJECTOR=separate, until it is stopped')
        .action(async () => done(await (await import('./work.js')).workVerb(manner(), apps.startProjector))),
  },
  {
    name: 'demo',
    operation: 'Operate',
    add: (program, { manner, done, apps }) =>
      program
        .command('demo')
        .description(
          'the main job on real data: import, one complaint from receipt to closing, replay, tampering found, statistics; then serves',
        )
        .option('--once', 'end instead of serving')
        .option('--complaints <n>', 'import no more than these', whole(1, 1_000_000))
        .action(async (options: { once?: boolean; complaints?: number }) =>
          done(await (await import('./demo.js')).demoVerb(manner(), options, apps.startApi)),
        ),
  },
  {
    name: 'import',
    operation: 'ImportRegister',
    add: (program, lent) =>
      program
        .command('import')
        .description('reads a register of complaints kept by somebody else')
        .command('cfpb')
        .description('a copy of the CFPB complaint database; the same file again adds nothing')
        .argument('<file>', '.csv or .csv.gz, or - for standard input')
        .option('--limit <rows>', 'read no more rows than these', whole(1, Number.MAX_SAFE_INTEGER))
        .option('--dry-run', 'read and judge everything, and write nothing')
        .action((file: string, { limit, dryRun = false }: { limit?: number; dryRun?: boolean }) =>
          lent.run({ file, dryRun, ...(limit !== undefined && { limit }) }, async () => (await import('./import-cfpb.js')).importCfpbVerb),
        ),
  },
  {
    name: 'replay',
    operation: 'ReadHistory',
    add: (program, lent) =>
      program
        .command('replay')
        .description('a complaint event by event, from the stored texts, with the state after each and whether the chain holds')
        .argument('<number>', 'complaint number, bare or grouped')
        .option('--as-of <instant|position>', 'only what was recorded by then, or stored up to that position')
        .option(
          '--by <recorded|happened>',
          'with an instant: leave out what had not happened by then',
          oneOf('recorded', 'happened'),
          'recorded',
        )
        .option('--raw', 'exactly what was hashed, so that anyone can recompute it')
        .action((number: string, { raw = false, ...options }: { asOf?: string; by: 'recorded' | 'happened'; raw?: boolean }) =>
          lent.run({ number, raw, ...options }, async () => (await import('./replay.js')).replayVerb),
        ),
  },
  {
    name: 'clocks',
    operation: 'ReadCase',
    add: (program, lent) =>
      program
        .command('clocks')
        .description('every deadline of a complaint, with each stretch of time that counted or not, and why')
        .argument('<number>', 'complaint number, bare or grouped')
        .option('--as-of <instant|position>', 'as they stood then, by what was recorded by then')
        .action((number: string, options: { asOf?: string }) =>
          lent.run({ number, ...options }, async () => (await import('./clocks.js')).clocksVerb),
        ),
  },
  {
    name: 'what-if',
    operation: 'AskWhatIf',
    add: (program, lent) =>
      program
        .command('what-if')
        .description(
          'how the register would stand under another policy or calendar: how many verdicts change, which, and why; writes nothing',
        )
        .argument('<policy>', 'an adopted one (id or id@version), a preset, or a file with its text')
        .option('--calendar <calendar>', 'an adopted one, a published one, or a file; by default the one that the policy names')
        .option('--from <day>', 'first day of receipt, in the zone of the register', day)
        .option('--to <day>', 'last day of receipt', day)
        .option('--number <number>', 'one complaint instead, with the derivation of every clock on both sides')
        .action((policy: string, options: Omit<WhatIfOptions, 'policy'>) =>
          lent.run({ policy, ...options }, async () => (await import('./what-if.js')).whatIfVerb),
        ),
  },
  ...versionVerbs,
  {
    name: 'verify',
    operation: 'ReadHistory',
    add: (program, lent) =>
      program
        .command('verify')
        .description('follows every chain of the record, or that of one complaint; exit 3 when something was changed')
        .argument('[number]', 'complaint number')
        .option('--save-head <file>', 'write where every stream stands, to be kept elsewhere')
        .option('--head <file>', 'hold the record against heads that were saved before')
        .option('--deep', 'also read every stream by itself: what the log holds and it does not show was hidden (always done on servers)')
        .action((number: string | undefined, options: { saveHead?: string; head?: string; deep?: boolean }) =>
          lent.run({ ...options, ...(number !== undefined && { number }) }, async () => (await import('./verify.js')).verifyVerb),
        ),
  },
  {
    name: 'backup',
    operation: 'Operate',
    add: (program, lent) =>
      program
        .command('backup')
        .description('a live copy of read models, record and keys, checked after the copy')
        .argument('<folder>', 'new or empty')
        .action((folder: string) => lent.run({ folder }, async () => (await import('./backup.js')).backupVerb)),
  },
  {
    name: 'restore',
    operation: 'Operate',
    add: (program, { manner, done }) =>
      program
        .command('restore')
        .description('puts a backup into an empty data folder, after checking it')
        .argument('<folder>', 'what `backup` made')
        .option('--tombstones <file>', 'erasures that came after the backup, as JSON Lines of {stream, destroyedAt}')
        .action(async (folder: string, options: { tombstones?: string }) =>
          done(await (await import('./restore.js')).restoreVerb(manner(), { folder, ...options })),
        ),
  },
  {
    name: 'migrate',
    operation: 'Operate',
    add: (program, { manner, done }) =>
      program
        .command('migrate')
        .description('copies a register to other stores, event by event as it is stored; what is not named is what the settings name')
        .option('--from <place>', 'the record to be moved: sqlite:<file>, esdb://…, or env:NAME for a variable that holds it')
        .option('--keys-from <place>', 'its keys: sqlite:<file>, mongodb://…, or env:NAME; keys.db beside the record if that is a file')
        .option('--prefix-from <text>', 'what the names of its streams begin with in EventStoreDB')
        .option('--to <place>', 'where the record goes')
        .option('--keys-to <place>', 'where its keys go; keys.db beside the record if that is a file')
        .option('--prefix-to <text>', 'what the names of the streams will begin with in EventStoreDB')
        .option('--dry-run', 'read, compare and open everything, and write nothing')
        .action(async ({ dryRun = false, ...options }: MigrateOptions) =>
          done(await (await import('./migrate.js')).migrateVerb(manner(), { dryRun, ...options })),
        ),
  },
  {
    name: 'loadgen',
    operation: 'Operate',
    add: (program, lent) =>
      program
        .command('loadgen')
        .description('fills a register with invented complaints, by a seed; the same seed again adds nothing')
        .option('--complaints <n>', 'how many', whole(1, 1_000_000), 1000)
        .option('--seed <text>', 'letters, digits and hyphens', seed, '1')
        .option('--into <stores|url>', 'the stores that the settings name, or the URL of an API to be driven', 'stores')
        .option('--keys <file>', 'of the API: an agent and a supervisor, as `redress serve --json` prints them')
        .option('--connections <n>', 'to the API at once', whole(1, 1000), 8)
        .option('--rate <n>', 'commands a second at most that the API is given', whole(1, 1_000_000))
        .option('--allow-remote', 'an API on another machine')
        .action(async (options: LoadgenOptions) => {
          if (options.into === 'stores') return lent.run(options, async () => (await import('./loadgen.js')).loadStoresVerb);
          lent.done(await (await import('./loadgen.js')).loadApiVerb(lent.manner(), options));
        }),
  },
  {
    name: 'queue',
    operation: 'ReadQueues',
    add: (program, lent) =>
      program
        .command('queue')
        .description('what must be done next: by due date, severity, day of receipt')
        .argument(
          '[name]',
          'all, unassigned, ownerless, mine or overdue',
          oneOf('all', 'unassigned', 'ownerless', 'mine', 'overdue'),
          'all',
        )
        .option('--handler <staff id>', 'only what this person has')
        .option('--team <team>', 'only what this team has')
        .option('--limit <n>', 'no more than these', whole(1, 1000), 50)
        .option('--after <cursor>', 'go on where a page ended')
        .action((name: QueueName, options: { handler?: string; team?: string; limit: number; after?: string }) =>
          lent.run({ name, ...options }, async () => (await import('./queue.js')).queueVerb),
        ),
  },
  {
    name: 'stats',
    operation: 'ReadStatistics',
    add: (program, lent) =>
      program
        .command('stats')
        .description('statistics with their definitions, over days in the zone of the register')
        .option('--from <day>', 'first day', day)
        .option('--to <day>', 'last day', day)
        .option('--basis <received|event>', 'complaints received then, or what happened then', oneOf('received', 'event'), 'received')
        .option('--metric <id>', 'only this one')
        .option('--by <dimension>', 'in groups')
        .action((options: { from?: string; to?: string; basis: 'received' | 'event'; metric?: string; by?: string }) =>
          lent.run(options, async () => (await import('./stats.js')).statsVerb),
        ),
  },
  {
    name: 'projections',
    operation: 'Operate',
    add: (program, lent) => {
      const projections = program
        .command('projections')
        .description('how far each read model is, and its digests')
        .action(() => lent.run({}, async () => (await import('./projections.js')).projectionsVerb));
      projections
        .command('rebuild')
        .description('builds read models anew beside those that are served, compares, and serves them; exit 3 when they differ')
        .argument('[name...]', 'all where none is named')
        .option('--allow-parked', 'list what cannot be folded instead of refusing')
        .action((names: readonly string[], { allowParked = false }: { allowParked?: boolean }) =>
          lent.run({ names, allowParked }, async () => (await import('./projections.js')).rebuildVerb),
        );
    },
  },
  {
    name: 'parked',
    operation: 'Operate',
    add: (program, lent) => {
      const parked = program
        .command('parked')
        .description('complaints that wait because an event of theirs cannot be folded')
        .action(() => lent.run({}, async () => (await import('./parked.js')).listParked));
      parked
        .command('list')
        .description('each with the reason and where to look')
        .action(() => lent.run({}, async () => (await import('./parked.js')).listParked));
      parked
        .command('retry')
        .description('folds what waits, in order; exit 3 when some still cannot be folded')
        .action(() => lent.run({}, async () => (await import('./parked.js')).retryParked));
      parked
        .command('show')
        .description('the event that stopped a complaint, as it is stored')
        .argument('<number>', 'complaint number')
        .action((number: string) => lent.run({ number }, async () => (await import('./parked.js')).showParked));
    },
  },
  {
    name: 'api-keys',
    operation: 'ManageApiKeys',
    add: (program, lent) => {
      const keys = program.command('api-keys').description('keys for the API and the command line');
      keys
        .command('add')
        .description('a new key, shown once')
        .requiredOption('--role <role>', 'what the key may do')
        .option('--actor <staff id>', 'who holds it')
        .option('--expires <instant>', 'when it ends')
        .action((options: { role: string; actor?: string; expires?: string }) =>
          lent.run(options, async () => (await import('./api-keys.js')).addApiKey),
        );
      keys
        .command('list')
        .description('every key by its first characters')
        .action(() => lent.run({}, async () => (await import('./api-keys.js')).listApiKeys));
      keys
        .command('revoke')
        .description('ends a key at once')
        .argument('<prefix>', 'its first characters')
        .action((prefix: string) => lent.run({ prefix }, async () => (await import('./api-keys.js')).revokeApiKey));
    },
  },
  {
    name: 'check',
    operation: 'Operate',
    add: (program, { manner, done }) =>
      program
        .command('check')
        .description('environment, settings and stores: each line ok or what to do')
        .action(async () => done(await (await import('./check.js')).checkVerb(manner()))),
  },
];
