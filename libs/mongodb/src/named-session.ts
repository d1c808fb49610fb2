import { DeadlineExpired, within } from '@redress/kernel';
import type { Binary, ClientSession, MongoClient } from 'mongodb';
import { inTransaction } from './transaction';

/** Milliseconds for one transaction, with all its tries. The driver can wait for ever at a connection that broke under it. */
const deadline = 20_000;

/** Transactions one after the other in one session, whose name can be written down for others. */
export class NamedSession {
  private session: ClientSession;
  private last: Promise<unknown> = Promise.resolve();

  /** `end` ends what a session left open at the server. */
  constructor(
    private readonly client: MongoClient,
    private readonly end: (name: Binary) => Promise<void>,
  ) {
    this.session = client.startSession();
  }

  get name(): Binary {
    return this.session.id!.id;
  }

  /** Throws CommitUnknown, DeadlineExpired, and what `work` throws. */
  inTransaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    const next = (): Promise<T> => this.soon(work);
    const result = this.last.then(next, next);
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Once what was asked before is over. */
  async close(): Promise<void> {
    await this.last;
    await this.session.endSession();
  }

  private async soon<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    try {
      return await within(deadline, inTransaction(this.session, work));
    } catch (error) {
      if (error instanceof DeadlineExpired) this.abandon();
      throw error;
    }
  }

  /** Nobody knows where it waits: what comes next goes in another session, and the server lets go of what this one left open. */
  private abandon(): void {
    const { name } = this;
    this.session = this.client.startSession();
    this.end(name).catch(() => undefined);
  }
}
