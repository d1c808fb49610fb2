import type { Document } from 'mongodb';
import { ServerError } from './server-error';

/** What goes wrong with one command. `after` means: once it was done. */
export type Fault =
  | { readonly cut: 'before' | 'after' }
  | { readonly delayed: number }
  | { readonly answered: ServerError; readonly when: 'before' | 'after' };

export const transientTransactionError: Fault = {
  answered: new ServerError('WriteConflict', 'A fault that a test asked for.', ['TransientTransactionError']),
  when: 'before',
};
export const unknownCommitResult: Fault = {
  answered: new ServerError('WriteConcernTimeout', 'A fault that a test asked for.', ['UnknownTransactionCommitResult']),
  when: 'after',
};
export const notPrimary: Fault = { answered: new ServerError('NotWritablePrimary', 'not primary'), when: 'before' };
export const readOnlyUser: Fault = {
  answered: new ServerError('Unauthorized', 'not authorized on redress to execute command'),
  when: 'before',
};

export const wrongPassword: Fault = { answered: new ServerError('AuthenticationFailed', 'Authentication failed.'), when: 'before' };

interface Planned {
  readonly command: string;
  readonly fault: Fault;
  times: number;
}

/** Faults wait for the commands that they are meant for, in the order in which they were planned. */
export class Faults {
  private readonly planned: Planned[] = [];

  /** `command` is its name, `update`; it goes wrong `times` times. */
  plan(command: string, fault: Fault, times = 1): void {
    this.planned.push({ command, fault, times });
  }

  for(body: Document): Fault | null {
    const name = Object.keys(body)[0];
    const found = this.planned.find(({ command, times }) => command === name && times > 0);
    if (!found) return null;
    found.times -= 1;
    return found.fault;
  }
}
