import type { ServedReadModel } from '@redress/projections';
import type { Case } from '../case';
import type { QueueEntry } from '../queue';
import type { StaffEntry } from '../staff';

/** The reading side of every read model; the composition root provides it. */
export abstract class ReadModels {
  abstract readonly queue: ServedReadModel<QueueEntry>;
  abstract readonly case: ServedReadModel<Case>;
  abstract readonly auditTrail: ServedReadModel<object>;
  abstract readonly statistics: ServedReadModel<object>;
  abstract readonly staff: ServedReadModel<StaffEntry>;
}

/** Where a list goes on, and how long a page is. */
export interface Paging {
  readonly after?: string | null;
  readonly limit: number;
}
