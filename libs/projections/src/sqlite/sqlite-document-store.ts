import { type SqliteFile, SqliteFailure } from '@redress/sqlite';
import {
  type Batch,
  type Checkpoint,
  CheckpointMoved,
  type Collection,
  CollectionGone,
  type Differences,
  type Digests,
  DocumentStore,
  type Page,
  type PageQuery,
  type Park,
  partsOf,
  type Row,
  type RowQuery,
  type Shape,
  type Sum,
  type SumQuery,
  type Swap,
  TransientAbort,
  Unstorable,
} from '../document-store';
import { isAfter } from '../position';
import type { Counter } from '../projection';
import { addedUp, Sum256 } from '../sum-256';
import { CollectionTables } from './collection-tables';
import { contentOf, differencesBetween } from './comparing';
import { CounterTables } from './counter-tables';
import { cursorOf } from './cursor';
import { DocumentTables } from './document-tables';
import { documentPage, type PageSql, rowPage } from './page-sql';

interface Kept {
  readonly id: number;
  readonly shape: string;
  readonly position: string | null;
  readonly turn: number;
  readonly completeness: string;
  readonly retired: number;
}
interface Opened {
  readonly tables: CollectionTables;
  readonly documents: DocumentTables;
  readonly counters: CounterTables;
}
const nothing = new Sum256().hex;

/** Documents, counters, rows and checkpoints of one file (`viewsFile`), those of one batch changed together. */
export class SqliteDocumentStore extends DocumentStore {
  private readonly opened = new Map<number, Opened>();

  constructor(private readonly file: SqliteFile) {
    super();
  }

  async prepare(collection: string, shape: Shape): Promise<void> {
    if (this.kept(collection)) return;
    const { readModel, generation } = partsOf(collection);
    this.transaction(() => {
      if (this.kept(collection)) return;
      if (generation < this.generationServed(readModel)) throw new CollectionGone(collection);
      const { id } = this.file.one(
        'INSERT INTO collection (name, readModel, generation, shape, completeness) VALUES (?, ?, ?, ?, ?) RETURNING id',
        collection,
        readModel,
        generation,
        JSON.stringify(shape),
        nothing,
      ) as { id: number };
      this.file.exec(new CollectionTables(id, shape).create);
    });
  }

  async buildIndexes(collection: string): Promise<void> {
    const { tables, counters } = this.open(collection);
    if (this.isBuilt(collection)) return;
    this.transaction(() => {
      if (this.isBuilt(collection)) return;
      tables.createIndexes.forEach((sql) => this.file.exec(sql));
      counters.buildSums();
    });
  }

  async drop(collection: string): Promise<void> {
    const kept = this.kept(collection);
    if (!kept) return;
    this.transaction(() => {
      this.file.exec(new CollectionTables(kept.id, JSON.parse(kept.shape) as Shape).drop);
      this.file.run('DELETE FROM parked WHERE collection = ?', kept.id);
      this.file.run('DELETE FROM collection WHERE id = ?', kept.id);
    });
    this.opened.delete(kept.id);
  }

  async list(): Promise<readonly Collection[]> {
    const rows = this.file.all(`SELECT name, c.readModel, c.generation, shape, position, turn,
      c.generation = ifnull((SELECT s.generation FROM served s WHERE s.readModel = c.readModel), 0) AS served FROM collection c ORDER BY name`);
    return rows.map(({ name, readModel, generation, shape, position, turn, served }) => ({
      name: name as string,
      readModel: readModel as string,
      generation: generation as number,
      build: (JSON.parse(shape as string) as Shape).build,
      checkpoint: { position: position as string | null, turn: turn as number },
      served: served === 1,
    }));
  }

  async checkpoint(collection: string): Promise<Checkpoint> {
    const { position, turn, retired } = this.there(collection);
    if (retired) throw new CollectionGone(collection);
    return { position, turn };
  }

  async apply(batch: Batch): Promise<Checkpoint> {
    const { documents, counters, tables } = this.open(batch.collection);
    const turn = batch.from.turn + 1;
    const made = this.transaction(() => {
      const stands = this.standsAt(batch);
      documents.put(batch.documents);
      documents.addRows(batch.rows);
      const series = counters.add(batch.counters);
      this.parkAndDrain(tables.id, batch);
      this.file.run(
        'UPDATE collection SET position = ?, turn = ?, completeness = ? WHERE id = ?',
        batch.to,
        turn,
        addedUp(stands.completeness, batch.completeness),
        tables.id,
      );
      return series;
    });
    counters.remember(made);
    return { position: batch.to, turn };
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
    return this.reading(collection, ({ tables }) => this.paged(rowPage(tables, query), query.limit, rowOf));
  }

