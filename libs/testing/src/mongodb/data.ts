import type { Document } from 'mongodb';
import { ServerError } from './server-error';
import { keyOf } from './values';

/** A document as it was from an instant on; null: not there. */
interface Version {
  readonly time: number;
  readonly doc: Document | null;
}
export interface Namespace {
  readonly name: string;
  readonly madeAt: number;
  readonly indexes: Map<string, Document>;
  readonly documents: Map<string, Version[]>;
}
/** What a transaction reads from, and what it changed so far. */
export class Transaction {
  readonly changes = new Map<Namespace, Map<string, Document | null>>();
  constructor(readonly snapshot: number) {}
}
/** From where a command reads: an instant of the past, and a transaction's own changes above it. */
export interface View {
  readonly time: number;
  readonly transaction: Transaction | null;
}
export type Change = readonly [id: unknown, doc: Document | null];

/** A transaction that is still open changed one of the documents: a single write waits until it ends. */
export class Blocked extends Error {
  override readonly name = 'Blocked';
}

/** How many commits back a snapshot can still be read from. */
const historyKept = 10_000;

/** All collections, with the past that snapshots read from. Outlives every connection, as a disk does. */
export class Data {
  time = 1;
  private readonly namespaces = new Map<string, Namespace>();
  private readonly open = new Set<Transaction>();
  private readonly owners = new Map<Version[], Transaction>();
  private waiting: (() => void)[] = [];

  /** `lifetime`: milliseconds after which a server ends a transaction by itself, whoever left it open. */
  constructor(private readonly lifetime: number) {}

  find(name: string): Namespace | undefined {
    return this.namespaces.get(name);
  }

  namesIn(database: string): readonly string[] {
    return [...this.namespaces.keys()].filter((name) => name.startsWith(`${database}.`)).sort();
  }

  make(name: string): Namespace {
    const made = { name, madeAt: ++this.time, indexes: new Map([['_id_', { _id: 1 }]]), documents: new Map<string, Version[]>() };
    this.namespaces.set(name, made);
    return made;
  }

  /** Throws Blocked while a transaction has changed it. */
  drop(namespace: Namespace): void {
    for (const { changes } of this.open) if (changes.has(namespace)) throw new Blocked();
    this.namespaces.delete(namespace.name);
  }

  /** Ordered by nothing in particular. With `ids` only those. */
  *read(namespace: Namespace | undefined, view: View, ids?: readonly unknown[]): Generator<Document> {
    if (!namespace) return;
    this.refuseFuture(namespace, view);
    const own = view.transaction?.changes.get(namespace);
    const keys = ids ? new Set(ids.map(keyOf)) : new Set([...namespace.documents.keys(), ...(own?.keys() ?? [])]);
    for (const key of keys) {
      const doc = own?.has(key) ? own.get(key) : seenAt(namespace.documents.get(key), view.time);
      if (doc) yield doc;
    }
  }

  /** All or nothing. Throws Blocked, or a write conflict inside a transaction. */
  write(namespace: Namespace, { transaction }: View, changes: readonly Change[]): void {
    const versions = changes.map(([id]) => this.versionsOf(namespace, keyOf(id)));
    for (const each of versions) this.refuseConflict(each, transaction);
    const time = transaction ? 0 : ++this.time;
    changes.forEach(([id, doc], index) => {
      if (transaction) this.keepFor(transaction, namespace, keyOf(id), versions[index]!, doc);
      else this.add(versions[index]!, { time, doc });
    });
  }

  begin(): Transaction {
    const transaction = new Transaction(this.time);
    this.open.add(transaction);
    setTimeout(() => this.isOpen(transaction) && this.abort(transaction), this.lifetime).unref();
    return transaction;
  }

  commit(transaction: Transaction): void {
    const time = ++this.time;
    for (const [namespace, changes] of transaction.changes) {
      for (const [key, doc] of changes) this.add(this.versionsOf(namespace, key), { time, doc });
    }
    this.end(transaction);
  }

  abort(transaction: Transaction): void {
    this.end(transaction);
  }

  isOpen(transaction: Transaction): boolean {
    return this.open.has(transaction);
  }

  /** Throws where the past is no longer kept. */
  refuseOld(time: number): void {
    if (time < this.time - historyKept) throw new ServerError('SnapshotTooOld', 'The snapshot is older than the history that is kept.');
  }

  /** Resolves when the next transaction ends. */
  ended(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private end(transaction: Transaction): void {
    this.open.delete(transaction);
    for (const [versions, owner] of this.owners) if (owner === transaction) this.owners.delete(versions);
    this.waiting.splice(0).forEach((resolve) => resolve());
  }

  private keepFor(transaction: Transaction, namespace: Namespace, key: string, versions: Version[], doc: Document | null): void {
    this.owners.set(versions, transaction);
    const own = transaction.changes.get(namespace) ?? new Map<string, Document | null>();
    transaction.changes.set(namespace, own.set(key, doc));
  }

  private refuseConflict(versions: Version[], transaction: Transaction | null): void {
    const owner = this.owners.get(versions);
    if (!transaction) {
      if (owner) throw new Blocked();
      return;
    }
    const newest = versions.at(-1);
    if ((owner && owner !== transaction) || (newest && newest.time > transaction.snapshot)) {
      throw new ServerError('WriteConflict', 'Write conflict during plan execution and yielding is disabled.');
    }
  }

  private versionsOf(namespace: Namespace, key: string): Version[] {
    const found = namespace.documents.get(key) ?? [];
    namespace.documents.set(key, found);
    return found;
  }

  private add(versions: Version[], version: Version): void {
    versions.push(version);
    const oldest = Math.min(this.time - historyKept, ...[...this.open].map(({ snapshot }) => snapshot));
    while (versions.length > 1 && versions[1]!.time <= oldest) versions.shift();
  }

  /** A collection that was made after the snapshot cannot be read from it. */
  private refuseFuture({ name, madeAt }: Namespace, { time, transaction }: View): void {
    if (transaction && madeAt > time)
      throw new ServerError('SnapshotUnavailable', `${name} was made after the snapshot of the transaction.`);
  }
}

const seenAt = (versions: Version[] | undefined, time: number): Document | null => {
  if (!versions) return null;
  for (let index = versions.length - 1; index >= 0; index -= 1) {
    const version = versions[index]!;
    if (version.time <= time) return version.doc;
  }
  return null;
};
