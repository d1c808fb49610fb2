import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Status } from '@redress/complaints';
import type { Instant, StaffId } from '@redress/kernel';
import type { Page, PageQuery } from '@redress/projections';
import type { Case } from '../case';
import type { Line } from './open-queue';
import { type Paging, ReadModels } from './read-models';

export interface ComplaintFilter extends Paging {
  readonly state?: Status;
  readonly team?: string;
  readonly handler?: StaffId;
  /** Received at or after this, and before that. */
  readonly receivedFrom?: Instant;
  readonly receivedBefore?: Instant;
}
/** A line of the list; `summary` is sealed. */
export type ComplaintLine = Line & Pick<Case, 'kind' | 'organisation'>;

/** Every complaint that fits, the oldest first. Throws BadCursor. */
export class ListComplaints extends Query<Page<ComplaintLine>> {
  constructor(readonly filter: ComplaintFilter) {
    super();
  }
}

@QueryHandler(ListComplaints)
export class ListComplaintsHandler implements IQueryHandler<ListComplaints> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ filter }: ListComplaints): Promise<Page<ComplaintLine>> {
    const { items, next } = await this.readModels.case.page(pageOf(filter));
    return { items: items.map(lineOf), next };
  }
}

/** One range of the narrowest index; the other filters are looked at inside it. */
const pageOf = ({ state, team, handler, receivedFrom, receivedBefore, after = null, limit }: ComplaintFilter): PageQuery => {
  const equals = {
    ...(state !== undefined && { state }),
    ...(team !== undefined && { teamKey: team }),
    ...(handler !== undefined && { handlerKey: handler }),
  };
  const narrowest = handler !== undefined ? 'handlerKey' : team !== undefined ? 'teamKey' : state !== undefined ? 'state' : null;
  const index = narrowest === null ? ['receivedAt'] : [narrowest, 'receivedAt'];
  return {
    index,
    equals,
    after,
    limit,
    ...(receivedFrom !== undefined && { atLeast: receivedFrom }),
    ...(receivedBefore !== undefined && { below: receivedBefore }),
  };
};

const lineOf = ({
  number,
  kind,
  state,
  severity,
  due,
  dueClock,
  team,
  handler,
  organisation,
  receivedAt,
  receipt,
}: Case): ComplaintLine => ({
  number,
  kind,
  state,
  severity,
  due,
  dueClock,
  team,
  handler,
  organisation,
  receivedAt,
  summary: receipt.brief ?? null,
});
