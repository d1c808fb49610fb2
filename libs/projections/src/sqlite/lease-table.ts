import type { SqliteFile } from '@redress/sqlite';
import type { Lease } from '../document-store';

/** Who tries to keep which read model current. */
export class LeaseTable {
  constructor(private readonly file: SqliteFile) {}

  find(readModel: string): Lease | null {
    return (this.file.one('SELECT holder, beat FROM lease WHERE readModel = ?', readModel) as unknown as Lease | undefined) ?? null;
  }

  /** Answers null where it is not what was seen. */
  take(readModel: string, seen: Lease | null, holder: string | null): Lease | null {
    const beat = (seen?.beat ?? 0) + 1;
    const changed = seen
      ? this.file.run(
          'UPDATE lease SET holder = ?, beat = ? WHERE readModel = ? AND holder IS ? AND beat = ?',
          holder,
          beat,
          readModel,
          seen.holder,
          seen.beat,
        )
      : this.file.run('INSERT INTO lease VALUES (?, ?, ?) ON CONFLICT DO NOTHING', readModel, holder, beat);
    return changed === 1 ? { holder, beat } : null;
  }
}
