import type { Operation } from '@redress/access';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { exitCodes, type ExitCode } from './exit';
import type { Manner } from './terminal';
import type { Apps, Lent } from './verb';
import { verbs } from './verbs';

const version = '0.1.0';

/** The program with every verb; nothing heavy is loaded until a verb runs. */
export const program = (done: (code: ExitCode) => void, apps: Apps): Command => {
  const redress = new Command('redress')
    .description('A complaints engine that runs and proves a complaints process after ISO 10002.')
    .version(version)
    .option('--json', 'one JSON document on stdout, or JSON Lines where the answer is a list')
    .option('--quiet', 'nothing on stderr but errors')
    .exitOverride()
    .showHelpAfterError('(redress --help lists the verbs)');
  const manner = (): Manner => ({ json: false, quiet: false, ...redress.opts<Partial<Manner>>() });
  for (const verb of verbs) verb.add(redress, { manner, done, apps, run: running(verb.operation, manner, done) });
  for (const command of redress.commands) inherit(command);
  return redress;
};

const running =
  (operation: Operation, manner: () => Manner, done: (code: ExitCode) => void): Lent['run'] =>
  async (options, load) => {
    const { runVerb } = await import('./run.js');
    done(await runVerb(operation, manner(), options, await load()));
  };

/** Every verb takes --json and --quiet wherever they stand, and ends as the program does. */
const inherit = (command: Command): void => {
  command.exitOverride();
  if (command.commands.length === 0 && !command.options.some(({ long }) => long === '--json')) {
    command.option('--json', 'answer in JSON').option('--quiet', 'nothing on stderr but errors');
    command.on('option:json', () => command.parent && rootOf(command).setOptionValue('json', true));
    command.on('option:quiet', () => rootOf(command).setOptionValue('quiet', true));
  }
  command.commands.forEach(inherit);
};
const rootOf = (command: Command): Command => (command.parent ? rootOf(command.parent) : command);

/** Ends the process with the verb's exit code once everything that was written has left. */
export const main = (argv: readonly string[], apps: Apps): void => {
  const end = (code: number): void => {
    process.exitCode = code;
  };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the answer has read enough (`| head`).
    if (error.code === 'EPIPE') process.exit(exitCodes.done);
    throw error;
  });
  program(end, apps)
    .parseAsync([...argv])
    .catch((error: unknown) => {
      if (error instanceof CommanderError) end(error.exitCode === 0 ? exitCodes.done : exitCodes.usage);
      else if (error instanceof InvalidArgumentError) end(exitCodes.usage);
      else throw error;
    });
};
