import type { Instant, StaffId } from '@redress/kernel';
import type { Page } from '@redress/projections';
import type { StaffEntry } from '../staff';
import type { ReadModels } from './read-models';

/** Everybody who no longer works here, and when they left. */
export const staffWhoLeft = async ({ staff }: Pick<ReadModels, 'staff'>): Promise<ReadonlyMap<StaffId, Instant>> => {
  const left = new Map<StaffId, Instant>();
  let after: string | null = null;
  do {
    const page: Page<StaffEntry> = await staff.page({ index: ['active'], equals: { active: false }, after, limit: 1_000 });
    for (const { id, leftAt } of page.items) if (leftAt !== null) left.set(id, leftAt);
    after = page.next;
  } while (after !== null);
  return left;
};
