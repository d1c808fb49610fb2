import type { Verb } from '../verb';
import { day, oneOf, whole } from './arguments';
import type { WhatIfOptions } from './what-if';

/** What reads the record itself, or adds a register to it. */
export const recordVerbs: readonly Verb[] = [
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
];
