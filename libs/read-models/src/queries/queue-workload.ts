import { Workload } from '@redress/complaints';
import type { StaffId } from '@redress/kernel';
import { queueOrder } from '../queue';
import type { ReadModels } from './read-models';

/** More than anybody works on at once; what is beyond it is told as this many. */
const most = 500;

/** Counted in the queue, which may be a moment behind; where it cannot be read nobody knows, and the assignment goes on. */
export class QueueWorkload extends Workload {
  constructor(private readonly readModels: Pick<ReadModels, 'queue'>) {
    super();
  }

  async openOf(handler: StaffId): Promise<number | null> {
    const index = ['open', 'ownerKey', ...queueOrder];
    try {
      const { items } = await this.readModels.queue.page({ index, equals: { open: true, ownerKey: handler }, limit: most });
      return items.length;
    } catch {
      return null;
    }
  }
}
