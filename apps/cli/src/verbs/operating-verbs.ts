import type { Verb } from '../verb';

/** What an operator sets up and looks at. */
export const operatingVerbs: readonly Verb[] = [
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
