import type { Operation } from '@redress/access';
import type { Actor } from '@redress/kernel';
import type { Engine, Environment } from '@redress/platform';
import type { ExitCode } from './exit';
import type { Terminal } from './terminal';

/** What a verb works with: who asks is settled, and whether the role table lets them. */
export interface Setting {
  readonly terminal: Terminal;
  readonly environment: Environment;
}
export interface WithEngine extends Setting {
  readonly engine: Engine;
  readonly actor: Actor;
  /** What the table leaves to judge: everything, or only one's own complaints. */
  readonly grant: 'yes' | 'own';
}

/** A row of the verb table. `operation` is the row of the role table that decides who may. */
export interface VerbRow {
  readonly name: string;
  readonly operation: Operation;
}

export type Run<Options> = (setting: WithEngine, options: Options) => Promise<ExitCode>;