  async sums(collection: string, query: SumQuery): Promise<readonly Sum[]> {
    return this.reading(collection, ({ counters }) => counters.sums(query));
  }

  async counters(collection: string): Promise<readonly Counter[]> {
    return this.reading(collection, ({ counters }) => [...counters.counters()]);
  }

  async parked(collection: string): Promise<readonly Park[]> {
    const { id } = this.there(collection);
    return this.file.all(
      'SELECT stream, revision, reason, build FROM parked WHERE collection = ? ORDER BY stream',
      id,
    ) as unknown as Park[];
  }

  async park(collection: string, stream: string): Promise<Park | null> {
    const { id } = this.there(collection);
    const park = this.file.one('SELECT stream, revision, reason, build FROM parked WHERE collection = ? AND stream = ?', id, stream);
    return (park as unknown as Park | undefined) ?? null;
  }

  /** In one snapshot of the file, while others go on writing. */
  async digests(collection: string): Promise<Digests> {
    return this.snapshot(() =>
      this.reading(collection, ({ tables, counters }) => {
        const { position, turn, completeness } = this.there(collection);
        return { checkpoint: { position, turn }, completeness, content: contentOf(this.file, tables, counters) };
      }),
    );
  }

  async differences(old: string, fresh: string): Promise<Differences> {
    return this.snapshot(() => differencesBetween(this.file, this.open(old).tables, this.open(fresh).tables));
  }

  async served(readModel: string): Promise<number> {
    return this.generationServed(readModel);
  }

  async serve({ old, new: fresh }: Swap): Promise<boolean> {
    const { readModel, generation } = partsOf(fresh.collection);
    return this.transaction(() => {
      const served = `${readModel}.${this.generationServed(readModel)}`;
      const isAsCompared = old ? old.collection === served && this.isAt(old) : this.kept(served) === undefined;
      if (!isAsCompared || !this.isAt(fresh)) return false;
      this.file.run('INSERT INTO served VALUES (?, ?) ON CONFLICT DO UPDATE SET generation = excluded.generation', readModel, generation);
      if (old) this.file.run('UPDATE collection SET retired = 1 WHERE name = ?', old.collection);
      return true;
    });
  }

  /** Indexes and sums are built in one transaction. */
  private isBuilt(collection: string): boolean {
    return this.file.one('SELECT summed FROM collection WHERE name = ?', collection)?.['summed'] === 1;
  }

  private standsAt({ collection, from, to }: Batch): Kept {
    const stands = this.there(collection);
    if (stands.retired) throw new CollectionGone(collection);
    if (stands.position !== from.position || stands.turn !== from.turn) {
      throw new CheckpointMoved(
        `${collection} stands at ${stands.position}, turn ${stands.turn}, and not at ${from.position}, turn ${from.turn}.`,
      );
    }
    if (from.position !== null && (to === null || isAfter(from.position, to))) throw new RangeError(`${to} is before ${from.position}.`);
    return stands;
  }

  private isAt({ collection, checkpoint }: Swap['new']): boolean {
    const kept = this.kept(collection);
    return kept !== undefined && !kept.retired && kept.position === checkpoint.position && kept.turn === checkpoint.turn;
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

  private kept(collection: string): Kept | undefined {
    return this.file.one('SELECT id, shape, position, turn, completeness, retired FROM collection WHERE name = ?', collection) as
      Kept | undefined;
  }

  private there(collection: string): Kept {
    const kept = this.kept(collection);
    if (!kept) throw new CollectionGone(collection);
    return kept;
  }

  private generationServed(readModel: string): number {
    return (this.file.one('SELECT generation FROM served WHERE readModel = ?', readModel)?.['generation'] ?? 0) as number;
  }

  private open(collection: string): Opened {
    const { id, shape } = this.there(collection);
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
      if (error instanceof SqliteFailure && !this.kept(collection)) throw new CollectionGone(collection);
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
