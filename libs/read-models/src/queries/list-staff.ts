import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Page } from '@redress/projections';
import type { StaffEntry } from '../staff';
import { type Paging, ReadModels } from './read-models';

/** The people of the register by id, those who work here or those who no longer do. Throws BadCursor. */
export class ListStaff extends Query<Page<StaffEntry>> {
  constructor(
    readonly active: boolean,
    readonly paging: Paging,
  ) {
    super();
  }
}

@QueryHandler(ListStaff)
export class ListStaffHandler implements IQueryHandler<ListStaff> {
  constructor(private readonly readModels: ReadModels) {}

  execute({ active, paging: { after = null, limit } }: ListStaff): Promise<Page<StaffEntry>> {
    return this.readModels.staff.page({ index: ['active'], equals: { active }, after, limit });
  }
}
