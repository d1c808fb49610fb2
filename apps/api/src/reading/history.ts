import { type AsOf, replay } from '@redress/complaints';
import { type Audited, auditedAfter, type AuditRow, describe } from '@redress/read-models';
import type { ApiEngine } from '../api-engine';
import { refused } from '../problems/problem';

interface Asked {
  /** An instant, or a position of the log. */
  readonly asOf: string | null;
  readonly by: 'recorded' | 'happened';
  readonly after: string | null;
  readonly limit: number;
}
interface Page {
  readonly items: readonly AuditRow[];
  readonly next: string | null;
  /** Of the last event there is as of then. */
  readonly revision: number;
}

/**
 * One complaint event by event, told by the same pure `describe` as the audit trail but from the log itself: so it is never behind, and
 * can be asked as of any position. A cursor is the revision the page before ended with.
 */
export class History {
  constructor(private readonly engine: Pick<ApiEngine, 'events' | 'versions'>) {}

  /** Throws RequestRefused: 404 where there is no such complaint, as of then; 400 for a cursor that is none. */
  async of(number: string, { asOf, by, after, limit }: Asked): Promise<Page> {
    const from = after === null ? 0 : afterOf(after);
    const rows: AuditRow[] = [];
    let before: Audited | null = null;
    let revision = -1;
    let more = false;
    await this.engine.versions.refresh(this.engine.events);
    for await (const { recorded, event, metadata } of replay(this.engine.events, number, asOfOf(asOf, by))) {
      ({ revision } = recorded);
      if (!event || !metadata)
        throw refused(409, 'complaint.tampered', 'A stored event cannot be read; verify this complaint with redress verify.');
      const about = { ...recorded, recordedAt: metadata.recordedAt, actor: metadata.actor };
      const now: Audited = auditedAfter(before, event, about, this.engine.versions);
      if (revision >= from) {
        if (rows.length < limit) rows.push(describe(before, event, about, now, this.engine.versions));
        else more = true;
      }
      before = now;
    }
    if (revision < 0) throw refused(404, 'complaint.unknown', 'There is no complaint of this number as of then; check it.');
    return { items: rows, next: more ? String(rows.at(-1)!.revision) : null, revision };
  }
}

export const asOfOf = (asOf: string | null, by: 'recorded' | 'happened'): AsOf => {
  if (asOf === null) return null;
  return /^\d+$/.test(asOf) ? { position: asOf } : { instant: asOf, by };
};

const afterOf = (after: string): number => {
  if (!/^\d{1,9}$/.test(after))
    throw refused(400, 'cursor.unknown', 'This cursor was not handed out for this list; begin again without one.');
  return Number(after) + 1;
};
