import type { Binary, ClientSession } from 'mongodb';
import { inTransaction } from './transaction';

/** Transactions one after the other in one session, whose name can be written down for others. */
export class NamedSession {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly session: ClientSession) {}

  get name(): Binary {
    return this.session.id!.id;
  }

  /** Throws CommitUnknown, and what `work` throws. */
  inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    const next = (): Promise<T> => inTransaction(this.session, work);
    const result = this.last.then(next, next);
    this.last = result.catch(() => undefined);
    return result;
  }

  async end(): Promise<void> {
    await this.last;
    await this.session.endSession();
  }
}
