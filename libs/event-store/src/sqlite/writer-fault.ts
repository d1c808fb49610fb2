import { SqliteFailure } from '@redress/sqlite';

/**
 * For tests only: what befalls the writer at the n-th of its steps, counted from 0: before a transaction begins, after it began, after each
 * event, before the commit, after the commit and before the answer. `kill` ends the process, `end` the thread, the others are SQLite's words.
 */
export interface WriterFault {
  readonly step: number;
  readonly how: 'kill' | 'end' | 'full' | 'busy' | 'io';
}

export class WriterSteps {
  private taken = 0;

  constructor(private readonly fault: WriterFault | undefined) {}

  pass(): void {
    if (!this.fault || this.taken++ !== this.fault.step) return;
    const { how } = this.fault;
    if (how === 'kill') process.kill(process.pid, 'SIGKILL');
    else if (how === 'end') process.exit(1);
    else throw new SqliteFailure(how, new Error('a test asked for this'));
  }
}
