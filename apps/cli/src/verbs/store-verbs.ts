import type { Verb } from '../verb';
import type { LoadgenOptions } from './loadgen';
import type { MigrateOptions } from './migrate';
import { seed, whole } from './arguments';

/** What is done to whole stores. */
export const storeVerbs: readonly Verb[] = [
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
];
