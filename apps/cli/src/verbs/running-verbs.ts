import type { Verb } from '../verb';
import { whole } from './arguments';

/** What runs the engine, or shows it running. */
export const runningVerbs: readonly Verb[] = [
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
];
