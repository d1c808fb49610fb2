import { type DueComplaint, DueIndex, type DuePage } from '@redress/complaints';
import type { Instant, StaffId } from '@redress/kernel';
import { ownerlessSince, type QueueEntry, queueOrder } from '../queue';
import { staffWhoLeft } from './staff-who-left';
import type { ReadModels } from './read-models';

const atOnce = 50;
/** Milliseconds. */
const patience = 5_000;

/** Paged out of the queue, which knows of every complaint when something is owed by itself next. */
export class QueueDueIndex extends DueIndex {
  constructor(private readonly readModels: Pick<ReadModels, 'queue' | 'staff'>) {
    super();
  }

  async isReady(): Promise<boolean> {
    const { queue, staff } = this.readModels;
    return (await queue.waitUntilBuilt(0)) && (await staff.waitUntilBuilt(0));
  }

  async owedBefore(now: Instant, after: string | null): Promise<DuePage> {
    const { items, next } = await this.readModels.queue.page({ index: ['actKey'], equals: {}, below: now, after, limit: atOnce });
    return { items: items.map((entry) => dueOf(entry, ownerlessSince(entry))), next };
  }

  async leftBehind(after: string | null): Promise<DuePage> {
    const left = await staffWhoLeft(this.readModels);
    if (left.size === 0) return { items: [], next: null };
    const index = ['open', 'ownerKey', ...queueOrder];
    const among = { field: 'ownerKey', values: [...left.keys()] };
    const { items, next } = await this.readModels.queue.page({ index, equals: { open: true }, among, after, limit: atOnce });
    return { items: items.map((entry) => dueOf(entry, leftAt(entry, left))), next };
  }

  async follow(position: string): Promise<void> {
    await this.readModels.queue.waitFor(position, patience);
  }
}

const dueOf = ({ number, actKey, moments }: QueueEntry, since: Instant | null): DueComplaint => ({
  number,
  owedAt: actKey,
  moments,
  ownerlessSince: since,
});
const leftAt = ({ handler }: QueueEntry, left: ReadonlyMap<StaffId, Instant>): Instant | null =>
  handler === null ? null : (left.get(handler) ?? null);
