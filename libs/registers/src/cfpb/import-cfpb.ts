import type { Readable } from 'node:stream';
import type { EventStore } from '@redress/event-store';
import type { Actor, Instant } from '@redress/kernel';
import { type KeyStore, Sealer } from '@redress/sealing';
import { BulkWriter } from '../bulk-writer';
import { cfpbRow, isRejected } from './cfpb-row';
import { withoutTrace } from './dry-run';
import { Occurrences } from './identity';
import { readRegister, type Rejected } from './read-register';
import { RowGroups } from './row-groups';
import { type Target, RowWrites } from './row-writes';

/** `rows` = imported + updated + alreadyThere + rejected; `flagged` were taken, with a remark. Both lists are in the file's order. */
export interface ImportReport {
  readonly rows: number;
  readonly imported: number;
  readonly updated: number;
  readonly alreadyThere: number;
  readonly rejected: readonly Rejected[];
  readonly flagged: readonly Rejected[];
  readonly columnsNotFound: readonly string[];
  readonly events: number;
}

export interface Importing {
  readonly events: EventStore;
  readonly keys: KeyStore;
  readonly actor: Actor;
  readonly now: () => Instant;
  /** Read no more rows than these. */
  readonly limit?: number | undefined;
  /** Reads and judges everything, and leaves nothing behind. */
  readonly dryRun?: boolean;
  readonly onProgress?: (rows: number) => void;
}

/**
 * Imports a copy of the CFPB complaint database. Each complaint is one append of all its facts; the same row again adds nothing, a row
 * that knows more adds what is new. Throws NotARegister and what the stores throw; a broken row is reported and the others are kept.
 */
export const importCfpb = async (source: string | Readable, importing: Importing): Promise<ImportReport> => {
  const { events, keys, actor, now, dryRun = false } = importing;
  const target: Target = { events, keys, sealer: new Sealer(keys), actor, now };
  const run = (into: Target): Promise<ImportReport> => imported(source, into, importing);
  return dryRun ? withoutTrace(target, run) : run(target);
};

type Extent = Pick<Importing, 'limit' | 'onProgress'>;

const imported = async (source: string | Readable, target: Target, { limit, onProgress }: Extent): Promise<ImportReport> => {
  const { file, columns, rows } = await readRegister(source);
  const groups = new RowGroups(new RowWrites(file, target), new BulkWriter(target.events));
  const [rejected, flagged]: [Rejected[], Rejected[]] = [[], []];
  const occurrences = new Occurrences();
  let count = 0;
  for await (const record of rows) {
    if (count === limit) break;
    count += 1;
    const row = isRejected(record) ? record : cfpbRow(columns, record, target.now());
    if (isRejected(row)) rejected.push(row);
    else {
      flagged.push(...row.flags.map((reason) => ({ row: row.row, reason })));
      await groups.add({ row, occurrence: row.id === null ? occurrences.of(row) : 0 });
    }
    if (count % 1000 === 0) onProgress?.(count);
  }
  await groups.end();
  onProgress?.(count);
  const { imported: made, updated, alreadyThere, events } = groups;
  return {
    rows: count,
    imported: made,
    updated,
    alreadyThere,
    rejected: inOrder([...rejected, ...groups.rejected]),
    flagged: inOrder([...flagged, ...groups.flagged]),
    columnsNotFound: columns.notFound,
    events,
  };
};

const inOrder = (rows: readonly Rejected[]): readonly Rejected[] => [...rows].sort((a, b) => a.row - b.row);
