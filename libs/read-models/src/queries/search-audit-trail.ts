import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { complaintStream, type ComplaintEventType } from '@redress/complaints';
import type { Day, Instant, StaffId } from '@redress/kernel';
import type { Page, Park } from '@redress/projections';
import type { AuditRow } from '../audit-trail/describe';
import { type Paging, ReadModels } from './read-models';

export interface AuditFilter extends Paging {
  readonly actor?: StaffId;
  readonly type?: ComplaintEventType;
  readonly number?: string;
  /** Of the recording, in the register's zone. */
  readonly day?: Day;
}

/** What was recorded, across complaints, in the order of recording: everything this person did on 3 March. Throws BadCursor. */
export class SearchAuditTrail extends Query<Page<AuditRow>> {
  constructor(readonly filter: AuditFilter) {
    super();
  }
}

@QueryHandler(SearchAuditTrail)
export class SearchAuditTrailHandler implements IQueryHandler<SearchAuditTrail> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ filter: { after = null, limit, ...named } }: SearchAuditTrail): Promise<Page<AuditRow>> {
    const { number, actor, type, day } = named;
    const narrowest = number !== undefined ? 'number' : actor !== undefined ? 'actor' : type !== undefined ? 'type' : null;
    const index = narrowest === null ? ['day', 'recordedAt'] : [narrowest, 'day', 'recordedAt'];
    const equals = {
      ...(number !== undefined && { number }),
      ...(actor !== undefined && { actor }),
      ...(type !== undefined && { type }),
      ...(day !== undefined && { day }),
    };
    const { items, next } = await this.readModels.auditTrail.rows({ by: { index }, equals, after, limit });
    return { items: items.map(({ body }) => body as AuditRow), next };
  }
}

/** As of an instant: what was recorded by then, or of that only what had happened by then. */
export interface HistoryFilter extends Paging {
  readonly asOf?: Instant;
  readonly by?: 'recorded' | 'happened';
}
export interface HistoryPage extends Page<AuditRow> {
  /** Why later events are not shown; null when they are. */
  readonly parked: Park | null;
}

/** One complaint event by event. Throws BadCursor. */
export class TellHistory extends Query<HistoryPage> {
  constructor(
    readonly number: string,
    readonly filter: HistoryFilter,
  ) {
    super();
  }
}

@QueryHandler(TellHistory)
export class TellHistoryHandler implements IQueryHandler<TellHistory> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ number, filter: { asOf, by = 'recorded', after = null, limit } }: TellHistory): Promise<HistoryPage> {
    const stream = complaintStream(number);
    const parked = await this.readModels.auditTrail.park(stream);
    const range = asOf === undefined ? {} : { range: { field: 'recordedAt', from: null, to: asOf } };
    const { items, next } = await this.readModels.auditTrail.rows({ by: { stream }, ...range, after, limit });
    const rows = items.map(({ body }) => body as AuditRow);
    const shown = asOf === undefined || by === 'recorded' ? rows : rows.filter((row) => happenedAt(row) <= asOf);
    return { items: shown, next, parked };
  }
}

/** Where no time is known, its upper bound, else when it was recorded. */
const happenedAt = ({ at, bounds, recordedAt }: AuditRow): Instant => at ?? bounds?.until ?? recordedAt;
