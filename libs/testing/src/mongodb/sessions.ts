import { type BSON, type Document } from 'mongodb';
import type { Data, Transaction } from './data';
import { ServerError } from './server-error';

interface Session {
  number: bigint;
  transaction: Transaction | null;
  isCommitted: boolean;
  /** What the write with this number was answered, for whoever sends it again. */
  answer: Document | null;
}
const lastNumber = (session: Session | undefined): bigint => session?.number ?? -1n;

/** Which transaction each session is in, and what its last write with a number came to. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();

  constructor(private readonly data: Data) {}

  /** The transaction that a command runs in, null outside of one. */
  transactionOf(command: Document): Transaction | null {
    if (command['autocommit'] === undefined) return null;
    if (command['startTransaction'] === true) return this.begun(command);
    const session = this.sessionOf(command);
    if (session.transaction && this.data.isOpen(session.transaction)) return session.transaction;
    throw noSuchTransaction();
  }

  /** What a write came to that was sent before with the same number. */
  answered(command: Document): Document | null {
    const session = this.sessions.get(nameOf(command));
    return isRetryable(command) && lastNumber(session) === numberOf(command) ? session!.answer : null;
  }

  remember(command: Document, answer: Document): void {
    if (!isRetryable(command)) return;
    this.refuseOldNumber(command);
    this.sessions.set(nameOf(command), { number: numberOf(command), transaction: null, isCommitted: false, answer });
  }

  /** Committing again what was committed is answered in the same way. */
  commit(command: Document): void {
    const session = this.sessionOf(command);
    if (session.isCommitted) return;
    const { transaction } = session;
    if (!transaction || !this.data.isOpen(transaction)) throw noSuchTransaction();
    this.data.commit(transaction);
    session.isCommitted = true;
  }

  abort(command: Document): void {
    const { transaction, isCommitted } = this.sessionOf(command);
    if (!transaction || isCommitted || !this.data.isOpen(transaction)) throw noSuchTransaction();
    this.data.abort(transaction);
  }

  /** Any error inside a transaction ends it. */
  abortAfterError(command: Document): void {
    const transaction = this.sessions.get(nameOf(command))?.transaction;
    if (command['autocommit'] !== undefined && transaction && this.data.isOpen(transaction)) this.data.abort(transaction);
  }

  end(ids: readonly Document[]): void {
    for (const id of ids) {
      const name = hexOf(id);
      this.abortOpen(this.sessions.get(name));
      this.sessions.delete(name);
    }
  }

  /** Of a server that goes down: what was committed stays known. */
  abortAll(): void {
    for (const session of this.sessions.values()) this.abortOpen(session);
  }

  private begun(command: Document): Transaction {
    this.refuseOldNumber(command);
    this.abortOpen(this.sessions.get(nameOf(command)));
    const transaction = this.data.begin();
    this.sessions.set(nameOf(command), { number: numberOf(command), transaction, isCommitted: false, answer: null });
    return transaction;
  }

  private abortOpen(session: Session | undefined): void {
    if (session?.transaction && this.data.isOpen(session.transaction)) this.data.abort(session.transaction);
  }

  private sessionOf(command: Document): Session {
    const session = this.sessions.get(nameOf(command));
    if (!session || session.number !== numberOf(command)) throw noSuchTransaction();
    return session;
  }

  private refuseOldNumber(command: Document): void {
    if (numberOf(command) <= lastNumber(this.sessions.get(nameOf(command)))) {
      throw new ServerError('TransactionTooOld', 'A newer transaction of this session has begun.');
    }
  }
}

const isRetryable = (command: Document): boolean => command['txnNumber'] !== undefined && command['autocommit'] === undefined;
const noSuchTransaction = (): ServerError =>
  new ServerError('NoSuchTransaction', 'Given transaction number does not match any in-progress transactions.');
const numberOf = (command: Document): bigint => (command['txnNumber'] as BSON.Long).toBigInt();
const nameOf = (command: Document): string => (command['lsid'] ? hexOf(command['lsid'] as Document) : '');
const hexOf = (id: Document): string => (id['id'] as BSON.Binary).toString('hex');
