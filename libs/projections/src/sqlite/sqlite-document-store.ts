import { type SqliteFile, SqliteFailure } from '@redress/sqlite';
import {
  type Batch,
  type Checkpoint,
  type Collection,
  CollectionGone,
  type Differences,
  type Digests,
  DocumentStore,
  type Lease,
  type Page,
  type PageQuery,
  type Park,
  type Row,
  type RowQuery,
  type Shape,
  type Sum,
  type SumQuery,
  type Swap,
  TransientAbort,
  Unstorable,
} from '../document-store';
import type { Counter, Measure } from '../projection';
import { Catalogue } from './catalogue';
import { CollectionTables } from './collection-tables';
import { contentOf, differencesBetween } from './comparing';
import { CounterTables } from './counter-tables';
import { cursorOf } from '../cursor';
import { DocumentTables } from './document-tables';
import { LeaseTable } from './lease-table';
import { documentPage, type PageSql, rowPage } from './page-sql';

interface Opened {
  readonly tables: CollectionTables;
  readonly documents: DocumentTables;
  readonly counters: CounterTables;
}

/** Documents, counters, rows and checkpoints of one file (`viewsFile`), those of one batch changed together. */
export class SqliteDocumentStore extends DocumentStore {
  private readonly opened = new Map<number, Opened>();
  private readonly catalogue: Catalogue;
  private readonly leases: LeaseTable;

  constructor(private readonly file: SqliteFile) {
    super();
    this.catalogue = new Catalogue(file);
    this.leases = new LeaseTable(file);
  }

  async prepare(collection: string, shape: Shape): Promise<void> {
    if (this.catalogue.find(collection)) return;
    this.transaction(() => {
      if (!this.catalogue.find(collection)) this.file.exec(new CollectionTables(this.catalogue.add(collection, shape), shape).create);
    });
  }

  async build(collection: string, measure?: Measure): Promise<void> {
    const { tables, counters, documents } = this.open(collection);
    if (await this.isBuilt(collection)) return;
    this.transaction(() => {
      if (this.catalogue.get(collection).built) return;
      tables.createIndexes.forEach((sql) => this.file.exec(sql));
      if (measure) counters.build(documents.all(), measure);
      this.catalogue.setBuilt(tables.id);
    });
  }

  async isBuilt(collection: string): Promise<boolean> {
    return this.catalogue.get(collection).built === 1;
  }

  async drop(collection: string): Promise<void> {
    const kept = this.catalogue.find(collection);
    if (!kept) return;
    this.transaction(() => {
      this.file.exec(new CollectionTables(kept.id, JSON.parse(kept.shape) as Shape).drop);
      this.file.run('DELETE FROM parked WHERE collection = ?', kept.id);
      this.catalogue.remove(kept.id);
    });
    this.opened.delete(kept.id);
  }

  async list(): Promise<readonly Collection[]> {
    return this.catalogue.list();
  }

  async checkpoint(collection: string): Promise<Checkpoint> {
    const { position, turn } = this.catalogue.getLive(collection);
    return { position, turn };
  }

  async apply(batch: Batch): Promise<Checkpoint> {
    const { documents, counters, tables } = this.open(batch.collection);
    const { checkpoint, series } = this.transaction(() => {
      const checkpoint = this.catalogue.advance(batch);
      documents.put(batch.documents);
      documents.addRows(batch.rows);
      this.parkAndDrain(tables.id, batch);
      return { checkpoint, series: counters.add(batch.counters ?? []) };
    });
    counters.remember(series);
    return checkpoint;
  }

  async document<D extends object>(collection: string, id: string): Promise<D | null> {
    return this.reading(collection, ({ documents }) => documents.get(id) as D | null);
  }

  async documents<D extends object>(collection: string, ids: Iterable<string>): Promise<Map<string, D>> {
    return this.reading(collection, ({ documents }) => {
      const found = new Map<string, D>();
      for (const id of ids) {
        const doc = documents.get(id);
        if (doc) found.set(id, doc as D);
      }
      return found;
    });
  }

  async page<D extends object>(collection: string, query: PageQuery): Promise<Page<D>> {
    this.catalogue.getBuilt(collection);
    return this.reading(collection, ({ tables }) =>
      this.paged(documentPage(tables, query), query.limit, ({ body }) => JSON.parse(body as string) as D),
    );
  }

  async pageRows(collection: string, query: RowQuery): Promise<Page<Row>> {
    const rowOf = ({ name, revision, place, body }: Record<string, unknown>): Row => ({
      stream: name as string,
      revision: revision as number,
      index: place as number,
      body: JSON.parse(body as string) as object,
    });
    if ('index' in query.by) this.catalogue.getBuilt(collection);
    return this.reading(collection, ({ tables }) => this.paged(rowPage(tables, query), query.limit, rowOf));
  }

