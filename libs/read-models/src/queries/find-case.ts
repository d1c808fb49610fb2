import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { complaintStream } from '@redress/complaints';
import type { Park } from '@redress/projections';
import type { Case } from '../case';
import { ReadModels } from './read-models';

/** A case and, where later events of it wait, why they are not shown. */
export interface FoundCase {
  readonly case: Case | null;
  readonly parked: Park | null;
}

/** The whole case of one complaint; null where there is none of this number. */
export class FindCase extends Query<FoundCase> {
  constructor(readonly number: string) {
    super();
  }
}

@QueryHandler(FindCase)
export class FindCaseHandler implements IQueryHandler<FindCase> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ number }: FindCase): Promise<FoundCase> {
    const stream = complaintStream(number);
    const parked = await this.readModels.case.park(stream);
    return { case: await this.readModels.case.document(stream), parked };
  }
}
