import type { Operation } from '@redress/access';
import type { Actor } from '@redress/kernel';
import type { Engine, Environment } from '@redress/platform';
import type { Command } from 'commander';
import type { ExitCode } from './exit';
import type { Manner, Terminal } from './terminal';

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

export type Run<Options> = (setting: WithEngine, options: Options) => Promise<ExitCode>;

/** How the API is started: handed in by whoever puts command line and API together. */
export type StartApi = (environment: NodeJS.ProcessEnv) => Promise<{
  readonly url: string;
  readonly keys: readonly { readonly role: string; readonly staffId: string; readonly key: string }[];
  readonly stop: () => Promise<void>;
}>;
/** How the projector is started: handed in by whoever puts the apps together. */
export type StartProjector = (environment: NodeJS.ProcessEnv) => Promise<{
  readonly readModels: readonly string[];
  readonly holder: string;
  readonly health: string | null;
  readonly stop: () => Promise<void>;
}>;

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