  async sums(collection: string, query: SumQuery): Promise<readonly Sum[]> {
    this.catalogue.getBuilt(collection);
    return this.reading(collection, ({ counters }) => counters.sums(query));
  }

  async counters(collection: string): Promise<readonly Counter[]> {
    return this.reading(collection, ({ counters }) => [...counters.counters()]);
  }

  async parked(collection: string): Promise<readonly Park[]> {
    const { id } = this.catalogue.get(collection);
    return this.file.all(
      'SELECT stream, revision, reason, build FROM parked WHERE collection = ? ORDER BY stream',
      id,
    ) as unknown as Park[];
  }

  async park(collection: string, stream: string): Promise<Park | null> {
    const { id } = this.catalogue.get(collection);
    const park = this.file.one('SELECT stream, revision, reason, build FROM parked WHERE collection = ? AND stream = ?', id, stream);
    return (park as unknown as Park | undefined) ?? null;
  }

  /** In one snapshot of the file, while others go on writing. */
  async digests(collection: string): Promise<Digests> {
    return this.snapshot(() =>
      this.reading(collection, ({ tables, counters }) => {
        const { position, turn, completeness } = this.catalogue.get(collection);
        return { checkpoint: { position, turn }, completeness, content: contentOf(this.file, tables, counters) };
      }),
    );
  }

  async differences(old: string, fresh: string): Promise<Differences> {
    return this.snapshot(() => differencesBetween(this.file, this.open(old).tables, this.open(fresh).tables));
  }

  async served(readModel: string): Promise<number> {
    return this.catalogue.served(readModel);
  }

  async serve(swap: Swap): Promise<boolean> {
    return this.transaction(() => this.catalogue.swap(swap));
  }

  async lease(readModel: string): Promise<Lease | null> {
    return this.leases.find(readModel);
  }

  async takeLease(readModel: string, seen: Lease | null, holder: string | null): Promise<Lease | null> {
    return this.transaction(() => this.leases.take(readModel, seen, holder));
  }

  private parkAndDrain(id: number, { drained, parked }: Batch): void {
    for (const stream of drained) this.file.run('DELETE FROM parked WHERE collection = ? AND stream = ?', id, stream);
    for (const { stream, revision, reason, build } of parked) {
      this.file.run('INSERT OR REPLACE INTO parked VALUES (?, ?, ?, ?, ?)', id, stream, revision, reason, build);
    }
  }

  private paged<D>({ sql, params, order }: PageSql, limit: number, itemOf: (row: Record<string, unknown>) => D): Page<D> {
    const found = this.file.all(sql, ...params);
    const last = found.length > limit ? found[limit - 1]! : null;
    return { items: found.slice(0, limit).map(itemOf), next: last && cursorOf(order.map((column) => last[column] as string | number)) };
  }

  private open(collection: string): Opened {
    const { id, shape } = this.catalogue.get(collection);
    const known = this.opened.get(id);
    if (known) return known;
    const tables = new CollectionTables(id, JSON.parse(shape) as Shape);
    const opened = { tables, documents: new DocumentTables(this.file, tables), counters: new CounterTables(this.file, tables) };
    this.opened.set(id, opened);
    return opened;
  }

  /** Another process may drop the collection after it was looked up. */
  private reading<T>(collection: string, work: (opened: Opened) => T): T {
    const opened = this.open(collection);
    try {
      return work(opened);
    } catch (error) {
      if (error instanceof SqliteFailure && !this.catalogue.find(collection)) throw new CollectionGone(collection);
      throw error;
    }
  }

  private snapshot<T>(work: () => T): T {
    this.file.exec('BEGIN');
    try {
      return work();
    } finally {
      this.file.rollback();
    }
  }

  private transaction<T>(work: () => T): T {
    try {
      return this.file.transaction(work);
    } catch (error) {
      if (error instanceof SqliteFailure && error.kind === 'busy') throw new TransientAbort(error.message);
      if (error instanceof SqliteFailure && isConstraint(error)) throw new Unstorable(`The store refuses it: ${error.cause.message}.`);
      throw error;
    }
  }
}

/** SQLITE_CONSTRAINT: a check of ours, such as that a sum stays a safe integer. */
const constraint = 19;
const isConstraint = ({ cause }: SqliteFailure): boolean => ((cause as { errcode?: number }).errcode ?? 0) % 256 === constraint;
