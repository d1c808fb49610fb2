import type { QueueName } from '@redress/read-models/queries';
import type { Verb } from '../verb';
import { day, oneOf, whole } from './arguments';

/** What asks read models, or keeps them. */
export const readModelVerbs: readonly Verb[] = [
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
];
