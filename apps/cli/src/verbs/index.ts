import type { Operation } from '@redress/access';
import { type Command, InvalidArgumentError } from 'commander';
import type { ExitCode } from '../exit';
import type { Manner } from '../terminal';
import type { Run } from '../verb';

type Manners = () => Manner;
type Done = (code: ExitCode) => void;

/** A verb as it is typed, and the row of the role table that decides who may use it. */
export interface Verb {
  readonly name: string;
  readonly operation: Operation;
  add(program: Command, manner: Manners, done: Done): void;
}

/** Loads what a verb needs only when it runs: `--help` answers at once. */
const running = async <Options>(
  operation: Operation,
  manner: Manners,
  done: Done,
  options: Options,
  load: () => Promise<Run<Options>>,
): Promise<void> => {
  const { runVerb } = await import('../run.js');
  done(await runVerb(operation, manner(), options, await load()));
};

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most} is expected.`);
    return value;
  };

export const verbs: readonly Verb[] = [
  {
    name: 'replay',
    operation: 'ReadHistory',
    add: (program, manner, done) =>
      program
        .command('replay')
        .description('a complaint event by event, from the stored texts, with the state after each and whether the chain holds')
        .argument('<number>', 'complaint number, bare or grouped')
        .option('--as-of <instant|position>', 'only what was recorded by then, or stored up to that position')
        .option('--by <recorded|happened>', 'with an instant: leave out what had not happened by then', 'recorded')
        .option('--raw', 'exactly what was hashed, so that anyone can recompute it')
        .action((number: string, options: { asOf?: string; by: string; raw?: boolean }) => {
          if (options.by !== 'recorded' && options.by !== 'happened') throw new InvalidArgumentError('--by takes recorded or happened.');
          const { asOf, by, raw = false } = options;
          return running(
            'ReadHistory',
            manner,
            done,
            { number, by, raw, ...(asOf !== undefined && { asOf }) },
            async () => (await import('./replay.js')).replayVerb,
          );
        }),
  },
  {
    name: 'verify',
    operation: 'ReadHistory',
    add: (program, manner, done) =>
      program
        .command('verify')
        .description('follows every chain of the record, or that of one complaint; exit 3 when something was changed')
        .argument('[number]', 'complaint number')
        .option('--save-head <file>', 'write where every stream stands, to be kept elsewhere')
        .option('--head <file>', 'hold the record against heads that were saved before')
        .action((number: string | undefined, options: { saveHead?: string; head?: string }) =>
          running(
            'ReadHistory',
            manner,
            done,
            { ...options, ...(number !== undefined && { number }) },
            async () => (await import('./verify.js')).verifyVerb,
          ),
        ),
  },
  {
    name: 'import',
    operation: 'ImportRegister',
    add: (program, manner, done) =>
      program
        .command('import')
        .description('reads a register of complaints kept by somebody else')
        .command('cfpb')
        .description('a copy of the CFPB complaint database; the same file again adds nothing')
        .argument('<file>', '.csv or .csv.gz, or - for standard input')
        .option('--limit <rows>', 'read no more rows than these', whole(1, Number.MAX_SAFE_INTEGER))
        .option('--dry-run', 'read and judge everything, and write nothing')
        .action((file: string, { limit, dryRun = false }: { limit?: number; dryRun?: boolean }) =>
          running(
            'ImportRegister',
            manner,
            done,
            { file, dryRun, ...(limit !== undefined && { limit }) },
            async () => (await import('./import-cfpb.js')).importCfpbVerb,
          ),
        ),
  },
  {
    name: 'api-keys',
    operation: 'ManageApiKeys',
    add: (program, manner, done) => {
      const keys = program.command('api-keys').description('keys for the API and the command line');
      keys
        .command('add')
        .description('a new key, shown once')
        .requiredOption('--role <role>', 'what the key may do')
        .option('--actor <staff id>', 'who holds it')
        .option('--expires <instant>', 'when it ends')
        .action((options: { role: string; actor?: string; expires?: string }) =>
          running('ManageApiKeys', manner, done, options, async () => (await import('./api-keys.js')).addApiKey),
        );
      keys
        .command('list')
        .description('every key by its first characters')
        .action(() => running('ManageApiKeys', manner, done, {}, async () => (await import('./api-keys.js')).listApiKeys));
      keys
        .command('revoke')
        .description('ends a key at once')
        .argument('<prefix>', 'its first characters')
        .action((prefix: string) =>
          running('ManageApiKeys', manner, done, { prefix }, async () => (await import('./api-keys.js')).revokeApiKey),
        );
    },
  },
];
