import type { SqliteFile } from '@redress/sqlite';
import {
  type Batch,
  type Checkpoint,
  CheckpointMoved,
  type Collection,
  CollectionGone,
  partsOf,
  type Shape,
  type Swap,
} from '../document-store';
import { isAfter } from '@redress/event-store';
import { addedUp, Sum256 } from '../sum-256';

/** A collection as the file keeps it. */
export interface Kept {
  readonly id: number;
  readonly shape: string;
  readonly position: string | null;
  readonly turn: number;
  readonly completeness: string;
  readonly retired: number;
  readonly built: number;
}
const nothing = new Sum256().hex;

/** Which collections the file keeps, where each stands, and which one is served. */
export class Catalogue {
  constructor(private readonly file: SqliteFile) {}

  find(collection: string): Kept | undefined {
    return this.file.one('SELECT id, shape, position, turn, completeness, retired, built FROM collection WHERE name = ?', collection) as
      Kept | undefined;
  }

  /** Throws CollectionGone. */
  get(collection: string): Kept {
    const kept = this.find(collection);
    if (!kept) throw new CollectionGone(collection);
    return kept;
  }

  /** Throws CollectionGone, also for one that is retired. */
  getLive(collection: string): Kept {
    const kept = this.get(collection);
    if (kept.retired) throw new CollectionGone(collection);
    return kept;
  }

  /** Throws CollectionGone, also for one that cannot answer yet. */
  getBuilt(collection: string): Kept {
    const kept = this.get(collection);
    if (!kept.built) throw new CollectionGone(collection);
    return kept;
  }

  /** Answers its number. Throws CollectionGone for a generation older than the one served. */
  add(collection: string, shape: Shape): number {
    const { readModel, generation } = partsOf(collection);
    if (generation < this.served(readModel)) throw new CollectionGone(collection);
    const added = this.file.one(
      'INSERT INTO collection (name, readModel, generation, shape, completeness) VALUES (?, ?, ?, ?, ?) RETURNING id',
      collection,
      readModel,
      generation,
      JSON.stringify(shape),
      nothing,
    );
    return added!['id'] as number;
  }

  remove(id: number): void {
    this.file.run('DELETE FROM collection WHERE id = ?', id);
  }

  list(): readonly Collection[] {
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

  /** Inside the transaction that built it. */
  setBuilt(id: number): void {
    this.file.run('UPDATE collection SET built = 1 WHERE id = ?', id);
  }

  /** Inside the transaction of the batch: the compare-and-set. Throws CheckpointMoved. */
  advance({ collection, from, to, counters, completeness }: Batch): Checkpoint {
    const stands = this.getLive(collection);
    if ((counters !== null) !== (stands.built === 1)) throw new CheckpointMoved(`${collection} was built meanwhile, or is not built yet.`);
    if (stands.position !== from.position || stands.turn !== from.turn) {
      throw new CheckpointMoved(
        `${collection} stands at ${stands.position}, turn ${stands.turn}, and not at ${from.position}, turn ${from.turn}.`,
      );
    }
    if (from.position !== null && (to === null || isAfter(from.position, to))) throw new RangeError(`${to} is before ${from.position}.`);
    const turn = from.turn + 1;
    const sum = addedUp(stands.completeness, completeness);
    this.file.run('UPDATE collection SET position = ?, turn = ?, completeness = ? WHERE id = ?', to, turn, sum, stands.id);
    return { position: to, turn };
  }

  served(readModel: string): number {
    return (this.file.one('SELECT generation FROM served WHERE readModel = ?', readModel)?.['generation'] ?? 0) as number;
  }

  /** Inside a transaction. Answers whether both stood where they were compared. */
  swap({ old, new: fresh }: Swap): boolean {
    const { readModel, generation } = partsOf(fresh.collection);
    const served = `${readModel}.${this.served(readModel)}`;
    const isAsCompared = old ? old.collection === served && this.isAt(old) : this.find(served) === undefined;
    if (!isAsCompared || !this.isAt(fresh)) return false;
    this.file.run('INSERT INTO served VALUES (?, ?) ON CONFLICT DO UPDATE SET generation = excluded.generation', readModel, generation);
    if (old) this.file.run('UPDATE collection SET retired = 1 WHERE name = ?', old.collection);
    return true;
  }

  private isAt({ collection, checkpoint }: Swap['new']): boolean {
    const kept = this.find(collection);
    return kept !== undefined && !kept.retired && kept.position === checkpoint.position && kept.turn === checkpoint.turn;
  }
}
