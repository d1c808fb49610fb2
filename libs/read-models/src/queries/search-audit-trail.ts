import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type ComplaintEventType, complaintStream } from '@redress/complaints';
import type { Day, StaffId } from '@redress/kernel';
import type { Page } from '@redress/projections';
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
    const narrowest = actor !== undefined ? 'actor' : type !== undefined ? 'type' : null;
    const index = narrowest === null ? ['day', 'recordedAt'] : [narrowest, 'day', 'recordedAt'];
    // The rows of one complaint lie together in the order of recording.
    const by = number === undefined ? { index } : { stream: complaintStream(number) };
    const equals = {
      ...(actor !== undefined && { actor }),
      ...(type !== undefined && { type }),
      ...(day !== undefined && { day }),
    };
    const { items, next } = await this.readModels.auditTrail.rows({ by, equals, after, limit });
    return { items: items.map(({ body }) => body as AuditRow), next };
  }
}
